"""The road from a message to its report: match, judge, weigh, rewrite."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tonecheck.config import Config
from tonecheck.errors import RuleError
from tonecheck.extract.limit import shortened
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
from tonecheck.matching import Candidate, Matches, Reader
from tonecheck.message import Message
from tonecheck.polarity import Words
from tonecheck.ruleset import cache
from tonecheck.ruleset.compiled import Compiled, Profile, Tone
from tonecheck.ruleset.folder import builtin_folder
from tonecheck.ruleset.selectors import check_selectors, matches
from tonecheck.scope import Verdicts, judge
from tonecheck.scoring import Evidence, Weighed, message_scores, severity, weigh

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from tonecheck.ruleset.loader import RuleSet

PLAIN = 0.5
"""Log-odds from which a structure may speak for its sentence."""
_SHOWN = 40
LONG = 30_000
"""Characters, ten pages, of which a report may hold so much that it pays to collect garbage
once, behind it, rather than to walk through all of it again and again while it grows."""
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
    unread: int | None = None


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
        self._folders = tuple(map(Path, self.config.rules))
        self._made_from = _cache_file(self._folders)
        known = _with(self._folders) if self._folders else _built_in()
        self.profile: Profile = known.profile(self.config.profile)
        self._known = [*known.tones, *known.graces]
        check_selectors(self.config.ignore, self._known)
        switches = (self.profile.off, self.config.select, self.profile.weights, self._annotations)
        self._reader = Reader(known.switched(*switches))
        if prove and self._folders:
            self._prove()

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.config, self._annotator, self._annotations)

    def _prove(self) -> None:
        """RuleError for the first example of the folders that fails; what passed is remembered."""
        settings = repr((self.config, sorted(self._annotations)))
        rules = None if self._annotator else self._made_from
        if rules and cache.is_kept(cache.proof_file(rules, settings)):
            return
        from tonecheck.ruleset.loader import load_folder

        for folder in self._folders:
            for failure in self.example_failures(load_folder(folder)):
                raise failure
        if rules and rules == _cache_file(self._folders):
            cache.keep(cache.proof_file(rules, settings), [])

    @property
    def compiled(self) -> Compiled:
        """The rules in force."""
        return self._reader.compiled

    @cached_property
    def ruleset(self) -> RuleSet:
        """The rules as their files say them, read when somebody asks."""
        from tonecheck.ruleset.loader import builtin, load_folder, merged

        return merged([builtin(), *map(load_folder, self._folders)])

    def check(self, text: str) -> Report:
        """The report on `text`, read as plain text."""
        return self.check_message(plain_message(text))

    def check_doc(self, doc: Doc) -> Report:
        """The report on a spaCy Doc; rules that need its tags or parse may use them."""
        return self._report(self._analyse(plain_message(doc.text), annotated=doc))

    def check_message(self, message: Message) -> Report:
        """The report on a message whose own words are already known."""
        with _patience(message):
            return self._report(self._analyse(message))

    def findings(self, message: Message, *, rewrites: bool = True) -> tuple[Finding, ...]:
        """The findings of `check_message` alone: the draft is not rewritten, which costs less.

        Without `rewrites` they have none, and no part of speech is looked up.
        """
        with _patience(message):
            return tuple(self._findings(self._analyse(message), rewriting=rewrites))

    def pipe(
        self,
        texts: Iterable[str],
        batch_size: int = 256,
        n_process: int = 1,
        progress: Callable[[int], object] | None = None,
    ) -> Iterator[Report]:
        """Reports on `texts`, in order; `n_process` > 1 shares batches between processes.

        `progress` is told after each report how many there are so far.
        """
        for count, report in enumerate(self._reports(texts, batch_size, n_process), 1):
            if progress is not None:
                progress(count)
            yield report

    def _reports(self, texts: Iterable[str], batch_size: int, n_process: int) -> Iterator[Report]:
        if n_process == 1:
            yield from map(self.check, texts)
            return
        from multiprocessing import get_context

        with get_context().Pool(n_process, _start_worker, (self,)) as pool:
            yield from pool.imap(_check_in_worker, texts, chunksize=batch_size)

    def cues(self, text: str) -> list[tuple[Cue, tuple[Rewrite, ...]]]:
        """Every cue that counts in `text`, whatever it adds up to, with its rule's rewrites."""
        from tonecheck.rewriting.edits import rewrites_of_cue

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

    def structures(self, text: str) -> list[tuple[str, Span]]:
        """Every structure in `text`: its name and place."""
        message = plain_message(text)
        found = self._reader.match(message.text)
        return [
            (name, Span(*_text_at(first + start, first + end, found, message)))
            for reading, (first, _) in zip(found.readings, found.sentences, strict=True)
            for name, places in reading.structures.items()
            for start, end in places
        ]

    def example_failures(self, ruleset: RuleSet | None = None) -> Iterator[RuleError]:
        """One error for each example of `ruleset` (default: all rules in force) that fails.

        Rules that need tags or a parse are passed over where this has no pipeline to set them.
        """
        from tonecheck.proving import failures

        chosen = ruleset or self.ruleset
        compiled = self.compiled
        tagged = self._annotator is not None
        return failures(
            chosen.structures.values(),
            [
                loaded
                for rule_id, loaded in chosen.rules.items()
                if rule_id in compiled.tones and (tagged or not loaded.rule.needs)
            ],
            [loaded for rule_id, loaded in chosen.courtesies.items() if rule_id in compiled.graces],
            self,
        )

    def _analyse(self, message: Message, annotated: Doc | None = None) -> _Analysis:
        unread = None
        if annotated is None:
            message, unread = shortened(message, self.config.max_text)
        if annotated is None and self._annotator is not None:
            annotated = self._annotator(message.text)
        found = self._reader.match(message.text, annotated)
        verdicts = judge(found, self.compiled)
        kept, suppressed = self._split(verdicts.kept)
        weighed = weigh(found, kept, self.compiled)
        analysis = _Analysis(message, found, verdicts, suppressed, weighed, unread=unread)
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
            known=self._known,
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
            # Nothing was looked for where nothing was read.
            notes=tuple(
                note
                for note in silenced.notes
                if analysis.unread is None or note.start < analysis.unread
            ),
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
            # What retells a sentence is not loaded for a calm mail.
            from tonecheck.rewriting.draft import rewrite_draft

            rewritten = rewrite_draft(analysis.message, findings, self._rechecking(analysis))
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
            notes=(*analysis.notes, *_unread(analysis, self.config.max_text)),
            truncated=analysis.unread is not None,
            dropped=tuple(
                Dropped(candidate.owner.id, *_place(candidate, analysis), reason)
                for candidate, reason in analysis.verdicts.dropped
            ),
            words=Words(analysis.message.text),
        )

    def _rechecking(self, analysis: _Analysis) -> Callable[[Message], Sequence[Finding]]:
        """The findings of a rewritten draft, without those in what was not read at first."""
        unread = analysis.unread
        if unread is None:
            return self.findings
        tail = len(analysis.message.source) - unread

        def recheck(message: Message) -> Sequence[Finding]:
            end = len(message.source) - tail
            return [finding for finding in self.findings(message) if finding.end <= end]

        return recheck

    def _findings(self, analysis: _Analysis, *, rewriting: bool = True) -> list[Finding]:
        found = [
            self._finding(evidence, level, analysis, rewriting=rewriting)
            for evidence in analysis.evidence
            if (level := severity(evidence.value, self.profile.thresholds)) is not None
        ]
        found.sort(key=lambda finding: (finding.start, finding.rule_id))
        return found

    def _finding(
        self, evidence: Evidence, level: Severity, analysis: _Analysis, *, rewriting: bool
    ) -> Finding:
        heaviest = evidence.cues[0].candidate
        owner = heaviest.owner
        assert isinstance(owner, Tone)
        start, end, text = _place(heaviest, analysis)
        return Finding(
            rule_id=owner.id,
            category=evidence.category,
            severity=level,
            score=evidence.value,
            start=start,
            end=end,
            text=text,
            message=self._message(heaviest, analysis) or owner.message,
            why=owner.why,
            cues=_cues(evidence, analysis),
            rewrites=self._rewrites(evidence, analysis) if rewriting else (),
        )

    def _message(self, heaviest: Candidate, analysis: _Analysis) -> str | None:
        """Of a sentence that goes by its wording, what its weightiest structure says of it."""
        if heaviest.wording is None or not isinstance(heaviest.owner, Tone):
            return None
        compiled = self.compiled
        for cue in analysis.found.readings[heaviest.sentence].wording[heaviest.owner.category]:
            if cue.weight >= PLAIN and cue.concept in compiled.structures:
                return compiled.structures[cue.concept].message
        return None

    def _rewrites(self, evidence: Evidence, analysis: _Analysis) -> tuple[Rewrite, ...]:
        from tonecheck.rewriting.edits import rewrites

        fallback = self.profile.rewrites.get(evidence.category, ())
        return rewrites(evidence, analysis.found, analysis.message, fallback)


