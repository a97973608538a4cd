"""The road from a message to its report: match, judge, weigh, rewrite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.analysis import Analysis, first_courtesies
from tonecheck.config import Config
from tonecheck.extract.plain import plain_message
from tonecheck.findings import Dropped, Finding, Note, Report, Rewrite, Severity, Suppressed
from tonecheck.matching import Candidate, Reader
from tonecheck.message import Message
from tonecheck.polarity import Words
from tonecheck.ruleset.compiled import Compiled, Profile
from tonecheck.ruleset.selectors import check_selectors, matches
from tonecheck.ruleset.stock import kept_file, rules_with, uncollected
from tonecheck.scope import judge
from tonecheck.scoring import Evidence, message_scores, severity, weigh

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from tonecheck.ruleset.loader import RuleSet

LONG = 30_000
"""Characters, ten pages, of which a report may hold so much that it pays to collect garbage
once, behind it, rather than to walk through all of it again and again while it grows."""


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
        self.nlp = nlp
        self._annotations = annotations | _set_by(nlp)
        self._folders = tuple(map(Path, self.config.rules))
        made_from = kept_file(self._folders)
        known = rules_with(self._folders)
        self.profile: Profile = known.profile(self.config.profile)
        self._known = [*known.tones, *known.graces]
        check_selectors(self.config.ignore, self._known)
        switches = (self.profile.off, self.config.select, self.profile.weights, self._annotations)
        self._reader = Reader(known.switched(*switches))
        if prove and self._folders:
            self._prove(made_from)

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self.config, self.nlp, self._annotations)

    def _prove(self, made_from: Path | None) -> None:
        from tonecheck.proving import prove

        settings = repr((self.config, sorted(self._annotations)))
        prove(self, self._folders, None if self.nlp else made_from, settings)

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
        return self.report(self.analyse(plain_message(doc.text), annotated=doc))

    def check_message(self, message: Message) -> Report:
        """The report on a message whose own words are already known."""
        with _patience(message):
            return self.report(self.analyse(message))

    def findings(self, message: Message, *, rewrites: bool = True) -> tuple[Finding, ...]:
        """The findings of `check_message` alone: the draft is not rewritten, which costs less.

        Without `rewrites` they have none, and no part of speech is looked up.
        """
        with _patience(message):
            return self._findings(self.analyse(message), rewriting=rewrites)

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

    def analyse(self, message: Message, annotated: Doc | None = None) -> Analysis:
        """What stands in `message` and counts; token patterns see the tags of `annotated`.

        Raises SuppressionError for a comment in it that should silence something and cannot.
        """
        unread: int | None = None
        if annotated is None and len(message.text) > self.config.max_text:
            from tonecheck.extract.limit import shortened

            message, unread = shortened(message, self.config.max_text)
        if annotated is None and self.nlp is not None:
            annotated = self.nlp(message.text)
        found = self._reader.match(message.text, annotated)
        verdicts = judge(found, self.compiled)
        kept, suppressed = self._split(verdicts.kept)
        weighed = weigh(found, kept, self.compiled)
        analysis = Analysis(message, found, verdicts, suppressed, weighed, unread=unread)
        # A directive needs a comment to stand in: plain text and mail have none.
        if self.config.suppressions and message.comments and "tonecheck:" in message.source:
            from tonecheck.silencing import without_silenced

            thresholds, tones = self.profile.thresholds, self.compiled.tones
            return without_silenced(
                analysis, self.config, thresholds, tones=tones, known=self._known
            )
        return analysis

    def _split(self, kept: list[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
        ignore = self.config.ignore
        if not ignore:
            return kept, []
        silent = [c for c in kept if any(matches(selector, c.owner.id) for selector in ignore)]
        return [c for c in kept if c not in silent], silent

    def report(self, analysis: Analysis) -> Report:
        """The report that an analysis of this Checker's amounts to."""
        findings = self._findings(analysis)
        source = analysis.message.source
        rewritten = source
        if any(finding.severity is not Severity.INFO for finding in findings):
            # What retells a sentence is not loaded for a calm mail.
            from tonecheck.rewriting.draft import rewrite_draft

            rewritten = rewrite_draft(analysis.message, findings, self._rechecking(analysis))
        dropped = analysis.verdicts.dropped
        return Report(
            findings=findings,
            scores=message_scores(analysis.found, analysis.evidence, [c for c, _ in dropped]),
            courtesy=first_courtesies(analysis),
            rewritten=rewritten,
            suppressed=tuple(
                Suppressed(candidate.owner.id, *analysis.place(candidate), "config: ignore")
                for candidate in analysis.suppressed
            )
            + analysis.silenced,
            notes=analysis.notes if analysis.unread is None else self._with_end(analysis),
            truncated=analysis.unread is not None,
            dropped=tuple(
                Dropped(candidate.owner.id, *analysis.place(candidate), reason)
                for candidate, reason in dropped
            ),
            words=Words(analysis.message.text),
        )

    def _findings(self, analysis: Analysis, *, rewriting: bool = True) -> tuple[Finding, ...]:
        thresholds = self.profile.thresholds
        severe = [
            (evidence, level)
            for evidence in analysis.evidence
            if (level := severity(evidence.value, thresholds)) is not None
        ]
        if not severe:
            return ()
        # What explains a finding is not loaded for a calm mail.
        from tonecheck.explanation import explained

        found = [
            explained(
                evidence,
                level,
                analysis,
                structures=self.compiled.structures,
                rewrites=self._rewrites(evidence, analysis) if rewriting else (),
            )
            for evidence, level in severe
        ]
        return tuple(sorted(found, key=lambda finding: (finding.start, finding.rule_id)))

    def _rewrites(self, evidence: Evidence, analysis: Analysis) -> tuple[Rewrite, ...]:
        from tonecheck.rewriting.edits import rewrites

        return rewrites(evidence, analysis, self.profile.rewrites.get(evidence.category, ()))

    def _rechecking(self, analysis: Analysis) -> Callable[[Message], Sequence[Finding]]:
        """The findings of a rewritten draft, without those in what was not read at first."""
        unread = analysis.unread
        if unread is None:
            return self.findings
        tail = len(analysis.message.source) - unread

        def recheck(message: Message) -> Sequence[Finding]:
            end = len(message.source) - tail
            return [finding for finding in self.findings(message) if finding.end <= end]

        return recheck

    def _with_end(self, analysis: Analysis) -> tuple[Note, ...]:
        """The notes of a message that was not read to its end, and one on where that was."""
        from tonecheck.extract.limit import end_of_reading

        assert analysis.unread is not None
        end = end_of_reading(analysis.message.source, analysis.unread, self.config.max_text)
        return (*analysis.notes, end)


def check(text: str) -> Report:
    """The report on `text` with the built-in rules; all calls share one Checker."""
    return _shared_checker().check(text)


@lru_cache(maxsize=1)
def _shared_checker() -> Checker:
    return Checker()


def _set_by(nlp: Language | None) -> frozenset[str]:
    if nlp is None:
        return frozenset()
    from tonecheck.language import annotations_of

    return annotations_of(nlp)


def _patience(message: Message) -> AbstractContextManager[None]:
    """What keeps the garbage collector quiet while a `LONG` message is checked."""
    return uncollected() if len(message.text) > LONG else nullcontext()


def _restore(config: Config, nlp: Language | None, annotations: frozenset[str]) -> Checker:
    return Checker(config=config, nlp=nlp, annotations=annotations)


_WORKERS: list[Checker] = []


def _start_worker(checker: Checker) -> None:
    _WORKERS[:] = [checker]


def _check_in_worker(text: str) -> Report:
    return _WORKERS[0].check(text)
