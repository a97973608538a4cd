"""From a pattern to its program: which part of it to look for, and what to ask where that stands.

A pattern that expands into few phrases is looked for as it is. One that multiplies or has
gaps contributes only its rarest part (its anchor), and where that part stands, its program
is run over that sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import product
from math import prod
from typing import Any

from tonecheck.ruleset.lexicon import Lexicons
from tonecheck.ruleset.parts import Part, Parts, node_of
from tonecheck.ruleset.phrases import (
    MAX_GAP,
    Choice,
    Gap,
    Item,
    Named,
    NotationError,
    Phrases,
    Sequence,
    Tokenize,
)
from tonecheck.ruleset.programs import Free, Node, Program
from tonecheck.ruleset.schema import SLOTS

MAX_DIRECT = 60
MAX_MERGED = 64
MAX_ANCHOR = 200
MAX_BRANCHES = 64


def compile_sequence(
    sequence: Sequence, owner: Any, parts: Parts, *, is_sought: bool = False
) -> Iterator[Program]:
    """The programs of one notation pattern; NotationError where it can never match.

    One that `is_sought` by a phrase trie, which finds all of it, has no nodes unless they name
    what they hold: nobody runs it.
    """
    for plain in _without_branching(sequence, parts.lexicons):
        yield _compile(plain, owner, parts, is_sought=is_sought)


def _without_branching(sequence: Sequence, lexicons: Lexicons) -> Iterable[Sequence]:
    """`sequence` with every alternative that holds a gap or a slot written out."""
    branching = [
        item for item in sequence if isinstance(item, Choice) and not lexicons.is_finite(item)
    ]
    if not branching:
        return (sequence,)
    choices: list[tuple[Sequence, ...]] = []
    for item in sequence:
        if item in branching:
            flat = tuple(f for option in item.options for f in _without_branching(option, lexicons))
            choices.append(flat)
        else:
            choices.append(((item,),))
    rows = list(product(*choices))
    if len(rows) > MAX_BRANCHES:
        raise NotationError(f"has {len(rows)} ways to go; expected at most {MAX_BRANCHES}")
    return [tuple(item for piece in row for item in piece) for row in rows]


def _compile(sequence: Sequence, owner: Any, known: Parts, *, is_sought: bool) -> Program:
    parts = [_part(item, known) for item in sequence]
    first, last = parts[0], parts[-1]
    if isinstance(first, Free) and first.name:
        raise NotationError("begins with a slot; expected words first")
    if isinstance(first, Free) or (isinstance(last, Free) and not last.name):
        raise NotationError("begins or ends with a gap; expected words at both ends")
    if isinstance(last, Free):
        parts[-1] = Free(1, 2 * MAX_GAP, last.name, greedy=True)
    if _size(parts) <= MAX_DIRECT:
        return _direct(_finite(parts), owner, is_sought=is_sought)
    nodes = _nodes(parts)
    start, end = _anchor(parts)
    rarest = _rarest(parts, outside=range(start, end))
    return Program(
        owner,
        _finite(parts[start:end]),
        False,
        nodes,
        before=sum(_most(part) for part in parts[:start]),
        first=_firsts(parts),
        ahead=_lasts(parts[:start]),
        after=_firsts(parts[end:]),
        also=frozenset(() if rarest is None else rarest.firsts),
    )


def _direct(parts: tuple[Part, ...], owner: Any, *, is_sought: bool) -> Program:
    if all(part.is_optional for part in parts):
        raise NotationError("matches nothing at all; expected one word that is not optional")
    if is_sought and not any(part.name for part in parts):
        return Program(owner, parts, True, (), 0)
    return Program(owner, parts, True, _nodes(parts), 0, first=_firsts(parts))


def _part(item: Item, known: Parts) -> Part | Free:
    if item.__class__ is Gap:
        return Free(0, MAX_GAP)
    if isinstance(item, Named) and item.name not in known.lexicons:
        if item.name in SLOTS:
            return Free(1, MAX_GAP, item.name)
        raise NotationError(f"names {{{item.name}}}, which is neither a lexicon nor a slot")
    return known.of(item)


def _nodes(parts: Iterable[Part | Free]) -> tuple[Node, ...]:
    """The nodes for `parts`: small neighbours are one, so that there are few."""
    nodes: list[Node] = []
    row: list[Part] = []
    for part in (*parts, None):
        if row and (part is None or isinstance(part, Free) or not _may_join(row, part)):
            nodes.append(node_of(row))
            row = []
        if isinstance(part, Free):
            nodes.append(part)
        elif part is not None:
            row.append(part)
    return tuple(nodes)


def _may_join(row: list[Part], part: Part) -> bool:
    if part.name is not None or row[-1].name is not None:
        return False
    return prod(len(each.phrases) for each in row) * len(part.phrases) <= MAX_MERGED


def _size(parts: list[Part | Free]) -> int:
    """How many phrases `parts` expand to; more than are looked for where there is a gap."""
    size = 1
    for part in parts:
        size *= MAX_DIRECT + 1 if isinstance(part, Free) else len(part.phrases)
    return size


def _finite(parts: list[Part | Free]) -> tuple[Part, ...]:
    return tuple(part for part in parts if isinstance(part, Part))


def _anchor(parts: list[Part | Free]) -> tuple[int, int]:
    """Which run of neighbouring parts to look for: the one that will stand in least mail.

    A run grows while it expands to no more than `MAX_ANCHOR` phrases.
    """
    best: tuple[float, int, int] | None = None
    for start in range(len(parts)):
        size, frequency, is_sure = 1, 1.0, False
        for end, part in enumerate(parts[start:], start + 1):
            if isinstance(part, Free):
                break
            size *= len(part.phrases)
            if size > MAX_ANCHOR and end > start + 1:
                break
            frequency *= part.frequency
            is_sure = is_sure or not part.is_optional
            if is_sure and (best is None or frequency < best[0]):
                best = frequency, start, end
    if best is None:
        raise NotationError("has nothing but optional words and gaps; expected one sure word")
    return best[1:]


def _rarest(parts: list[Part | Free], outside: range) -> Part | None:
    """The part outside a run that must stand in every match and does in the least mail."""
    others = [
        part
        for index, part in enumerate(parts)
        if index not in outside and isinstance(part, Part) and not part.is_optional
    ]
    return min(others, key=lambda part: part.frequency, default=None)


def _most(part: Part | Free) -> int:
    return part.most if isinstance(part, Free) else part.longest


def _firsts(parts: Iterable[Part | Free]) -> frozenset[int]:
    """What a match of `parts` may begin with; empty where that is anything or nothing."""
    return _edge(parts, lambda part: part.firsts)


def _lasts(parts: list[Part | Free]) -> frozenset[int]:
    """What a match of `parts` may end with; empty where that is anything or nothing."""
    return _edge(reversed(parts), lambda part: part.lasts)


def _edge(parts: Iterable[Part | Free], words: Callable[[Part], Iterable[int]]) -> frozenset[int]:
    found: list[Iterable[int]] = []
    for part in parts:
        if isinstance(part, Free):
            break
        found.append(words(part))
        if not part.is_optional:
            return frozenset().union(*found)
    return frozenset()


_LITERALS = ("NORM", "LOWER", "ORTH", "TEXT")
_ALLOWED = frozenset(
    "ORTH TEXT NORM LOWER LENGTH IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT "
    "IS_SPACE IS_STOP LIKE_NUM LIKE_URL LIKE_EMAIL SHAPE POS TAG DEP MORPH OP".split()
)
_NEEDS = {"POS": "pos", "TAG": "pos", "MORPH": "pos", "DEP": "dep"}


def compile_token_pattern(
    pattern: list[dict[str, Any]],
    owner: Any,
    needs: Iterable[str],
    parts: Parts,
) -> Program:
    """The program of a spaCy token pattern; NotationError where it is unsafe or unanchored."""
    unbounded = sum(token.get("OP") in ("*", "+") for token in pattern)
    if unbounded > 1:
        raise NotationError(f"has {unbounded} unbounded OP; expected at most one")
    anchors: list[Part] = []
    for token in pattern:
        _check_token(token, frozenset(needs))
        if token.get("OP", "1") in ("1", "+"):
            literals = [_literal(token[key], parts.tokenize) for key in _LITERALS if key in token]
            anchors += [parts.of_phrases(phrases) for phrases in literals if phrases]
    if not anchors:
        raise NotationError("has no token that must be one certain word (NORM, LOWER or ORTH)")
    best = min(anchors, key=lambda part: part.frequency)
    used = tuple(sorted({key for token in pattern for key in token if key in _NEEDS}))
    return Program(owner, (best,), False, (), 0, token_pattern=tuple(pattern), needs=used)


def _check_token(token: dict[str, Any], needs: frozenset[str]) -> None:
    for key, value in token.items():
        if key not in _ALLOWED:
            raise NotationError(f"uses {key}; expected one of {', '.join(sorted(_ALLOWED))}")
        if isinstance(value, dict):
            for inner in value:
                if inner not in ("IN", "NOT_IN", "==", ">=", "<=", ">", "<"):
                    raise NotationError(f"uses {inner}; expected IN, NOT_IN or a comparison")
        need = _NEEDS.get(key)
        if need is not None and need not in needs:
            raise NotationError(f"uses {key}; expected `needs: [{need}]` in the rule")


def _literal(value: Any, tokenize: Tokenize) -> Phrases:
    words = value.get("IN", []) if isinstance(value, dict) else [value]
    norms = [tokenize(word)[:1] for word in words if isinstance(word, str)]
    return tuple(dict.fromkeys(norm for norm in norms if norm))
