"""What formats that have room for it say of a passage."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.report.escaping import visible
from tonecheck.report.results import Mark


def advice(mark: Mark, *, include_text: bool) -> Iterator[str]:
    """Lines for a reader: what, why and, where text may be quoted, what instead."""
    quoted = f' "{visible(mark.text)}"' if include_text else ""
    yield visible(mark.message) + quoted
    if mark.why:
        yield f"Why: {visible(mark.why)}"
    if include_text:
        for rewrite in mark.rewrites[:1]:
            yield f"Try: {visible(rewrite.replacement) or '(leave it out)'}"
