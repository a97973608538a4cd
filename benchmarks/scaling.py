"""What a check costs beside the peers, and how that grows: ratios measured in one run.

    python benchmarks/scaling.py [--only PART]... [--json OUT]

Parts: mails, rules, length, edit, memory, processes, load, start. Rounds are interleaved and a
figure is the median of their ratios, with its range; times are processor time of this process,
but for `processes` and `start`, which are wall time. Nothing here asserts anything.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any

import click
from node_peers import NodePeers, folder

CORPORA = Path(__file__).parent / "corpora"
ROUNDS = 7
VARIED = "Thank you for the {} report, {}. I will read it on {} and call you about the {}.\n"


def mails(count: int) -> list[str]:
    """Whole drafts from our corpora."""
    texts = [
        json.loads(line)["text"]
        for path in sorted(CORPORA.glob("*/mails.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    Random(7).shuffle(texts)
    return texts[:count]


def processor_time(work: Callable[[], object]) -> float:
    """Seconds of processor time that `work` takes; of another process it gives its own seconds."""
    gc.collect()
    started = time.process_time()
    took = work()
    return took if isinstance(took, float) else time.process_time() - started


def wall_time(work: Callable[[], object]) -> float:
    """Seconds that `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ratios(
    works: dict[str, Callable[[], Callable[[], object]]],
    base: str,
    *,
    rounds: int = ROUNDS,
    clock: Callable[[Callable[[], object]], float] = processor_time,
) -> dict[str, dict[str, float]]:
    """The time of each of `works` as a ratio to `base`'s in the same round: median and range.

    A work is made anew for every round, outside the clock.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, make in works.items():
            seconds[name].append(clock(make()))
    return {
        name: {
            "ratio": statistics.median(a / b for a, b in zip(took, seconds[base], strict=True)),
            "low": min(a / b for a, b in zip(took, seconds[base], strict=True)),
            "high": max(a / b for a, b in zip(took, seconds[base], strict=True)),
            "seconds": statistics.median(took),
        }
        for name, took in seconds.items()
    }


def over(step: Callable[[str], object], texts: Iterable[str]) -> Callable[[], object]:
    """`step` for every text."""

    def run() -> None:
        for text in texts:
            step(text)

    return run


def unread(checker: Any) -> Any:
    """`checker` without the sentences it has read; it still knows their words."""
    from tonecheck.matching import Reader

    fresh = Reader(checker.compiled)
    fresh.tokens = checker._reader.tokens
    checker._reader = fresh
    return checker


def untaught(checker: Any) -> Any:
    """`checker` without the sentences and the words it has read."""
    from tonecheck.matching import Reader

    checker._reader = Reader(checker.compiled)
    return checker


def looking_up(checker: Any) -> Callable[[str], object]:
    """What no check in Python can do without: each chunk, phrase and cue phrase is looked up.

    Nothing is split into sentences, verified, judged, weighed or rewritten.
    """
    piece_of = checker._reader.tokens.piece
    trie, wording = checker.compiled.tries[0], checker.compiled.wording

    def look_up(text: str) -> None:
        norms = [norm for chunk in text.split() for norm in piece_of(chunk).norms]
        trie.hits(norms)
        wording.read(norms)

    return look_up


def peers() -> dict[str, Callable[[], Callable[[str], object]]]:
    """What else scores or lints text, as far as it is installed."""
    import spacy
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    seen = spacy.blank("en").tokenizer
    found: dict[str, Callable[[], Callable[[str], object]]] = {
        "VADER": lambda: vader.polarity_scores,
        "blank tokenizer, words seen": lambda: seen,
        "blank tokenizer, words unseen": lambda: spacy.blank("en").tokenizer,
        "TextBlob": lambda: lambda text: TextBlob(text).sentiment,
    }
    try:
        from profanity_check import predict_prob

        found["alt-profanity-check"] = lambda: lambda text: predict_prob([text])
    except ImportError:
        pass
    try:
        from better_profanity import profanity

        profanity.load_censor_words()
        found["better-profanity"] = lambda: profanity.contains_profanity
    except ImportError:
        pass
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile

        CheckRegistry().register_many(__register__)
        found["proselint"] = lambda: lambda text: list(LintFile("-", text).lint())
    except (ImportError, TypeError, AttributeError):
        pass
    return found


def measure_mails() -> dict[str, Any]:
    """A check of 1,000 mails with all its work, beside others on the same mails."""
    from tonecheck import Checker

    texts = mails(1000)
    checker = Checker()
    slow = {"proselint", "better-profanity", "alex"}
    node = NodePeers(folder())

    def of(make: Callable[[], Callable[[str], object]], some: Sequence[str]) -> Any:
        return lambda: over(make(), some)

    def in_node(name: str, some: Sequence[str]) -> Any:
        node.seconds(name, some)  # compiles what it runs often
        return lambda: lambda: node.seconds(name, some)

    works = {
        "tonecheck, sentences again": lambda: over(checker.check, texts),
        "tonecheck, words seen": lambda: over(unread(checker).check, texts),
        "tonecheck, words unseen": lambda: over(untaught(checker).check, texts),
        "tonecheck, looking up alone": lambda: over(looking_up(checker), texts),
        **{name: of(make, texts) for name, make in peers().items() if name not in slow},
        **{name: in_node(name, texts) for name in node.names if name not in slow},
    }
    over(checker.check, texts)()
    found = ratios(works, "VADER")
    calm = [text for text in texts if not checker.check(text).flagged]
    of_calm = {
        "VADER": of(peers()["VADER"], calm),
        "tonecheck, unflagged mails, sentences again": lambda: over(checker.check, calm),
        "tonecheck, unflagged mails, words seen": lambda: over(unread(checker).check, calm),
    }
    found |= {n: r for n, r in ratios(of_calm, "VADER").items() if n != "VADER"}
    few = texts[:40]
    costly = {name: of(make, few) for name, make in peers().items() if name in slow | {"VADER"}}
    costly |= {name: in_node(name, few) for name in node.names if name in slow}
    found |= {n: r for n, r in ratios(costly, "VADER", rounds=3).items() if n != "VADER"}
    return found


def rule_folder(count: int, folder: Path) -> Path:
    """`count` generated phrases of ordinary words, as rules of 25 phrases each."""
    words = sorted({word for text in mails(400) for word in text.lower().split() if word.isalpha()})
    chance = Random(count)
    lines = ["category: hostile", "rules:"]
    for number in range(count // 25):
        phrases = [" ".join(chance.sample(words, chance.randint(2, 4))) for _ in range(25)]
        lines += [
            f"  - id: hostile.generated-{number}",
            "    weight: 0.2",
            '    message: "m"',
            '    why: "w"',
            f"    patterns: {json.dumps(phrases)}",
            '    examples: {bad: ["[[a]]", "[[b]]"], good: ["c", "d"]}',
        ]
    folder.mkdir()
    for part in range(0, count // 25, 200):
        some = lines[:2] + lines[2 + 6 * part : 2 + 6 * (part + 200)]
        (folder / f"generated-{part}.yaml").write_text("\n".join(some), encoding="utf-8")
    return folder


def measure_rules() -> dict[str, Any]:
    """A check with ten and with a hundred times as many phrases of rules' own."""
    from tonecheck import Checker

    texts = mails(300)
    with tempfile.TemporaryDirectory() as place:
        checkers = {"built-in rules": Checker()}
        for count in (500, 5_000, 50_000):
            folder = rule_folder(count, Path(place) / str(count))
            checkers[f"and {count} generated phrases"] = Checker(rules=[folder], prove=False)
    for checker in checkers.values():
        over(checker.check, texts)()

    def of(checker: Any) -> Any:
        return lambda: over(unread(checker).check, texts)

    works = {name: of(checker) for name, checker in checkers.items()}
    return ratios(works, "built-in rules")


def shapes() -> dict[str, Callable[[int], str]]:
    """Texts of about `size` characters that try a reader in one way each."""
    prose = " ".join(mails(60))

    def repeated(unit: str) -> Callable[[int], str]:
        return lambda size: unit * (size // len(unit))

    def nested(size: int) -> str:
        return "".join(f"{'>' * (1 + n % 60)} line {n}\n" for n in range(size // 40))

    def unique(size: int) -> str:
        chance = Random(1)
        letters = "abcdefghijklmnopqrstuvwxyz"
        return " ".join("".join(chance.choices(letters, k=7)) for _ in range(size // 8))

    return {
        "prose": lambda size: (prose * (1 + size // len(prose)))[:size],
        "emoji": repeated("😡 "),
        "but but": repeated("but "),
        "capitals": repeated("WHY ARE YOU SHOUTING "),
        "no spaces": repeated("a"),
        "exclamation marks": repeated("!"),
        "nested quotes": nested,
        "one endless sentence": repeated("and you never answer my mail "),
        "unique words": unique,
        "one insult": repeated("You are useless. "),
        "open quotation marks": repeated('"you '),
        "disguises": repeated("1d10t st*pid s.t.u.p.i.d "),
        "line ends": repeated("a\n"),
    }


def measure_length(largest: int = 1 << 20) -> dict[str, Any]:
    """How much longer a text twice as long takes, from 1 kB to `largest` bytes, shape by shape."""
    from tonecheck import Checker, Config

    # All of a text: by default a check reads the first 200,000 characters.
    checker = Checker(config=Config(max_text=largest))

    def once(text: str) -> float:
        fresh = untaught(checker)
        fresh._reader.tokens.nlp  # noqa: B018 - it is made once a process, whatever the length
        return processor_time(lambda: fresh.check(text))

    found = {}
    for name, make in shapes().items():
        sizes = list(doublings(1 << 10, largest))
        took = []
        for size in sizes:
            text = make(size)
            times = (once(text) for _ in range(3))
            # The first run of a text of a new size makes room for it.
            took.append(min(times if size <= 1 << 15 else islice(times, 2)))
        steps = [after / before for before, after in pairwise(took)]
        # Below some milliseconds a step measures the clock.
        clear = [step for step, before in zip(steps, took, strict=False) if before > 0.005]
        found[name] = {"sizes": sizes, "seconds": took, "worst_step": max(clear, default=None)}
    return found


def doublings(first: int, last: int) -> Iterable[int]:
    """`first`, twice that, ... up to `last`."""
    while first <= last:
        yield first
        first *= 2


def measure_edit() -> dict[str, Any]:
    """Checking a draft of 2,000 words again after one sentence of it changed."""
    from tonecheck import Checker

    words = " ".join(mails(60)).split()[:2000]
    draft = " ".join(words)
    changed = draft.replace(words[1000], "instead", 1)
    checker = Checker()
    checker.check(draft)

    def again() -> Callable[[], object]:
        untaught(checker).check(draft)
        return lambda: checker.check(changed)

    works = {
        "first check": lambda: over(untaught(checker).check, [draft]),
        "first check, words known": lambda: over(unread(checker).check, [draft]),
        "after an edit": again,
    }
    return ratios(works, "first check")


def measure_memory(count: int = 100_000) -> dict[str, Any]:
    """How far the process grows over `count` different mails with words nobody has seen."""
    from tonecheck import Checker

    chance = Random(5)
    checker = Checker()

    def check(number: int) -> dict[str, float]:
        odd = ["".join(chance.choices("bcdfglmnprst", k=9)) for _ in range(4)]
        scores: dict[str, float] = dict(checker.check(VARIED.format(*odd)).scores)
        return scores

    for number in range(10_000):
        check(number)
    before = resident()
    for number in range(count):
        check(number)
    text = "Why not me? I am perfect for the job, and you never answer!"
    return {
        "mails": count,
        "grown_megabytes": (resident() - before) / 1e6,
        "same_as_fresh": checker.check(text).to_dict() == Checker().check(text).to_dict(),
    }


def resident() -> int:
    """The memory that this process holds, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def measure_processes(count: int = 20_000) -> dict[str, Any]:
    """Two processes beside one on `count` mails."""
    from tonecheck import Checker

    texts = mails(2000)
    texts = [f"{text}\n{n}\n" for n in range(count // len(texts)) for text in texts]
    seconds = {}
    for processes in (1, 2):
        checker = untaught(Checker())
        seconds[processes] = wall_time(
            lambda c=checker, n=processes: sum(1 for _ in c.pipe(texts, n_process=n))
        )
    return {"mails": len(texts), "times_as_fast": seconds[1] / seconds[2], "seconds": seconds}


def measure_load() -> dict[str, Any]:
    """Loading all rules: from the cache, and from their files."""
    from tonecheck.ruleset import builtin_folder, cache
    from tonecheck.ruleset.loader import load_folder
    from tonecheck.ruleset.stock import compiled_rules

    folder = builtin_folder()
    compiled = compiled_rules(load_folder(folder))
    cache.write(cache.cache_file(folder), compiled)
    cached = [processor_time(lambda: cache.read(cache.cache_file(folder))) for _ in range(ROUNDS)]
    read = [processor_time(lambda: compiled_rules(load_folder(folder))) for _ in range(3)]
    return {
        "from the cache, seconds": statistics.median(cached),
        "from YAML, seconds": statistics.median(read),
    }


def measure_start() -> dict[str, Any]:
    """Whole processes beside one that only imports spaCy."""
    with tempfile.TemporaryDirectory() as place:
        plain, odd = Path(place) / "plain.txt", Path(place) / "odd.txt"
        plain.write_text("Dear Bob,\n\nThank you for your time. I'll call on Monday.\n")
        odd.write_text("Dear Bob,\n\nThank you for calling R&D (if/when you did).\n")
        cli = [sys.executable, "-m", "tonecheck"]
        commands = {
            "import spacy": [sys.executable, "-c", "import spacy"],
            "python": [sys.executable, "-c", "pass"],
            "tonecheck --version": [*cli, "--version"],
            "tonecheck check, plain words": [*cli, "check", str(plain)],
            "tonecheck check, words that spaCy splits": [*cli, "check", str(odd)],
        }

        # As installed: pip compiles modules to byte code, wherever they lie.
        compiled = os.environ | {"PYTHONPYCACHEPREFIX": str(Path(place) / "compiled")}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(command: list[str]) -> Callable[[], Callable[[], object]]:
            def once() -> None:
                subprocess.run(command, check=True, capture_output=True, env=compiled)

            once()
            return lambda: once

        works = {name: run(command) for name, command in commands.items()}
        return ratios(works, "import spacy", rounds=9, clock=wall_time)


PARTS: dict[str, Callable[[], dict[str, Any]]] = {
    "mails": measure_mails,
    "rules": measure_rules,
    "length": measure_length,
    "edit": measure_edit,
    "memory": measure_memory,
    "processes": measure_processes,
    "load": measure_load,
    "start": measure_start,
}


@click.command()
@click.option("--only", multiple=True, type=click.Choice([*PARTS]))
@click.option("--json", "out", type=click.Path(path_type=Path))
def main(only: tuple[str, ...], out: Path | None) -> None:
    """Measure, print, and with --json keep what was measured; other parts in OUT stay."""
    found = json.loads(out.read_text("utf-8")) if out is not None and out.exists() else {}
    for name in only or PARTS:
        click.echo(f"{name} ...", err=True)
        found[name] = PARTS[name]()
        click.echo(json.dumps({name: found[name]}, indent=2))
        if out is not None:
            out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