@lru_cache(maxsize=1)
def _built_in() -> Compiled:
    """The built-in rules: read from disk, or compiled now and kept there for the next time."""
    compiled = _kept((), _compiled_built_in)
    # What was loaded stays for good: the collector need not walk through it again and again,
    # which would double the cost of a check.
    gc.freeze()
    return compiled


def _with(folders: tuple[Path, ...]) -> Compiled:
    """The built-in rules and, over them, those of `folders`; these are kept on disk, too."""
    compiled = _kept(folders, partial(_compiled_own, folders))
    return _built_in().over(compiled) if compiled.is_addition else compiled


def _kept(folders: tuple[Path, ...], compiled_now: Callable[[], Compiled]) -> Compiled:
    """What is on disk for `folders`, or else `compiled_now` and put there.

    Compiling takes seconds; where a file was changed meanwhile, nobody knows which state of it
    was compiled, and nothing is kept.
    """
    path = _cache_file(folders)
    with _no_collection():
        compiled = cache.read(path) if path else None
        if compiled is None:
            compiled = compiled_now()
            if path and path == _cache_file(folders):
                cache.write(path, compiled)
    return compiled


def _cache_file(folders: tuple[Path, ...]) -> Path | None:
    """Where the rules of `folders` are kept; None where one of their files cannot be read."""
    try:
        return cache.cache_file(builtin_folder(), *folders)
    except OSError:
        return None


