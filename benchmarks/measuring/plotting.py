"""The figures of a run as a picture."""

from __future__ import annotations

from pathlib import Path

from benchmarks.measuring.report import Measurement, seconds

_OURS, _THEIRS = "#1b6ca8", "#8c959f"
#: Seconds: what the picture reaches from and to.
_SHORTEST, _LONGEST = 0.003, 2000


def write_plot(found: Measurement, path: Path) -> None:
    """Write a dot for each command, group by group, on one logarithmic scale, as SVG.

    Raises ``ImportError`` where matplotlib is not installed.
    """
    import matplotlib as mpl

    mpl.use("svg")
    # Words stay words, and the same figures give the same file.
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["svg.hashsalt"] = "parplan"
    from matplotlib import pyplot, ticker

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
        # Dots, no bars: on a logarithmic scale there is no zero for a bar to begin at.
        for place, series in enumerate(ordered):
            colour = _OURS if series.name.startswith("parplan") else _THEIRS
            over = "over " if series.over_limit else ""
            axis.plot([series.median], [place], marker="o", markersize=7, color=colour)
            axis.annotate(
                over + seconds(series.median),
                (series.median, place),
                xytext=(8, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
            )
        axis.set_yticks(range(len(ordered)), [series.name for series in ordered])
        axis.set_ylim(-0.6, len(ordered) - 0.4)
        axis.grid(axis="y", color="#e3e6e9")
        axis.set_axisbelow(True)
        axis.set_xscale("log")
        axis.set_xlim(_SHORTEST, _LONGEST)  # the same for all groups, so that they can be compared
        axis.xaxis.set_minor_locator(ticker.NullLocator())
        axis.xaxis.set_major_formatter(ticker.FuncFormatter(lambda value, _place: seconds(value)))
        axis.set_title(found.titles[name], loc="left", fontsize=10)
        axis.tick_params(labelsize=8)
        axis.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, format="svg", metadata={"Date": None})
    pyplot.close(figure)
