"""SARIF 2.1.0 (OASIS, 2020), as GitHub's code scanning and editors read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tonecheck.findings import Rewrite
from tonecheck.offsets import Lines
from tonecheck.report.fingerprints import fingerprints
from tonecheck.report.locations import relative, uri
from tonecheck.report.results import (
    Checked,
    Mark,
    Options,
    Place,
    Result,
    Unread,
    marks,
    place,
    read_only,
)

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"info": "note", "warning": "warning", "error": "error"}


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One log with one run; ASCII only."""
    listed = list(results)
    rules: dict[str, Mark] = {}
    for checked in read_only(listed):
        for mark in marks(checked):
            rules.setdefault(mark.rule_id, mark)
    numbers = {rule_id: number for number, rule_id in enumerate(rules)}
    run = {
        "tool": {"driver": _driver(rules.values(), options)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(listed, options)],
        "results": [
            item for checked in read_only(listed) for item in _results(checked, numbers, options)
        ],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _driver(rules: Iterable[Mark], options: Options) -> dict[str, Any]:
    described = [
        {
            "id": mark.rule_id,
            "shortDescription": {"text": mark.message},
            "fullDescription": {"text": mark.why or mark.message},
            "help": {"text": _help(mark)},
            "properties": {"tags": ["tone", mark.category]},
        }
        for mark in rules
    ]
    return {"name": "tonecheck", "semanticVersion": options.version, "rules": described}


def _help(mark: Mark) -> str:
    """Where more is said of a rule; a note is explained by what it says."""
    if mark.category == "note":
        return mark.message
    return f"{mark.why} See: tonecheck explain {mark.rule_id}".strip()


def _invocation(results: Iterable[Result], options: Options) -> dict[str, Any]:
    unread = [result for result in results if isinstance(result, Unread)]
    notifications = [
        {
            "level": "error",
            "message": {"text": item.problem},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(item, options)}}],
        }
        for item in unread
    ]
    return {"executionSuccessful": not unread, "toolExecutionNotifications": notifications}


def _results(
    checked: Checked, numbers: dict[str, int], options: Options
) -> Iterator[dict[str, Any]]:
    artifact, lines = _artifact(checked, options), Lines.of(checked.source)
    names = fingerprints(marks(checked), relative(checked.path, options.root))
    for mark, name in zip(marks(checked), names, strict=True):
        region = _region(mark.place)
        result = {
            "ruleId": mark.rule_id,
            "ruleIndex": numbers[mark.rule_id],
            "level": LEVELS[mark.severity],
            "message": {"text": mark.message},
            "rank": round(100 * mark.score, 1),
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"tonecheckHash/v1": name},
        }
        if options.include_text:
            region["snippet"] = {"text": mark.text}
            result["fixes"] = [_fix(rewrite, artifact, lines) for rewrite in mark.rewrites]
        yield result


def _artifact(result: Result, options: Options) -> dict[str, str]:
    reference = uri(result.path, options.root)
    return {"uri": reference} | (
        {} if reference.startswith("file:") else {"uriBaseId": "%SRCROOT%"}
    )


def _region(where: Place) -> dict[str, Any]:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _fix(rewrite: Rewrite, artifact: dict[str, str], lines: Lines) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(place(lines, rewrite.start, rewrite.end)),
        "insertedContent": {"text": rewrite.replacement},
    }
    return {
        "description": {"text": f"A gracious way to say it ({rewrite.applicability})."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }
