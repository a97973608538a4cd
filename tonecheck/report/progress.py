"""Practice, for eyes: a situation, a mark, and the marks over time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

import click

from tonecheck.practising import Attempt
from tonecheck.report.escaping import visible
from tonecheck.ruleset.scenarios import Scenario

_WIDTH = 78
_HEIGHT = 8
_COLUMNS = 60
BLOCKS = "▁▂▃▄▅▆▇█"
PLAIN_BLOCKS = "_.-=+*%#"


def spark_line(marks: Sequence[int], blocks: str = BLOCKS) -> str:
    """One character a mark of 0 to 100, the higher the better."""
    return "".join(blocks[min(len(blocks) - 1, mark * len(blocks) // 100)] for mark in marks)


def situation(scenario: Scenario) -> str:
    """What happened and what is at stake."""
    return "\n".join(_situation(scenario))


def _situation(scenario: Scenario) -> Iterator[str]:
    yield click.style(scenario.title, bold=True) + click.style(
        f"  ({scenario.kind}, {scenario.id})", dim=True
    )
    yield ""
    if scenario.incoming is not None:
        yield barred(scenario.incoming)
    else:
        yield from wrap(visible(scenario.happened or ""), _WIDTH)
    yield ""
    yield from wrap(f"At stake: {visible(scenario.stake)}", _WIDTH)


def barred(text: str) -> str:
    """`text` wrapped, with a bar before each line; paragraphs stay, their lines flow."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    lines = (
        line
        for index, paragraph in enumerate(paragraphs)
        for line in (*[""] * bool(index), *wrap(visible(" ".join(paragraph.split())), _WIDTH - 4))
    )
    return "\n".join(f"  | {line}".rstrip() for line in lines)


def wrapped(text: str) -> str:
    """`text` with its long lines wrapped, the others as they are."""
    lines = (wrap(visible(line), _WIDTH) or [""] for line in text.strip().splitlines())
    return "\n".join(part for line in lines for part in line)


def verdict_on(attempt: Attempt, before: Sequence[Attempt]) -> str:
    """The mark of one attempt, beside the earlier ones at the same situation."""
    colour = "green" if attempt.mark >= 80 else "yellow" if attempt.mark >= 50 else "red"
    said = click.style(f"mark: {attempt.mark} of 100", fg=colour, bold=True)
    earlier = [one.mark for one in before if one.scenario == attempt.scenario]
    return f"{said} (best so far here: {max(earlier)})" if earlier else said


def progress(
    attempts: Sequence[Attempt], scenarios: Mapping[str, Scenario], *, blocks: str = BLOCKS
) -> str:
    """The marks over time: in figures, as a plot, and one line a kind of situation."""
    if not attempts:
        return "No practice yet. Begin with `tonecheck practice`."
    return "\n".join(_progress(attempts, scenarios, blocks))


def _progress(
    attempts: Sequence[Attempt], scenarios: Mapping[str, Scenario], blocks: str
) -> Iterator[str]:
    marks = [attempt.mark for attempt in attempts]
    days = len({attempt.at.date() for attempt in attempts})
    tried = len({attempt.scenario for attempt in attempts} & set(scenarios))
    yield (
        f"{_count(len(marks), 'reply', 'replies')} on {_count(days, 'day', 'days')}, "
        f"{tried} of {len(scenarios)} situations"
    )
    share = len(marks) // 2
    if share:
        first, last = _mean(marks[:share]), _mean(marks[-share:])
        yield f"average mark: {first} in the first half, {last} in the second"
    yield ""
    yield from _plot(marks[-_COLUMNS:], blocks)
    yield ""
    kinds: dict[str, list[int]] = {}
    for attempt in attempts:
        if attempt.scenario in scenarios:
            kinds.setdefault(scenarios[attempt.scenario].kind, []).append(attempt.mark)
    width = max(map(len, kinds), default=0)
    for kind, held in sorted(kinds.items()):
        yield f"  {kind:{width}}  {held[0]:3} -> {held[-1]:3}  {spark_line(held[-30:], blocks)}"


def _plot(marks: Sequence[int], blocks: str) -> Iterator[str]:
    """A column a mark, `_HEIGHT` lines high, the scale at the left."""
    full = blocks[-1]
    for row in range(_HEIGHT - 1, -1, -1):
        low, high = row * 100 / _HEIGHT, (row + 1) * 100 / _HEIGHT
        cells = "".join(
            full if mark >= high
            else spark_line([int((mark - low) * _HEIGHT)], blocks) if mark > low or row == 0
            else " "
            for mark in marks
        )  # fmt: skip
        label = {_HEIGHT - 1: "100", _HEIGHT // 2 - 1: "50", 0: "0"}.get(row, "")
        yield f"{label:>5} |{cells}".rstrip()


def _mean(marks: Sequence[int]) -> int:
    return round(sum(marks) / len(marks))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
