"""Compiled rules in stock: the built-in ones, and over them those of a user's folders.

They are read from disk (`cache`), or compiled now and put there for the next time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tonecheck.ruleset import builtin_folder, cache
from tonecheck.ruleset.compiled import Compiled

if TYPE_CHECKING:
    from tonecheck.ruleset.loader import RuleSet


def rules_with(folders: tuple[Path, ...]) -> Compiled:
    """The built-in rules and, over them, those of `folders`.

    Raises RuleError for a wrong file.
    """
    if not folders:
        return _built_in()
    compiled = _kept(folders, partial(_compiled_own, folders))
    return _built_in().over(compiled) if compiled.is_addition else compiled


def kept_file(folders: tuple[Path, ...]) -> Path | None:
    """Where the rules of `folders` are kept; None where one of their files cannot be read."""
    try:
        return cache.cache_file(builtin_folder(), *folders)
    except OSError:
        return None


def compiled_rules(ruleset: RuleSet) -> Compiled:
    """All of `ruleset`, compiled anew."""
    from tonecheck.ruleset.compiler import compile_rules

    with uncollected():
        return compile_rules(ruleset, *_normalise())


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from walking, again and again, through what is only growing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=1)
def _built_in() -> Compiled:
    compiled = _kept((), _compiled_built_in)
    # What was loaded stays for good: the collector need not walk through it again and again,
    # which would double the cost of a check.
    gc.freeze()
    return compiled


def _kept(folders: tuple[Path, ...], compiled_now: Callable[[], Compiled]) -> Compiled:
    """What is on disk for `folders`, or else `compiled_now` and put there.

    Compiling takes seconds; where a file was changed meanwhile, nobody knows which state of it
    was compiled, and nothing is kept.
    """
    path = kept_file(folders)
    with uncollected():
        compiled = cache.read(path) if path else None
        if compiled is None:
            compiled = compiled_now()
            if path and path == kept_file(folders):
                cache.write(path, compiled)
    return compiled


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
