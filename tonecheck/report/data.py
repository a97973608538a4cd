"""JSON: one object for a run, or one line a source.

Without `include_text` every string that may hold words of the source is null.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tonecheck.findings import SCHEMA_VERSION
from tonecheck.offsets import Lines
from tonecheck.report.results import Checked, Options, Result, Unread, place

_FROM_RULES = frozenset(
    "path error flagged rule_id id category severity message why applicability concept "
    "profile register element sentences".split()
)
"""Keys whose strings come from rules, never from a source; all others are null by default."""


def render_document(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One JSON document for all sources of a run; ASCII only."""
    sources = [as_object(result, options) for result in results]
    yield json.dumps({"schema_version": SCHEMA_VERSION, "sources": sources}, indent=2)


def render_lines(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One source as one line; ASCII only."""
    return (json.dumps(as_object(result, options)) for result in results)


def as_object(result: Result, options: Options) -> dict[str, Any]:
    """`report.to_dict()` with its `path` and places, or the `error` of what cannot be read."""
    if isinstance(result, Unread):
        return {"path": result.path, "schema_version": SCHEMA_VERSION, "error": result.problem}
    plain = _placed(result)
    if not options.show_dropped:
        del plain["dropped"]
    return plain if options.include_text else _masked(plain)


def _placed(checked: Checked) -> dict[str, Any]:
    plain = {"path": checked.path, **checked.report.to_dict()}
    lines = Lines.of(checked.source)
    for item in (*plain["findings"], *plain["notes"]):
        where = place(lines, item["start"], item["end"])
        item["line"], item["column"] = where.line, where.column
        item["end_line"], item["end_column"] = where.end_line, where.end_column
    if checked.coaching is not None:
        plain["coaching"] = checked.coaching.to_dict()
    return plain


def _masked(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _masked(item, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, key) for item in value]
    if not isinstance(value, str) or key in _FROM_RULES:
        return value
    # A reason such as "comment in line 3: ..." repeats what the comment says after the colon.
    return value.partition(":")[0] if key == "reason" else None
