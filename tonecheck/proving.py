"""The examples of a rule, executed: they are its tests and its manual page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tonecheck.analysis import Analysis, courtesies, cues, structures
from tonecheck.errors import RuleError
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Report, Span
from tonecheck.message import Message
from tonecheck.ruleset import cache
from tonecheck.ruleset.compiled import Compiled
from tonecheck.ruleset.stock import kept_file
from tonecheck.scoring import FLAGS_ALONE

if TYPE_CHECKING:
    from spacy.language import Language

    from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule, LoadedStructure, RuleSet

_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Prover(Protocol):
    """What executing examples needs; a `Checker` has it."""

    nlp: Language | None

    @property
    def compiled(self) -> Compiled:
        """The rules in force."""

    def analyse(self, message: Message) -> Analysis:
        """What stands in `message` and counts."""

    def check(self, text: str) -> Report:
        """The report on `text`."""


def prove(prover: Prover, folders: tuple[Path, ...], made_from: Path | None, settings: str) -> None:
    """RuleError for the first example in `folders` that fails; what passed is remembered.

    It is remembered for these `settings` and the file of compiled rules that `prover` was
    `made_from`, while that is the file for `folders`; without one nothing is.
    """
    if made_from and cache.is_kept(cache.proof_file(made_from, settings)):
        return
    from tonecheck.ruleset.loader import load_folder

    for folder in folders:
        for failure in failures(prover, load_folder(folder)):
            raise failure
    if made_from and made_from == kept_file(folders):
        cache.keep(cache.proof_file(made_from, settings), [])


def failures(prover: Prover, ruleset: RuleSet) -> Iterator[RuleError]:
    """One error for each example of `ruleset` that does not hold, in the order of the files.

    Rules that are not in force are passed over, and so are those that need tags or a parse where
    `prover` has no pipeline to set them.
    """
    compiled = prover.compiled
    for structure in ruleset.structures.values():
        yield from _structure_failures(structure, prover)
    for rule_id, loaded in ruleset.rules.items():
        if rule_id in compiled.tones and (prover.nlp is not None or not loaded.rule.needs):
            yield from _rule_failures(loaded, prover)
    for rule_id, courtesy in ruleset.courtesies.items():
        if rule_id in compiled.graces:
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


def _rule_failures(loaded: LoadedRule, prover: Prover) -> Iterator[RuleError]:
    for index, bad in enumerate(loaded.rule.examples.bad):
        text, wanted = (bad, None) if isinstance(bad, str) else (bad.text, bad.rewrite)
        for problem in _bad_problems(loaded, text, wanted, prover):
            yield loaded.place.at("examples", "bad", index).error(problem, key=loaded.rule.id)
    for index, text in enumerate(loaded.rule.examples.good):
        for problem in _good_problems(loaded.rule.id, text, prover):
            yield loaded.place.at("examples", "good", index).error(problem, key=loaded.rule.id)


def _bad_problems(
    loaded: LoadedRule, marked: str, wanted: str | None, prover: Prover
) -> Iterator[str]:
    text, spans = unmark(marked)
    if not spans:
        yield f'has the bad example "{text}" without a mark; expected [[ ]] around the span'
        return
    rule = loaded.rule
    analysis = prover.analyse(plain_message(text))
    found = [cue for cue in cues(analysis) if cue.rule_id == rule.id]
    seen = {(cue.start, cue.end) for cue in found}
    for start, end in spans:
        if (start, end) not in seen:
            places = ", ".join(f'"{cue.text}"' for cue in found) or "nothing"
            yield f'finds {places} in "{text}"; expected "{text[start:end]}"{_why(text, prover)}'
    if rule.weight >= FLAGS_ALONE and loaded.category not in prover.check(text).flagged:
        yield f'does not flag "{text}"; expected a warning or an error'
    offered = [*_offered(rule.id, analysis)]
    if wanted is not None and wanted not in offered[:1]:
        yield f'rewrites "{text}" as {offered[:1]}; expected "{wanted}"'
    for replacement in offered:
        yield from _unclean(replacement, prover)


def _offered(rule_id: str, analysis: Analysis) -> Iterator[str]:
    """What a rule says instead, of each of its cues that count."""
    from tonecheck.rewriting.edits import rewrites_of_cue

    for evidence in analysis.evidence:
        for cue in evidence.cues:
            if cue.candidate.owner.id == rule_id:
                for rewrite in rewrites_of_cue(cue.candidate, analysis):
                    yield rewrite.replacement


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
    for cue in cues(prover.analyse(plain_message(text))):
        if cue.rule_id == rule_id:
            yield f'finds "{cue.text}" in its good example "{text}"; expected nothing'
    report = prover.check(text)
    if report.flagged:
        blamed = ", ".join(f'{f.rule_id} ("{f.text}")' for f in report.findings)
        yield f'has the good example "{text}", which is flagged by {blamed}'


def _structure_failures(structure: LoadedStructure, prover: Prover) -> Iterator[RuleError]:
    name, examples = structure.name, structure.rule.examples
    for index, marked in enumerate(examples.found):
        text, spans = unmark(marked)
        if problem := _missed(text, spans, [*_structures(name, text, prover)]):
            yield structure.place.at("examples", "found", index).error(problem, key=name)
    for index, text in enumerate(examples.not_found):
        seen = [span.text for span in _structures(name, text, prover)]
        if seen:
            problem = f'finds {seen} in "{text}"; expected nothing'
            yield structure.place.at("examples", "not_found", index).error(problem, key=name)


def _structures(name: str, text: str, prover: Prover) -> Iterator[Span]:
    found = structures(prover.analyse(plain_message(text)))
    return (span for known, span in found if known == name)


def _courtesy_failures(courtesy: LoadedCourtesy, prover: Prover) -> Iterator[RuleError]:
    rule = courtesy.rule
    for index, good in enumerate(rule.examples.good):
        text, spans = unmark(good)
        if problem := _missed(text, spans, [*_courtesies(rule.id, text, prover)]):
            yield courtesy.place.at("examples", "good", index).error(problem, key=rule.id)
    for index, bad in enumerate(rule.examples.bad):
        text = bad if isinstance(bad, str) else bad.text
        if any(_courtesies(rule.id, text, prover)):
            problem = f'takes "{text}" for a courtesy; expected not'
            yield courtesy.place.at("examples", "bad", index).error(problem, key=rule.id)


def _courtesies(rule_id: str, text: str, prover: Prover) -> Iterator[Span]:
    found = courtesies(prover.analyse(plain_message(text)))
    return (span for known, span in found if known == rule_id)


def _missed(text: str, marked: list[tuple[int, int]], found: list[Span]) -> str:
    """What is wrong if not all that is `marked` in `text` is `found`; "" if nothing is."""
    seen = {(span.start, span.end): span.text for span in found}
    missing = [text[start:end] for start, end in marked if (start, end) not in seen]
    if marked and not missing:
        return ""
    return f'finds {list(seen.values())} in "{text}"; expected {missing or "a [[ ]]"}'
