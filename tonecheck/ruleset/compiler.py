"""A `RuleSet` made ready to match: one phrase trie, whatever the number of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from tonecheck.errors import RuleError, suggest
from tonecheck.findings import Category
from tonecheck.ruleset import schema, vocabulary
from tonecheck.ruleset.anchoring import compile_sequence, compile_token_pattern
from tonecheck.ruleset.compiled import (
    Compiled,
    Concept,
    Entry,
    Grace,
    Guard,
    GuardCue,
    Marks,
    Owner,
    Profile,
    Role,
    Structure,
    Thresholds,
    Tone,
    Where,
)
from tonecheck.ruleset.lexicon import Lexicons
from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule, LoadedStructure, Place, RuleSet
from tonecheck.ruleset.parts import Parts
from tonecheck.ruleset.phrases import NotationError, Parser
from tonecheck.ruleset.programs import Program
from tonecheck.ruleset.trie import Growing, PhraseTrie
from tonecheck.ruleset.vocabulary import Vocabulary
from tonecheck.ruleset.weights import NUMBER, concept_of, wording
from tonecheck.shapes import SHAPES

WORDING = "wording"
"""The feature that stands for the sum of cue phrases."""
Special = Mapping[str, Sequence[tuple[int, str]]]
Normalise = Callable[[str], tuple[str, ...]]


class Owned(NamedTuple):
    """A rule, courtesy, guard list or concept, and its programs."""

    owner: Owner
    programs: list[Program]


def compile_rules(
    ruleset: RuleSet, normalise: Normalise, special: Special | None = None
) -> Compiled:
    """All of `ruleset`, compiled; `normalise` splits text into NORMs.

    Raises RuleError for a pattern that can never match or names what does not exist.
    """
    return _Compiler(ruleset, normalise, vocabulary.vocabulary()).all(special or {})


def compile_own(ruleset: RuleSet, own: RuleSet, normalise: Normalise, base: Compiled) -> Compiled:
    """What `own` adds to `base` or replaces there, for `base.over`; `ruleset` holds both.

    Raises RuleError as `compile_rules` does.
    """
    return _Compiler(ruleset, normalise, dict(base.vocabulary)).own(own, base)


def is_separable(own: RuleSet, base: RuleSet) -> bool:
    """Whether `own` changes nothing that patterns of `base` are made of.

    What it adds can then be compiled for itself.
    """
    return own.lexicons.keys().isdisjoint(base.lexicons) and own.structures.keys().isdisjoint(
        base.structures
    )


def lexicons(ruleset: RuleSet, normalise: Normalise, words: Vocabulary) -> Lexicons:
    """The lexicons of `ruleset`, to be expanded; their words join `words`."""
    return _Compiler(ruleset, normalise, words).lexicons


class _Compiler:
    def __init__(self, ruleset: RuleSet, normalise: Normalise, words: Vocabulary) -> None:
        self._ruleset = ruleset
        self._words = words
        self._number = partial(vocabulary.number_of, known=words)
        tokenize = cache(partial(_numbers, normalise, self._number))
        self._parse = Parser(tokenize).parse
        self.lexicons = Lexicons(ruleset.lexicons, self._parse_lexicon, tokenize)
        self._parts = Parts(self.lexicons, words)

    def all(self, special: Special) -> Compiled:
        """Everything."""
        self._prove_lexicons(self._ruleset.lexicons)
        marks = Marks.of(self._number)
        self._number(NUMBER)
        rules = self._ruleset
        table = wording(rules.wording, self._words)
        concepts = self._concepts()
        owned = [
            *map(self._tone, rules.rules.values()),
            *map(self._grace, rules.courtesies.values()),
            *map(self._structure, rules.structures.values()),
        ]
        owned += [self._concept(name) for name in concepts if name not in rules.structures]
        guards = [guard for name in rules.cues for guard in self._guard(name)]
        programs = [program for each in owned for program in each.programs]
        return Compiled(
            vocabulary=self._words,
            special=special,
            marks=marks,
            tries=(_trie(programs, Entry.of), PhraseTrie()),
            cues=_trie([p for each in guards for p in each.programs], tuple),
            shapes=_shapes(programs),
            structures=_structures(owned),
            by_structure=_by_structure(programs),
            wording=table,
            by_wording=_by_wording(programs),
            concepts=concepts,
            tones=_named(owned, Tone),
            graces=_named(owned, Grace),
            profiles={name: _profile(profile) for name, profile in rules.profiles.items()},
            intensifiers=self._numbers_of("intensifier"),
            off=tuple(rules.off),
        )

    def own(self, own: RuleSet, base: Compiled) -> Compiled:
        """What `own` adds to `base`."""
        self._prove_lexicons(own.lexicons)
        rules = self._ruleset
        concepts = self._concepts() if own.wording else {}
        new = concepts.keys() - base.concepts.keys() - rules.structures.keys()
        owned = [*map(self._tone, own.rules.values()), *map(self._grace, own.courtesies.values())]
        owned += map(self._structure, own.structures.values())
        owned += [self._concept(name) for name in concepts if name in new]
        guards = [guard for name in rules.cues for guard in self._guard(name)] if own.cues else []
        programs = [program for each in owned for program in each.programs]
        return Compiled(
            vocabulary=self._words,
            special={},
            marks=base.marks,
            tries=(_trie(programs, Entry.of), PhraseTrie()),
            cues=_trie([p for each in guards for p in each.programs], tuple),
            shapes=_shapes(programs),
            structures=_structures(owned),
            by_structure=_by_structure(programs),
            wording=wording(rules.wording if own.wording else {}, self._words),
            by_wording=_by_wording(programs),
            concepts=concepts,
            tones=_named(owned, Tone),
            graces=_named(owned, Grace),
            profiles={name: _profile(profile) for name, profile in rules.profiles.items()},
            intensifiers=frozenset(),
            off=tuple(rules.off),
            is_addition=True,
        )

    def _tone(self, loaded: LoadedRule) -> Owned:
        rule = loaded.rule
        owner = Tone(
            id=rule.id,
            category=loaded.category,
            weight=rule.weight,
            message=rule.message,
            why=rule.why,
            rewrite=tuple(rule.rewrite),
            replace=rule.replace,
            safe=rule.safe,
            guards=frozenset(loaded.guards),
            needs=frozenset(rule.needs),
            where=_where(rule.where),
        )
        owner.unless = self._notations(rule.unless, owner, loaded.place, "unless")
        owner.requires = self._notations(rule.requires, owner, loaded.place, "requires")
        return Owned(owner, self._patterns(rule.patterns, owner, loaded.place, rule.needs))

    def _grace(self, loaded: LoadedCourtesy) -> Owned:
        rule = loaded.rule
        owner = Grace(rule.id, rule.element, _where(rule.where))
        owner.unless = self._notations(rule.unless, owner, loaded.place, "unless")
        owner.requires = self._notations(rule.requires, owner, loaded.place, "requires")
        return Owned(owner, self._patterns(rule.patterns, owner, loaded.place, ()))

    def _structure(self, loaded: LoadedStructure) -> Owned:
        rule = loaded.rule
        if loaded.name in self.lexicons or loaded.name in SHAPES:
            raise loaded.place.error("has that name already; expected another", key=loaded.name)
        owner = Structure(loaded.name, rule.message, _where(rule.where), rule.denies)
        owner.unless = self._notations(rule.unless, owner, loaded.place, "unless")
        owner.requires = self._notations(rule.requires, owner, loaded.place, "requires")
        return Owned(owner, self._patterns(rule.patterns, owner, loaded.place, ()))

    def _guard(self, name: str) -> Iterator[Owned]:
        cues, file = self._ruleset.cues[name]
        guard = Guard(cues.guard, cues.reason, cues.direction, cues.reach)
        lists: tuple[tuple[Role, str, list[str]], ...] = (
            ("cue", "cues", cues.cues),
            ("end", "ends", cues.ends),
            ("pseudo", "pseudo", cues.pseudo),
            ("block", "blocked_by", cues.blocked_by),
        )
        for role, key, notations in lists:
            found = Owned(GuardCue(guard, role), [])
            for index, notation in enumerate(notations):
                try:
                    found.programs.extend(self._sequence(notation, found.owner, is_sought=True))
                except NotationError as err:
                    raise file.at(key, index).error(str(err), key=key) from err
            yield found

    def _concepts(self) -> dict[str, tuple[float, ...]]:
        """The lexicons that the wording weighs, and their log-odds."""
        weighed = {concept_of(cue): row for cue, row in self._ruleset.wording.items()}
        return {name: row for name, row in weighed.items() if name is not None}

    def _concept(self, name: str) -> Owned:
        if name not in self.lexicons:
            raise RuleError(f"has the cue {{{name}}}; {suggest(name, self.lexicons.names())}")
        owner = Concept(name)
        programs = [
            program
            for sequence in self.lexicons.sequences(name)
            for program in compile_sequence(sequence, owner, self._parts, is_sought=True)
        ]
        return Owned(owner, programs)

    def _numbers_of(self, lexicon: str) -> frozenset[int]:
        if lexicon not in self.lexicons:
            return frozenset()
        return frozenset(norm for phrase in self.lexicons.terms(lexicon) for norm in phrase)

    def _parse_lexicon(self, name: str) -> Iterator[Any]:
        lexicon, place = self._ruleset.lexicons[name]
        for index, term in enumerate(lexicon.terms):
            try:
                yield self._parse(term)
            except NotationError as err:
                raise place.at("terms", index).error(str(err), key=term) from err

    def _prove_lexicons(self, names: Iterable[str]) -> None:
        """RuleError for the first lexicon that cannot be expanded."""
        for name in names:
            _, place = self._ruleset.lexicons[name]
            try:
                self.lexicons.prove(name)
            except NotationError as err:
                raise place.error(str(err), key=name) from err
            except KeyError as err:
                problem = f"names {{{err.args[0]}}}, which is no lexicon"
                raise place.error(problem, key=name) from err

    def _patterns(
        self,
        patterns: Sequence[schema.Pattern],
        owner: Tone | Grace | Structure,
        place: Place,
        needs: Iterable[str],
    ) -> list[Program]:
        found: list[Program] = []
        for index, pattern in enumerate(patterns):
            try:
                found += self._pattern(pattern, owner, needs)
            except (NotationError, KeyError) as err:
                raise place.at("patterns", index).error(_problem(err), key="patterns") from err
        return found

    def _pattern(
        self, pattern: schema.Pattern, owner: Tone | Grace | Structure, needs: Iterable[str]
    ) -> Iterator[Program]:
        if isinstance(pattern, str):
            yield from self._sequence(pattern, owner, is_sought=True)
        elif isinstance(pattern, schema.Feature):
            self._prove_feature(pattern.feature, owner)
            yield Program(owner, (), False, (), 0, shape=pattern.feature)
        else:
            yield compile_token_pattern(pattern, owner, needs, self._parts)

    def _prove_feature(self, feature: str, owner: Owner) -> None:
        known = {*SHAPES, WORDING}
        if not isinstance(owner, Structure):
            known.update(self._ruleset.structures)
        if feature not in known:
            raise NotationError(f"is the feature {feature}; {suggest(feature, known)}")

    def _notations(
        self,
        notations: list[str],
        owner: Tone | Grace | Structure,
        place: Place,
        key: str,
    ) -> tuple[Program, ...]:
        found: list[Program] = []
        for index, notation in enumerate(notations):
            try:
                found += self._sequence(notation, owner)
            except (NotationError, KeyError) as err:
                raise place.at(key, index).error(_problem(err), key=key) from err
        return tuple(found)

    def _sequence(self, notation: str, owner: Any, *, is_sought: bool = False) -> Iterator[Program]:
        sequence = self._parse(notation)
        return compile_sequence(sequence, owner, self._parts, is_sought=is_sought)


def _numbers(normalise: Normalise, number: Callable[[str], int], text: str) -> tuple[int, ...]:
    """The numbers of what `normalise` gives for `text`: the rules know these words."""
    return tuple(map(number, normalise(text)))


def _trie(
    programs: Iterable[Program], entry_of: Callable[[tuple[Program, ...]], object]
) -> PhraseTrie:
    """All that `programs` look for; phrases with the same programs behind them share an entry."""
    growing = Growing()
    for program in programs:
        growing.add(program.phrases, program)
    return growing.trie(entry_of)


def _where(where: schema.Where) -> Where | None:
    """`where`, or None where it says nothing."""
    place = Where(where.addressee, where.sentence, where.position, where.message)
    return None if place == Where() else place


def _profile(profile: schema.Profile) -> Profile:
    thresholds = profile.thresholds
    return Profile(
        profile.profile,
        Thresholds(thresholds.info, thresholds.warning, thresholds.error),
        dict(profile.weights),
        tuple(profile.off),
        {category: tuple(words) for category, words in profile.rewrites.items()},
        tuple(profile.wants),
        tuple(profile.welcomes),
        profile.sentences,
    )


def _shapes(programs: Iterable[Program]) -> tuple[Program, ...]:
    return tuple(p for p in programs if p.shape in SHAPES)


def _structures(owned: Iterable[Owned]) -> dict[str, Structure]:
    return {e.owner.name: e.owner for e in owned if isinstance(e.owner, Structure)}


def _by_structure(programs: Iterable[Program]) -> dict[str, tuple[Program, ...]]:
    found: dict[str, tuple[Program, ...]] = {}
    for program in programs:
        name = program.shape
        if name is not None and name != WORDING and name not in SHAPES:
            found[name] = (*found.get(name, ()), program)
    return found


def _by_wording(programs: Iterable[Program]) -> dict[Category, Program]:
    return {p.owner.category: p for p in programs if p.shape == WORDING}


def _named(owned: Iterable[Owned], kind: type[Any]) -> dict[str, Any]:
    return {each.owner.id: each.owner for each in owned if isinstance(each.owner, kind)}


def _problem(err: Exception) -> str:
    if isinstance(err, KeyError):
        return f"names {{{err.args[0]}}}, which is neither a lexicon nor a slot"
    return str(err)
