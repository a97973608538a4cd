"""Reports made by hand: formats need no rules."""

from __future__ import annotations

from tonecheck.findings import (
    ELEMENTS,
    Category,
    Cue,
    Dropped,
    Finding,
    Report,
    Rewrite,
    Severity,
    Span,
    Suppressed,
)
from tonecheck.report.formats import FORMATS, renderer
from tonecheck.report.results import Checked, Options, Result

WHY = "A date and a reason move people."
EYES = ("text", "concise", "github")
JSON = ("json", "sarif", "gitlab", "rdjson")
XML = ("checkstyle", "junit")
MACHINES = tuple(name for name in FORMATS if name != "text")


def finding(
    source: str,
    words: str,
    *,
    severity: Severity = Severity.ERROR,
    rule_id: str = "demanding.or-else",
    score: float = 0.9,
    replacement: str = "when you can",
    start: int | None = None,
) -> Finding:
    begin = source.index(words) if start is None else start
    end = begin + len(words)
    return Finding(
        rule_id=rule_id, category=Category.DEMANDING, severity=severity, score=score,
        start=begin, end=end, text=words, message="An ultimatum closes the conversation.",
        why=WHY, cues=(Cue(rule_id, begin, end, words, 0.4),),
        rewrites=(Rewrite(begin, end, replacement),),
    )  # fmt: skip


def checked(
    source: str, *findings: Finding, path: str = "mail.txt", fail_on: Severity = Severity.WARNING
) -> Checked:
    """A result in which every field that can hold words of the source does."""
    span = (0, len(source), source)
    courtesy = dict.fromkeys(ELEMENTS) | {"thanks": Span(*span)}
    report = Report(
        findings=findings, scores={"demanding": 0.9 if findings else 0.0}, courtesy=courtesy,
        rewritten=source, suppressed=(Suppressed("a.b", *span, f"comment in line 1: {source}"),),
        dropped=(Dropped("a.b", *span, "quotation: it is quoted"),),
    )  # fmt: skip
    return Checked(path, source, report, fail_on)


def shown(name: str, *results: Result, **options: object) -> str:
    chosen = Options(**{"version": "1.2.3", **options})  # type: ignore[arg-type]
    return "\n".join(renderer(name)(results, chosen))
