"""The road from a message to its report: match, judge, weigh, rewrite."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.tokens import Doc

from tonecheck.config import Config
from tonecheck.errors import RuleError
from tonecheck.extract.plain import plain_message
from tonecheck.findings import (
    ELEMENTS,
    Cue,
    Dropped,
    Finding,
    Note,
    Report,
    Rewrite,
    Severity,
    Span,
    Suppressed,
)
from tonecheck.language import blank_language, remember_chunks, tokenizer_norms
from tonecheck.matching import Candidate, Matches, match
from tonecheck.message import Comment, Message
from tonecheck.polarity import Words
from tonecheck.proving import failures
from tonecheck.rewriting.draft import rewrite_draft
from tonecheck.rewriting.edits import rewrites, rewrites_of_cue, sentence_span, source_span
from tonecheck.ruleset.cache import cache_file, read, write
from tonecheck.ruleset.compiler import Compiled, Tone, compile_rules
from tonecheck.ruleset.loader import (
    RuleSet,
    builtin,
    builtin_folder,
    check_selectors,
    load,
    load_folder,
    matches,
)
from tonecheck.scope import Verdicts, judge
from tonecheck.scoring import Evidence, Weighed, message_scores, severity, weigh

MOST_WORDING_CUES = 8
"""How many phrases a finding names of a sentence whose wording adds up."""


class _Analysis(NamedTuple):
    message: Message
    found: Matches
    verdicts: Verdicts
    suppressed: list[Candidate]
    evidence: list[Evidence]
    silenced: tuple[Suppressed, ...] = ()
    notes: tuple[Note, ...] = ()


class Checker:
    """Rules loaded once, any number of texts checked.

    Threads may share one: a check changes nothing but spaCy's vocabulary cache, under the
    interpreter's lock. A pickled Checker reads its rules again where it is unpickled.

    Raises RuleError for a wrong rule file, ConfigError for a profile, id or glob that does
    not exist. `annotations` says what the Docs for `check_doc` carry: "pos", "dep"; `prove`
    runs the examples of `rules` and raises RuleError for the first that fails.
    """

    def __init__(
        self,
        profile: str | None = None,
        rules: Iterable[Path | str] = (),
        config: Config | None = None,
        nlp: Language | None = None,
        *,
        annotations: frozenset[str] = frozenset(),
        prove: bool = True,
    ) -> None:
        base = config or Config()
        self.config = replace(base, profile=profile or base.profile, rules=(*base.rules, *rules))
        self._annotator = nlp
        self._annotations = annotations | (annotations_of(nlp) if nlp else frozenset())
        self.ruleset: RuleSet = load(self.config.rules)
        self.profile = self.ruleset.profile(self.config.profile)
        self.compiled: Compiled = self._compile()
        for folder in self.config.rules if prove else ():
            for failure in self.example_failures(load_folder(Path(folder))):
                raise failure

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.config, self._annotator, self._annotations)

    def check(self, text: str) -> Report:
        """The report on `text`, read as plain text."""
        return self.check_message(plain_message(text))

    def check_doc(self, doc: Doc) -> Report:
        """The report on a spaCy Doc; rules that need its tags or parse may use them."""
        return self._report(self._analyse(plain_message(doc.text), annotated=doc))

    def check_message(self, message: Message) -> Report:
        """The report on a message whose own words are already known."""
        return self._report(self._analyse(message))

    def pipe(
        self, texts: Iterable[str], batch_size: int = 256, n_process: int = 1
    ) -> Iterator[Report]:
        """Reports on `texts`, in order; `n_process` > 1 shares batches between processes."""
        if n_process == 1:
            yield from map(self.check, texts)
            return
        from multiprocessing import get_context

        with get_context().Pool(n_process, _start_worker, (self,)) as pool:
            yield from pool.imap(_check_in_worker, texts, chunksize=batch_size)

    def cues(self, text: str) -> list[tuple[Cue, tuple[Rewrite, ...]]]:
        """Every cue that counts in `text`, whatever it adds up to, with its rule's rewrites."""
        analysis = self._analyse(plain_message(text))
        return [
            (
                Cue(cue.candidate.owner.id, *_place(cue.candidate, analysis), cue.weight),
                tuple(rewrites_of_cue(cue.candidate, analysis.found, analysis.message)),
            )
            for evidence in analysis.evidence
            for cue in evidence.cues
        ]

    def courtesies(self, text: str) -> list[tuple[str, Span]]:
        """Every courtesy in `text`: rule id and place."""
        analysis = self._analyse(plain_message(text))
        return [
            (candidate.owner.id, Span(*_place(candidate, analysis)))
            for candidate in analysis.found.courtesies
        ]

    def example_failures(self, ruleset: RuleSet | None = None) -> Iterator[RuleError]:
        """One error for each example of `ruleset` (default: all rules in force) that fails.

        Rules that need tags or a parse are passed over where this has no pipeline to set them.
        """
        chosen = ruleset or self.ruleset
        compiled = self.compiled
        tagged = self._annotator is not None
        return failures(
            [
                loaded
                for rule_id, loaded in chosen.rules.items()
                if rule_id in compiled.tones and (tagged or not loaded.rule.needs)
            ],
            [loaded for rule_id, loaded in chosen.courtesies.items() if rule_id in compiled.graces],
            self,
        )

    def _compile(self) -> Compiled:
        known = [*self.ruleset.rules, *self.ruleset.courtesies]
        config, profile = self.config, self.profile
        check_selectors((*config.select, *config.ignore, *profile.off, *profile.weights), known)
        off = list(profile.off)
        if config.select:
            off += [
                rule_id
                for rule_id in self.ruleset.rules
                if not any(matches(selector, rule_id) for selector in config.select)
            ]
        if self.ruleset.cache is builtin().cache:
            _warm(builtin())
        switches = (tuple(off), tuple(profile.weights.items()), self._annotations)
        return _compiled(self.ruleset, *switches) if config.rules else _built_in(*switches)

    def _analyse(self, message: Message, annotated: Doc | None = None) -> _Analysis:
        doc = self.compiled.nlp.tokenizer(message.text)
        if annotated is None and self._annotator is not None:
            annotated = self._annotator(message.text)
        if annotated is not None:
            _copy_annotations(annotated, doc)
        found = match(doc, message.text, self.compiled)
        verdicts = judge(found)
        kept, suppressed = self._split(verdicts.kept)
        weighed = weigh(found, kept, self.compiled)
        analysis = _Analysis(message, found, verdicts, suppressed, weighed)
        # A directive needs a comment to stand in: plain text and mail have none.
        if self.config.suppressions and message.comments and "tonecheck:" in message.source:
            return self._without_silenced(analysis)
        return analysis

    def _without_silenced(self, analysis: _Analysis) -> _Analysis:
        """`analysis` in which what a comment silences is no evidence of anything."""
        from tonecheck.scope.suppression import silence

        thresholds = self.profile.thresholds
        seen = [each for each in analysis.evidence if severity(each.value, thresholds)]
        heaviest = [evidence.cues[0].candidate for evidence in seen]
        places = [(candidate.owner.id, *_place(candidate, analysis)) for candidate in heaviest]
        silenced = silence(
            [place[:3] for place in places],
            analysis.message,
            known=[*self.ruleset.rules, *self.ruleset.courtesies],
            active=self._active,
            unused=self.config.unused_suppressions,
        )
        gone = {id(one): by for one, by in zip(seen, silenced.by, strict=True) if by is not None}
        return analysis._replace(
            evidence=[
                replace(each, value=0.0) if id(each) in gone else each for each in analysis.evidence
            ],
            silenced=tuple(
                Suppressed(*place, str(gone[id(each)]))
                for each, place in zip(seen, places, strict=True)
                if id(each) in gone
            ),
            notes=silenced.notes,
        )

    @cached_property
    def _active(self) -> list[str]:
        """The rules that an unused suppression may be blamed for; with `select` none."""
        ignore = self.config.ignore
        return [
            rule_id
            for rule_id in (() if self.config.select else self.compiled.tones)
            if not any(matches(selector, rule_id) for selector in ignore)
        ]

    def _split(self, kept: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
        ignore = self.config.ignore
        if not ignore:
            return kept, []
        silent = [c for c in kept if any(matches(selector, c.owner.id) for selector in ignore)]
        return [c for c in kept if c not in silent], silent

    def _report(self, analysis: _Analysis) -> Report:
        findings = tuple(self._findings(analysis))
        source = analysis.message.source
        rewritten = source
        if any(finding.severity is not Severity.INFO for finding in findings):
            flagged = partial(self._flagged, analysis.message.comments)
            rewritten = rewrite_draft(source, findings, flagged)
        return Report(
            findings=findings,
            scores=message_scores(
                analysis.found, analysis.evidence, [c for c, _ in analysis.verdicts.dropped]
            ),
            courtesy=_courtesy(analysis),
            rewritten=rewritten,
            suppressed=tuple(
                Suppressed(candidate.owner.id, *_place(candidate, analysis), "config: ignore")
                for candidate in analysis.suppressed
            )
            + analysis.silenced,
            notes=analysis.notes,
            dropped=tuple(
                Dropped(candidate.owner.id, *_place(candidate, analysis), reason)
                for candidate, reason in analysis.verdicts.dropped
            ),
            words=_words(analysis.found),
        )

    def _flagged(self, comments: tuple[Comment, ...], text: str) -> list[Finding]:
        message = replace(plain_message(text), comments=comments)
        return list(self._findings(self._analyse(message)))

    def _findings(self, analysis: _Analysis) -> list[Finding]:
        found = [
            self._finding(evidence, level, analysis)
            for evidence in analysis.evidence
            if (level := severity(evidence.value, self.profile.thresholds)) is not None
        ]
        found.sort(key=lambda finding: (finding.start, finding.rule_id))
        return found

    def _finding(self, evidence: Evidence, level: Severity, analysis: _Analysis) -> Finding:
        heaviest = evidence.cues[0].candidate
        owner = heaviest.owner
        assert isinstance(owner, Tone)
        start, end, text = _place(heaviest, analysis)
        fallback = self.profile.rewrites.get(evidence.category, [])
        return Finding(
            rule_id=owner.id,
            category=evidence.category,
            severity=level,
            score=evidence.value,
            start=start,
            end=end,
            text=text,
            message=owner.rule.message,
            why=owner.rule.why,
            cues=_cues(evidence, analysis),
            rewrites=rewrites(evidence, analysis.found, analysis.message, fallback),
        )


def _compiled(
    ruleset: RuleSet,
    off: tuple[str, ...],
    weights: tuple[tuple[str, float], ...],
    annotations: frozenset[str],
) -> Compiled:
    language, normaliser = blank_language()
    norms = tokenizer_norms(language)
    with _no_collection():
        compiled = compile_rules(
            ruleset, language, norms, off=off, weights=dict(weights), annotations=annotations
        )
    normaliser.learn(compiled.known)
    remember_chunks(language)
    return compiled


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, through what is only growing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=8)
def _built_in(
    off: tuple[str, ...], weights: tuple[tuple[str, float], ...], annotations: frozenset[str]
) -> Compiled:
    """The built-in rules, compiled once for all Checkers that switch them alike."""
    return _compiled(builtin(), off, weights, annotations)


