"""GitLab's Code Quality report, a part of Code Climate's issue format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tonecheck.report.advice import advice
from tonecheck.report.fingerprints import fingerprints
from tonecheck.report.locations import relative
from tonecheck.report.results import Checked, Options, Result, marks, read_only

SEVERITIES = {"info": "info", "warning": "minor", "error": "major"}


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One JSON list of issues; ASCII only."""
    issues = [issue for checked in read_only(results) for issue in _issues(checked, options)]
    yield json.dumps(issues, indent=2)


def _issues(checked: Checked, options: Options) -> Iterator[dict[str, Any]]:
    path = relative(checked.path, options.root)
    names = fingerprints(marks(checked), path)
    for mark, name in zip(marks(checked), names, strict=True):
        place = mark.place
        yield {
            "type": "issue",
            "check_name": mark.rule_id,
            "description": next(advice(mark, include_text=options.include_text)),
            "categories": ["Style"],
            "severity": SEVERITIES[mark.severity],
            "fingerprint": name,
            "location": {
                "path": path,
                "positions": {
                    "begin": {"line": place.line, "column": place.column},
                    "end": {"line": place.end_line, "column": place.end_column},
                },
            },
        }
