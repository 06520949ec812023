"""The figures of a run as a picture."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring.report import Measurement, seconds

_OURS, _THEIRS = "#1b6ca8", "#b0b7bf"


def write_plot(found: Measurement, path: Path) -> None:
    """Write one bar for each command, group by group, on a logarithmic scale, as SVG.

    Raises ``ImportError`` where matplotlib is not installed.
    """
    import matplotlib as mpl

    mpl.use("svg")
    # Words stay words, and the same figures give the same file.
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "parplan"
    from matplotlib import pyplot

    groups = {
        name: [series for series in group.values() if series.runs]
        for name, group in found.figures.items()
        if any(series.runs for series in group.values())
    }
    if not groups:
        return
    heights = [len(group) + 1.6 for group in groups.values()]
    figure, axes = pyplot.subplots(
        len(groups), 1, squeeze=False, figsize=(9, 0.3 * sum(heights)), gridspec_kw={"height_ratios": heights}
    )
    for (name, group), axis in zip(groups.items(), axes[:, 0], strict=True):
        ordered = sorted(group, key=lambda series: -series.median)
        ours = [series.name.startswith("parplan") for series in ordered]
        axis.barh(
            [series.name for series in ordered],
            [series.median for series in ordered],
            color=[_OURS if own else _THEIRS for own in ours],
        )
        for place, series in enumerate(ordered):
            over = "over " if series.over_limit else ""
            axis.text(series.median * 1.05, place, over + seconds(series.median), va="center", fontsize=8)
        axis.set_xscale("log")
        axis.set_xlim(min(series.median for series in group) / 4, max(series.median for series in group) * 4)
        axis.set_title(found.titles[name], loc="left", fontsize=10)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None})
    pyplot.close(figure)