def _warm(ruleset: RuleSet) -> None:
    """Have the built-in `ruleset` compiled: before, or read from disk, or now and for next time."""
    if "shared" in ruleset.cache:
        return
    path = cache_file(builtin_folder())
    with _no_collection():
        if not read(path, ruleset):
            _compiled(ruleset, (), (), frozenset())
            write(path, ruleset)
    # What was loaded stays for good: the collector need not walk through it again and again,
    # which would double the cost of a check.
    gc.freeze()


def check(text: str) -> Report:
    """The report on `text` with the built-in rules; all calls share one Checker."""
    return _shared_checker().check(text)


@lru_cache(maxsize=1)
def _shared_checker() -> Checker:
    return Checker()


def _cues(evidence: Evidence, analysis: _Analysis) -> tuple[Cue, ...]:
    cues = [cue for weighed in evidence.cues for cue in _said(weighed, analysis)]
    if evidence.polarity:
        start, end = sentence_span(evidence.sentence, analysis.found, analysis.message)
        text = analysis.message.source[start:end]
        cues.append(Cue("polarity", start, end, text, evidence.polarity))
    return tuple(cues)


def _said(weighed: Weighed, analysis: _Analysis) -> Iterator[Cue]:
    """The cue of one candidate; of wording the heaviest phrases, each with its share."""
    candidate = weighed.candidate
    rule_id = candidate.owner.id
    if candidate.wording is None:
        yield Cue(rule_id, *_place(candidate, analysis), weighed.weight)
        return
    assert isinstance(candidate.owner, Tone)
    cues = analysis.found.wording[candidate.sentence, candidate.owner.category]
    total = sum(cue.weight for cue in cues)
    for cue in cues[:MOST_WORDING_CUES]:
        start, end = source_span(cue.start, cue.end, analysis.found, analysis.message)
        share = round(weighed.weight * cue.weight / total, 4)
        yield Cue(rule_id, start, end, analysis.message.source[start:end], share, cue.concept)


