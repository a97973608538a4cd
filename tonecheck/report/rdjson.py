"""Reviewdog's diagnostic format (proto/rdf); columns count UTF-8 bytes, the end is exclusive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tonecheck.offsets import Lines
from tonecheck.report.advice import advice
from tonecheck.report.locations import relative
from tonecheck.report.results import Checked, Options, Result, marks, read_only


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One JSON document; ASCII only."""
    diagnostics = [
        item for checked in read_only(results) for item in _diagnostics(checked, options)
    ]
    yield json.dumps({"source": {"name": "tonecheck"}, "diagnostics": diagnostics}, indent=2)


def _diagnostics(checked: Checked, options: Options) -> Iterator[dict[str, Any]]:
    path, lines = relative(checked.path, options.root), Lines.of(checked.source)

    def span(start: int, end: int) -> dict[str, Any]:
        return {
            "start": _position(checked.source, lines, start),
            "end": _position(checked.source, lines, end),
        }

    for mark in marks(checked):
        item: dict[str, Any] = {
            "message": "\n".join(advice(mark, include_text=options.include_text)),
            "location": {"path": path, "range": span(mark.start, mark.end)},
            "severity": mark.severity.value.upper(),
            "code": {"value": mark.rule_id},
        }
        if options.include_text:
            item["suggestions"] = [
                {"range": span(rewrite.start, rewrite.end), "text": rewrite.replacement}
                for rewrite in mark.rewrites[:1]
            ]
        yield item


def _position(source: str, lines: Lines, offset: int) -> dict[str, int]:
    line, column = lines.position(offset)
    before = source[offset - column + 1 : offset]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
