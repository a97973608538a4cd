"""A `RuleSet` made ready to match: one phrase trie, whatever the number of rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from operator import mul
from typing import Any, Literal, NamedTuple

from spacy.language import Language
from spacy.strings import get_string_id

from tonecheck.errors import RuleError, suggest
from tonecheck.findings import Category, Element
from tonecheck.ruleset import schema
from tonecheck.ruleset.lexicon import Lexicons, Phrase
from tonecheck.ruleset.loader import LoadedCourtesy, LoadedRule, RuleSet, matches
from tonecheck.ruleset.phrases import NotationError, parse
from tonecheck.ruleset.programs import Program, compile_sequence, compile_token_pattern
from tonecheck.ruleset.trie import PhraseTrie
from tonecheck.ruleset.wording import Wording, concept_of, words_of

Normalise = Callable[[str], tuple[str, ...]]
Role = Literal["cue", "end", "pseudo", "block"]


@dataclass(slots=True, eq=False)
class Tone:
    """A rule in force: what the later steps need of it."""

    id: str
    category: Category
    weight: float
    rule: schema.Rule
    guards: frozenset[schema.Guard]
    where: schema.Where | None
    unless: tuple[Program, ...] = ()
    requires: tuple[Program, ...] = ()


@dataclass(slots=True, eq=False)
class Grace:
    """A courtesy in force."""

    id: str
    element: Element
    where: schema.Where | None
    unless: tuple[Program, ...] = ()
    requires: tuple[Program, ...] = ()


@dataclass(slots=True, eq=False)
class GuardCue:
    """One list of a cue file: its cues, or its ends, pseudo-cues or blocks."""

    cues: schema.CueFile
    role: Role


@dataclass(frozen=True, slots=True)
class Concept:
    """A lexicon whose terms have a fitted weight."""

    name: str


class Owned(NamedTuple):
    """A rule, courtesy, guard list or concept, and its programs.

    Of one that was read from disk the programs are behind the shared trie, and only those that
    have no words, or belong to a guard, are here.
    """

    owner: Tone | Grace | GuardCue | Concept
    programs: list[Program]


class Shared(NamedTuple):
    """What all Checkers over the same built-in rules have in common."""

    trie: PhraseTrie
    owners: frozenset[int]
    known: frozenset[str]


class Entry(NamedTuple):
    """The programs behind one phrase of the trie, by what has to be asked before they are run.

    `after` holds those that want one certain NORM behind the hit, under that NORM; `ahead` the
    others that want one before it; `sure` those that ask neither.
    """

    sure: tuple[Program, ...]
    after: dict[int, tuple[Program, ...]]
    ahead: dict[int, tuple[Program, ...]]

    @classmethod
    def of(cls, programs: Iterable[Program]) -> Entry:
        after: dict[int, tuple[Program, ...]] = {}
        ahead: dict[int, tuple[Program, ...]] = {}
        sure = []
        for program in programs:
            if program.direct or not (program.after or program.ahead):
                sure.append(program)
            else:
                wanted = after if program.after else ahead
                for norm in program.after or program.ahead:
                    wanted[norm] = (*wanted.get(norm, ()), program)
        return cls(tuple(sure), after, ahead)

    def programs(self) -> Iterator[Program]:
        """All of them; one that wants several NORMs comes more than once."""
        yield from self.sure
        for behind in (*self.after.values(), *self.ahead.values()):
            yield from behind


@dataclass(frozen=True, slots=True)
class Compiled:
    """All programs behind phrase tries, and the lexicons they were made from.

    Each of `tries` leads to an `Entry` a phrase: one trie is shared by all Checkers of the
    process, the other holds what a Checker has besides; owners in `silent`, by identity, are
    in the shared one only. `cues` leads to the guards' programs: it is only asked about
    sentences in which a rule matched. `shapes` are the programs without words, `by_wording`
    those that go by the sum of cue phrases in `wording`; `concepts` has the log-odds, one a
    category, of the lexicons that count there.
    `skipped` names the rules that need annotations the pipeline does not have;
    `intensifiers` are the words of the lexicon `intensifier`, as NORM hashes.
    """

    nlp: Language
    tries: tuple[PhraseTrie, ...]
    silent: frozenset[int]
    cues: PhraseTrie
    shapes: tuple[Program, ...]
    wording: Wording
    by_wording: dict[Category, Program]
    concepts: dict[str, tuple[float, ...]]
    tones: dict[str, Tone]
    graces: dict[str, Grace]
    guards: dict[str, schema.CueFile]
    lexicons: Lexicons
    known: frozenset[str]
    skipped: tuple[str, ...]
    intensifiers: frozenset[int]
    exclamation: int


def compile_rules(
    ruleset: RuleSet,
    nlp: Language,
    normalise: Normalise,
    *,
    off: Iterable[str] = (),
    weights: dict[str, float] | None = None,
    annotations: frozenset[str] = frozenset(),
) -> Compiled:
    """`ruleset` compiled for `nlp`, whose NORM `normalise` gives; RuleError names the key.

    `off` holds ids, categories or globs; `weights` overrides by rule id; `annotations` says
    whether the pipeline sets "pos" and "dep".
    """
    compiler = _Compiler(ruleset, nlp, normalise)
    if "shared" not in ruleset.cache:
        compiler.prove_lexicons()
    silent = [*ruleset.off, *off]
    skipped = []
    for rule_id, loaded in ruleset.rules.items():
        owned = compiler.tone(loaded, (weights or {}).get(rule_id, loaded.rule.weight))
        compiler.known.append(owned)
        if any(matches(selector, rule_id) for selector in silent):
            continue
        if not annotations.issuperset(loaded.rule.needs):
            skipped.append(rule_id)
            continue
        compiler.in_force.append(owned)
    for rule_id, courtesy in ruleset.courtesies.items():
        owned = compiler.grace(courtesy)
        compiler.known.append(owned)
        if not any(matches(selector, rule_id) for selector in silent):
            compiler.in_force.append(owned)
    rest = [owned for name in ruleset.cues for owned in compiler.guard(name)]
    rest += map(compiler.concept, compiler.concepts())
    compiler.known += rest
    compiler.in_force += rest
    return compiler.finish(tuple(skipped))


class _Compiler:
    def __init__(self, ruleset: RuleSet, nlp: Language, normalise: Normalise) -> None:
        self._ruleset = ruleset
        self._nlp = nlp
        self._words: set[str] = set()
        self._normalise = partial(_noting, normalise, self._words)
        self._hash = cache(get_string_id)
        self._lexicons: Lexicons = self._cached("lexicons", None, self._make_lexicons)
        self.known: list[Owned] = []
        self.in_force: list[Owned] = []

    def _cached(self, name: str, source: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, kept as long as `name` stands for the same `source`."""
        held = self._ruleset.cache.get(name)
        if held is None or held[0] is not source:
            held = self._ruleset.cache[name] = (source, make())
        return held[1]

    def tone(self, loaded: LoadedRule, weight: float) -> Owned:
        """A rule that weighs `weight`."""
        if weight != loaded.rule.weight:
            return self._tone(loaded, weight)
        made: Owned = self._cached(loaded.rule.id, loaded, lambda: self._tone(loaded, weight))
        return made

    def grace(self, loaded: LoadedCourtesy) -> Owned:
        """A courtesy."""
        made: Owned = self._cached(loaded.rule.id, loaded, lambda: self._grace(loaded))
        return made

    def guard(self, name: str) -> list[Owned]:
        """The lists of a guard."""
        cues = self._ruleset.cues[name][0]
        made: list[Owned] = self._cached(f"guard:{name}", cues, lambda: self._guard(name))
        return made

    def _tone(self, loaded: LoadedRule, weight: float) -> Owned:
        rule = loaded.rule
        where = place_of(rule.where)
        owner = Tone(rule.id, loaded.category, weight, rule, loaded.guards, where)
        owner.unless = self._notations(rule.unless, owner, loaded, "unless")
        owner.requires = self._notations(rule.requires, owner, loaded, "requires")
        return Owned(owner, self._patterns(rule.patterns, owner, loaded, rule.needs))

    def _grace(self, loaded: LoadedCourtesy) -> Owned:
        rule = loaded.rule
        owner = Grace(rule.id, rule.element, place_of(rule.where))
        owner.unless = self._notations(rule.unless, owner, loaded, "unless")
        owner.requires = self._notations(rule.requires, owner, loaded, "requires")
        return Owned(owner, self._patterns(rule.patterns, owner, loaded, ()))

    def _guard(self, name: str) -> list[Owned]:
        cues, place, document = self._ruleset.cues[name]
        lists: tuple[tuple[Role, str, list[str]], ...] = (
            ("cue", "cues", cues.cues),
            ("end", "ends", cues.ends),
            ("pseudo", "pseudo", cues.pseudo),
            ("block", "blocked_by", cues.blocked_by),
        )
        found: list[Owned] = []
        for role, key, notations in lists:
            owner = GuardCue(cues, role)
            found.append(Owned(owner, []))
            for index, notation in enumerate(notations):
                try:
                    programs = self._sequence(notation, owner)
                    found[-1].programs.extend(replace(p, is_cue=True) for p in programs)
                except NotationError as err:
                    line = document.line((key, index))
                    raise RuleError(str(err), path=place.path, line=line, key=key) from err
        return found

    def concepts(self) -> dict[str, tuple[float, ...]]:
        """The lexicons that the wording weighs, and their log-odds."""
        weighed = {concept_of(cue): row for cue, row in self._ruleset.wording.items()}
        return {name: row for name, row in weighed.items() if name is not None}

    def concept(self, name: str) -> Owned:
        """A lexicon whose terms count."""
        made: Owned = self._cached(f"concept:{name}", None, lambda: self._concept(name))
        return made

    def _concept(self, name: str) -> Owned:
        if name not in self._lexicons:
            raise RuleError(f"has the cue {{{name}}}; {suggest(name, self._lexicons.names())}")
        owner = Concept(name)
        programs = [
            program
            for sequence in self._lexicons.sequences(name)
            for program in compile_sequence(sequence, owner, self._lexicons, self._hash)
        ]
        return Owned(owner, programs)

    def finish(self, skipped: tuple[str, ...]) -> Compiled:
        shared: Shared = self._cached("shared", None, self._share)
        owners = {id(owned.owner): owned.owner for owned in self.in_force}
        programs = [program for owned in self.in_force for program in owned.programs]
        own = [p for p in programs if id(p.owner) not in shared.owners and not p.is_cue]
        by_wording = {p.owner.category: p for p in programs if p.shape == "wording"}
        kept = [category in by_wording for category in Category]
        wording: Wording = self._cached("wording", self._ruleset.wording, self._wording)
        return Compiled(
            nlp=self._nlp,
            tries=(shared.trie, _trie(own, Entry.of, self._hash)),
            silent=shared.owners.difference(owners),
            cues=_trie([p for p in programs if p.is_cue], tuple, self._hash),
            shapes=tuple(p for p in programs if p.shape not in (None, "wording")),
            wording=wording.only(by_wording),
            by_wording=by_wording,
            concepts={n: tuple(map(mul, row, kept)) for n, row in self.concepts().items()},
            tones={o.id: o for o in owners.values() if isinstance(o, Tone)},
            graces={o.id: o for o in owners.values() if isinstance(o, Grace)},
            guards={name: cues for name, (cues, _, _) in self._ruleset.cues.items()},
            lexicons=self._lexicons,
            known=shared.known | words_of(self._ruleset.wording) | self._words | _known(own),
            skipped=skipped,
            intensifiers=self._hashes("intensifier"),
            exclamation=self._hash("!"),
        )

    def _share(self) -> Shared:
        programs = [program for owned in self.known for program in owned.programs]
        rules = [program for program in programs if not program.is_cue]
        owners = frozenset(id(owned.owner) for owned in self.known)
        known = self._words | _known(programs)
        return Shared(_trie(rules, Entry.of, self._hash), owners, frozenset(known))

    def _wording(self) -> Wording:
        return Wording.of(self._ruleset.wording)

    def _hashes(self, lexicon: str) -> frozenset[int]:
        if lexicon not in self._lexicons:
            return frozenset()
        return frozenset(
            self._hash(norm) for phrase in self._lexicons.terms(lexicon) for norm in phrase
        )

    def _make_lexicons(self) -> Lexicons:
        return Lexicons(self._ruleset.lexicons, self._parse_lexicon, self._normalise)

    def _parse_lexicon(self, name: str) -> Iterator[Any]:
        lexicon, place, document = self._ruleset.lexicons[name]
        for index, term in enumerate(lexicon.terms):
            try:
                yield parse(term, self._normalise)
            except NotationError as err:
                line = document.line(("lexicons", name, "terms", index))
                raise RuleError(str(err), path=place.path, line=line, key=term) from err

    def prove_lexicons(self) -> None:
        """RuleError for the first lexicon that cannot be expanded."""
        for name, (_, place, _) in self._ruleset.lexicons.items():
            try:
                self._lexicons.terms(name)
            except NotationError as err:
                raise place.error(str(err), key=name) from err
            except KeyError as err:
                problem = f"names {{{err.args[0]}}}, which is no lexicon"
                raise place.error(problem, key=name) from err

    def _patterns(
        self,
        patterns: list[schema.Pattern],
        owner: Tone | Grace,
        loaded: LoadedRule | LoadedCourtesy,
        needs: Iterable[str],
    ) -> list[Program]:
        found: list[Program] = []
        for index, pattern in enumerate(patterns):
            try:
                found += self._pattern(pattern, owner, needs)
            except (NotationError, KeyError) as err:
                raise loaded.at("patterns", index).error(_problem(err), key="patterns") from err
        return found

    def _pattern(
        self, pattern: schema.Pattern, owner: Tone | Grace, needs: Iterable[str]
    ) -> Iterator[Program]:
        if isinstance(pattern, str):
            yield from self._sequence(pattern, owner)
        elif isinstance(pattern, schema.Feature):
            yield Program(owner, frozenset(), False, (), 0, shape=pattern.feature)
        else:
            yield compile_token_pattern(pattern, owner, needs, self._normalise)

    def _notations(
        self,
        notations: list[str],
        owner: Tone | Grace,
        loaded: LoadedRule | LoadedCourtesy,
        key: str,
    ) -> tuple[Program, ...]:
        found: list[Program] = []
        for index, notation in enumerate(notations):
            try:
                found += self._sequence(notation, owner)
            except (NotationError, KeyError) as err:
                raise loaded.at(key, index).error(_problem(err), key=key) from err
        return tuple(found)

    def _sequence(self, notation: str, owner: Any) -> Iterator[Program]:
        sequence = parse(notation, self._normalise)
        return compile_sequence(sequence, owner, self._lexicons, self._hash)