def _words(found: Matches) -> Words:
    bounds = found.doc.to_array([IDX, LENGTH]).astype("=u4")
    return Words(found.text, bounds.tobytes())


def _place(candidate: Candidate, analysis: _Analysis) -> tuple[int, int, str]:
    start, end = source_span(candidate.start, candidate.end, analysis.found, analysis.message)
    return start, end, analysis.message.source[start:end]


def _courtesy(analysis: _Analysis) -> dict[str, Span | None]:
    first: dict[str, Span | None] = dict.fromkeys(ELEMENTS)
    for candidate in analysis.found.courtesies:
        owner = candidate.owner
        if not isinstance(owner, Tone) and first[owner.element] is None:
            first[owner.element] = Span(*_place(candidate, analysis))
    return first


def annotations_of(nlp: Language) -> frozenset[str]:
    """Which of "pos" and "dep" the components of `nlp` set."""
    assigned = {item for name in nlp.pipe_names for item in nlp.get_pipe_meta(name).assigns}
    tagged = frozenset(("pos",)) if assigned & {"token.tag", "token.pos"} else frozenset()
    return tagged | (frozenset(("dep",)) if "token.dep" in assigned else frozenset())


def _copy_annotations(annotated: Doc, doc: Doc) -> None:
    """Tags and labels of `annotated` on those tokens of `doc` that begin where its do."""
    by_start = {token.idx: token for token in annotated}
    for token in doc:
        other = by_start.get(token.idx)
        if other is not None:
            token.tag_, token.pos_ = other.tag_, other.pos_
            if annotated.has_annotation("DEP"):
                token.dep_ = other.dep_


def _restore(config: Config, nlp: Language | None, annotations: frozenset[str]) -> Checker:
    return Checker(config=config, nlp=nlp, annotations=annotations)


_WORKERS: list[Checker] = []


def _start_worker(checker: Checker) -> None:
    _WORKERS[:] = [checker]


def _check_in_worker(text: str) -> Report:
    return _WORKERS[0].check(text)