def _compiled_built_in() -> Compiled:
    from tonecheck.ruleset.loader import builtin

    return compiled_rules(builtin())


def _compiled_own(folders: tuple[Path, ...]) -> Compiled:
    """What `folders` add, or all rules where they change what built-in ones are made of."""
    from tonecheck.ruleset.compiler import compile_own, is_separable
    from tonecheck.ruleset.loader import builtin, load_folder, merged

    own = merged(map(load_folder, folders))
    together = merged([builtin(), own])
    if is_separable(own, builtin()):
        return compile_own(together, own, _normalise()[0], _built_in())
    return compiled_rules(together)


@lru_cache(maxsize=1)
def _normalise() -> tuple[Callable[[str], tuple[str, ...]], dict[str, list[tuple[int, str]]]]:
    """From text to NORMs, as rules are compiled, and the chunks that spaCy takes as a whole."""
    from tonecheck.language import language, special_chunks, tokenizer_norms
    from tonecheck.spelling import Normaliser

    nlp = language(Normaliser())
    return tokenizer_norms(nlp), special_chunks(nlp)


def compiled_rules(ruleset: RuleSet) -> Compiled:
    """All of `ruleset`, compiled anew."""
    from tonecheck.ruleset.compiler import compile_rules

    with _no_collection():
        return compile_rules(ruleset, *_normalise())


def _patience(message: Message) -> AbstractContextManager[None]:
    """What keeps the garbage collector quiet while a `LONG` message is checked."""
    return _no_collection() if len(message.text) > LONG else nullcontext()


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


def check(text: str) -> Report:
    """The report on `text` with the built-in rules; all calls share one Checker."""
    return _shared_checker().check(text)


@lru_cache(maxsize=1)
def _shared_checker() -> Checker:
    return Checker()


def _cues(evidence: Evidence, analysis: _Analysis) -> tuple[Cue, ...]:
    cues = [cue for weighed in evidence.cues for cue in _said(weighed, analysis)]
    if evidence.polarity:
        start, end, text = _text_at(
            *analysis.found.sentences[evidence.sentence], analysis.found, analysis.message
        )
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
    reading = analysis.found.readings[candidate.sentence]
    base = analysis.found.sentences[candidate.sentence].start
    cues = reading.wording[candidate.owner.category]
    total = sum(cue.weight for cue in cues)
    for cue in cues[:MOST_WORDING_CUES]:
        place = _text_at(base + cue.start, base + cue.end, analysis.found, analysis.message)
        share = round(weighed.weight * cue.weight / total, 4)
        yield Cue(rule_id, *place, share, cue.concept)


def _unread(analysis: _Analysis, most: int) -> Iterator[Note]:
    """The note of where reading stopped, if it did."""
    if analysis.unread is None:
        return
    source, start = analysis.message.source, analysis.unread
    line = source[start : start + _SHOWN].lstrip().partition("\n")[0]
    start = source.find(line, start)
    problem = f"From here on nothing is checked: more than {most} characters; see max-text."
    yield Note("truncated", Severity.WARNING, start, start + len(line), line, problem)


def _place(candidate: Candidate, analysis: _Analysis) -> tuple[int, int, str]:
    return _text_at(candidate.start, candidate.end, analysis.found, analysis.message)


def _text_at(first: int, last: int, found: Matches, message: Message) -> tuple[int, int, str]:
    """Where tokens `first` to `last` stand in the source, and their words there."""
    start, end = message.offsets.to_source(*found.place(first, last))
    return start, end, message.source[start:end]


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


def _restore(config: Config, nlp: Language | None, annotations: frozenset[str]) -> Checker:
    return Checker(config=config, nlp=nlp, annotations=annotations)


_WORKERS: list[Checker] = []


def _start_worker(checker: Checker) -> None:
    _WORKERS[:] = [checker]


def _check_in_worker(text: str) -> Report:
    return _WORKERS[0].check(text)
