"""Words that no whole text ends with: where a line or a field ends with one, something follows or was cut off."""

from __future__ import annotations

JOINING = ("và", "của", "cho", "với", "theo", "tại", "về", "là", "các", "những")
