"""The examples of a rule, executed: they are its tests and its manual page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from tonecheck.errors import RuleError
from tonecheck.findings import Cue, Report, Rewrite, Span
from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule, LoadedStructure
from tonecheck.ruleset.schema import BadExample

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_FLAGS_ALONE = 0.75


class Prover(Protocol):
    """What executing examples needs; a `Checker` has it."""

    def check(self, text: str) -> Report:
        """The report on `text`."""

    def cues(self, text: str) -> list[tuple[Cue, tuple[Rewrite, ...]]]:
        """Every cue that counts in `text`, with its own rule's rewrites."""

    def courtesies(self, text: str) -> list[tuple[str, Span]]:
        """Every courtesy in `text`: rule id and place."""

    def structures(self, text: str) -> list[tuple[str, Span]]:
        """Every structure in `text`: its name and place."""


def failures(
    structures: Iterable[LoadedStructure],
    rules: Iterable[LoadedRule],
    courtesies: Iterable[LoadedCourtesy],
    prover: Prover,
) -> Iterator[RuleError]:
    """One error for each example that does not hold, in the order of the files."""
    for structure in structures:
        yield from _structure_failures(structure, prover)
    for loaded in rules:
        for index, bad in enumerate(loaded.rule.examples.bad):
            text = bad.text if isinstance(bad, BadExample) else bad
            wanted = bad.rewrite if isinstance(bad, BadExample) else None
            for problem in _bad_problems(loaded, text, wanted, prover):
                yield loaded.at("examples", "bad", index).error(problem, key=loaded.rule.id)
        for index, text in enumerate(loaded.rule.examples.good):
            for problem in _good_problems(loaded.rule.id, text, prover):
                yield loaded.at("examples", "good", index).error(problem, key=loaded.rule.id)
    for courtesy in courtesies:
        yield from _courtesy_failures(courtesy, prover)


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """`text` without its ``[[ ]]``, and the spans that they marked."""
    plain, spans, read = "", [], 0
    for found in _MARK.finditer(text):
        plain += text[read : found.start()]
        spans.append((len(plain), len(plain) + len(found[1])))
        plain += found[1]
        read = found.end()
    return plain + text[read:], spans


def _bad_problems(
    loaded: LoadedRule, marked: str, wanted: str | None, prover: Prover
) -> Iterator[str]:
    text, spans = unmark(marked)
    if not spans:
        yield f'has the bad example "{text}" without a mark; expected [[ ]] around the span'
        return
    rule = loaded.rule
    cues = [(cue, rewrites) for cue, rewrites in prover.cues(text) if cue.rule_id == rule.id]
    seen = {(cue.start, cue.end) for cue, _ in cues}
    for start, end in spans:
        if (start, end) not in seen:
            places = ", ".join(f'"{cue.text}"' for cue, _ in cues) or "nothing"
            yield f'finds {places} in "{text}"; expected "{text[start:end]}"{_why(text, prover)}'
    if rule.weight >= _FLAGS_ALONE and loaded.category not in prover.check(text).flagged:
        yield f'does not flag "{text}"; expected a warning or an error'
    offered = [rewrite.replacement for _, rewrites in cues for rewrite in rewrites]
    if wanted is not None and wanted not in offered[:1]:
        yield f'rewrites "{text}" as {offered[:1]}; expected "{wanted}"'
    for replacement in offered:
        yield from _unclean(replacement, prover)


def _unclean(replacement: str, prover: Prover) -> Iterator[str]:
    report = prover.check(replacement)
    if report.flagged:
        blamed = ", ".join(finding.rule_id for finding in report.findings)
        yield f'offers "{replacement}", which is itself flagged by {blamed}'


def _why(text: str, prover: Prover) -> str:
    dropped = prover.check(text).dropped
    return "".join(
        f' ({item.rule_id} on "{item.text}" dropped by {item.reason})' for item in dropped
    )


def _good_problems(rule_id: str, text: str, prover: Prover) -> Iterator[str]:
    for cue, _ in prover.cues(text):
        if cue.rule_id == rule_id:
            yield f'finds "{cue.text}" in its good example "{text}"; expected nothing'
    report = prover.check(text)
    if report.flagged:
        blamed = ", ".join(f'{f.rule_id} ("{f.text}")' for f in report.findings)
        yield f'has the good example "{text}", which is flagged by {blamed}'


def _structure_failures(structure: LoadedStructure, prover: Prover) -> Iterator[RuleError]:
    name, examples = structure.name, structure.rule.examples
    for index, found in enumerate(examples.found):
        text, spans = unmark(found)
        seen = {(s.start, s.end): s.text for known, s in prover.structures(text) if known == name}
        missing = [text[start:end] for start, end in spans if (start, end) not in seen]
        if missing or not spans:
            problem = f'finds {list(seen.values())} in "{text}"; expected {missing or "a [[ ]]"}'
            yield structure.at("examples", "found", index).error(problem, key=name)
    for index, text in enumerate(examples.not_found):
        seen_there = [span.text for known, span in prover.structures(text) if known == name]
        if seen_there:
            problem = f'finds {seen_there} in "{text}"; expected nothing'
            yield structure.at("examples", "not_found", index).error(problem, key=name)


def _courtesy_failures(courtesy: LoadedCourtesy, prover: Prover) -> Iterator[RuleError]:
    rule = courtesy.rule
    for index, good in enumerate(rule.examples.good):
        text, spans = unmark(good)
        seen = {(s.start, s.end): s.text for rid, s in prover.courtesies(text) if rid == rule.id}
        missing = [text[start:end] for start, end in spans if (start, end) not in seen]
        if missing or not spans:
            problem = f'finds {list(seen.values())} in "{text}"; expected {missing or "a [[ ]]"}'
            yield courtesy.at("examples", "good", index).error(problem, key=rule.id)
    for index, bad in enumerate(rule.examples.bad):
        text = bad.text if isinstance(bad, BadExample) else bad
        if any(rule_id == rule.id for rule_id, _ in prover.courtesies(text)):
            problem = f'takes "{text}" for a courtesy; expected not'
            yield courtesy.at("examples", "bad", index).error(problem, key=rule.id)
