"""JSON: one object for a run, or one line a source."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tonecheck.findings import SCHEMA_VERSION, Report
from tonecheck.offsets import Lines


def as_object(path: str, source: str, report: Report, *, show_dropped: bool) -> dict[str, Any]:
    """`report.to_dict()` with its `path`, and a 1-based line and column a finding and note."""
    lines = Lines.of(source)
    plain = {"path": path, **report.to_dict()}
    for item in (*plain["findings"], *plain["notes"]):
        item["line"], item["column"] = lines.position(item["start"])
    if not show_dropped:
        del plain["dropped"]
    return plain


def json_document(objects: Iterable[dict[str, Any]]) -> str:
    """One JSON document for all sources of a run; ASCII only."""
    return json.dumps({"schema_version": SCHEMA_VERSION, "sources": list(objects)}, indent=2)


def json_line(item: dict[str, Any]) -> str:
    """One source as one line; ASCII only."""
    return json.dumps(item)
