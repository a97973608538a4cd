"""SARIF 2.1.0 (OASIS, 2020), as GitHub's code scanning and editors read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tonecheck.findings import Finding, Rewrite
from tonecheck.offsets import Lines
from tonecheck.report.results import (
    Checked,
    Options,
    Place,
    Result,
    Unread,
    fingerprints,
    places,
    read_only,
)
from tonecheck.report.wording import relative, uri

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
LEVELS = {"info": "note", "warning": "warning", "error": "error"}


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One log with one run; ASCII only."""
    listed = list(results)
    rules: dict[str, Finding] = {}
    for checked in read_only(listed):
        for finding in checked.report.findings:
            rules.setdefault(finding.rule_id, finding)
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


def _driver(findings: Iterable[Finding], options: Options) -> dict[str, Any]:
    rules = [
        {
            "id": finding.rule_id,
            "shortDescription": {"text": finding.message},
            "fullDescription": {"text": finding.why},
            "help": {"text": f"{finding.why} See: tonecheck explain {finding.rule_id}"},
            "properties": {"tags": ["tone", finding.category.value]},
        }
        for finding in findings
    ]
    return {"name": "tonecheck", "semanticVersion": options.version, "rules": rules}


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
    names = fingerprints(checked, relative(checked.path, options.root))
    for (finding, place), name in zip(places(checked), names, strict=True):
        region = _region(place)
        result = {
            "ruleId": finding.rule_id,
            "ruleIndex": numbers[finding.rule_id],
            "level": LEVELS[finding.severity],
            "message": {"text": finding.message},
            "rank": round(100 * finding.score, 1),
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"tonecheckHash/v1": name},
        }
        if options.include_text:
            region["snippet"] = {"text": finding.text}
            result["fixes"] = [_fix(rewrite, artifact, lines) for rewrite in finding.rewrites]
        yield result


def _artifact(result: Result, options: Options) -> dict[str, str]:
    reference = uri(result.path, options.root)
    return {"uri": reference} | (
        {} if reference.startswith("file:") else {"uriBaseId": "%SRCROOT%"}
    )


def _region(place: Place) -> dict[str, Any]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(rewrite: Rewrite, artifact: dict[str, str], lines: Lines) -> dict[str, Any]:
    place = Place(*lines.position(rewrite.start), *lines.position(rewrite.end))
    replacement = {
        "deletedRegion": _region(place),
        "insertedContent": {"text": rewrite.replacement},
    }
    return {
        "description": {"text": f"A gracious way to say it ({rewrite.applicability})."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [replacement]}],
    }
