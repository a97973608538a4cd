"""What the comments of a source silence, taken out of its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tonecheck.analysis import Analysis
from tonecheck.config import Config
from tonecheck.findings import Note, Suppressed
from tonecheck.ruleset.compiled import Thresholds
from tonecheck.ruleset.selectors import matches
from tonecheck.scope.suppression import silence
from tonecheck.scoring import severity


def without_silenced(
    analysis: Analysis,
    config: Config,
    thresholds: Thresholds,
    *,
    tones: Iterable[str],
    known: Sequence[str],
) -> Analysis:
    """`analysis` in which what a comment silences is no evidence of anything.

    `tones` are the rules in force, `known` all that a comment may name. Raises SuppressionError
    for a comment that cannot be read or means no rule.
    """
    seen = [each for each in analysis.evidence if severity(each.value, thresholds)]
    heaviest = [evidence.cues[0].candidate for evidence in seen]
    places = [(candidate.owner.id, *analysis.place(candidate)) for candidate in heaviest]
    silenced = silence(
        [place[:3] for place in places],
        analysis.message,
        known=known,
        active=_blameable(tones, config),
        unused=config.unused_suppressions,
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
        notes=tuple(_in_what_was_read(silenced.notes, analysis.unread)),
    )


def _blameable(tones: Iterable[str], config: Config) -> list[str]:
    """The rules that an unused comment may be blamed for; with `select` none."""
    if config.select:
        return []
    return [
        rule_id
        for rule_id in tones
        if not any(matches(selector, rule_id) for selector in config.ignore)
    ]


def _in_what_was_read(notes: Iterable[Note], unread: int | None) -> Iterator[Note]:
    """`notes` but for those on what was not read: nothing was looked for there."""
    return (note for note in notes if unread is None or note.start < unread)