def _noting(normalise: Normalise, words: set[str], text: str) -> tuple[str, ...]:
    """What `normalise` gives for `text`, noted in `words`: the rules know these words."""
    norms = normalise(text)
    words.update(norms)
    return norms


def _known(programs: Iterable[Program]) -> frozenset[str]:
    return frozenset(norm for p in programs for phrase in p.phrases for norm in phrase)


def _trie(
    programs: Iterable[Program],
    entry_of: Callable[[list[Program]], object],
    hash_of: Callable[[str], int],
) -> PhraseTrie:
    """All phrases of `programs`; those with the same programs behind them share an entry."""
    by_phrase: dict[Phrase, list[Program]] = defaultdict(list)
    for program in programs:
        for phrase in program.phrases:
            by_phrase[phrase].append(program)
    entries: dict[tuple[int, ...], object] = {}
    trie = PhraseTrie()
    for phrase, behind in by_phrase.items():
        key = tuple(map(id, behind))
        if key not in entries:
            entries[key] = entry_of(behind)
        trie.add(map(hash_of, phrase), entries[key])
    return trie


def place_of(where: schema.Where) -> schema.Where | None:
    """`where`, or None where it says nothing."""
    return None if where == schema.Where() else where


def _problem(err: Exception) -> str:
    if isinstance(err, KeyError):
        return f"names {{{err.args[0]}}}, which is neither a lexicon nor a slot"
    return str(err)
