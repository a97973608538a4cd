"""Lines of a report for eyes."""

from __future__ import annotations

from collections.abc import Iterator

from tonecheck.report.escaping import visible

WIDTH = 72
"""Columns of an excerpt or a paragraph without its indent of 8; any terminal has 80."""


def labelled(label: str, text: str) -> Iterator[str]:
    """`text` wrapped and indented, `label` before its first line."""
    from textwrap import wrap

    indent = " " * 8
    for index, part in enumerate(wrap(visible(text), WIDTH - len(label))):
        yield indent + (label if index == 0 else " " * len(label)) + part
