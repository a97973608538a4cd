"""The coach's checklist, for eyes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tonecheck.findings import Element
from tonecheck.report.escaping import visible
from tonecheck.report.layout import labelled

if TYPE_CHECKING:
    from tonecheck.coaching import Advice, Coaching, Voice

ELEMENT_NAMES: dict[Element, str] = {
    "greeting": "a greeting",
    "thanks": "thanks",
    "acknowledgement": "an eye for the other side",
    "apology": "an apology",
    "acceptance": "acceptance",
    "honest_disappointment": "honest disappointment",
    "concrete_request": "a clear request",
    "feedback_request": "a request for feedback",
    "next_step": "a next step",
    "interest": "continued interest",
    "goodwill": "good wishes",
    "closing": "a warm closing",
}


def render_coaching(coaching: Coaching, path: str = "", *, welcomes: bool = True) -> str:
    """The checklist as styled text, of the source `path`.

    Without `welcomes` it has only the elements that are wanted.
    """
    place = f"{click.style(visible(path), bold=True)}: " if path else ""
    return place + "\n".join(_lines(coaching, welcomes))


def _lines(coaching: Coaching, welcomes: bool) -> Iterator[str]:
    shown = coaching.advice if welcomes else coaching.wanted
    yield click.style("coach", bold=True) + f" ({coaching.profile}): {_tally(coaching)}"
    for advice in shown:
        yield from _advice(advice)
    if any(advice.sentences for advice in shown):
        yield click.style(f"  {_voice(coaching.voice)}", dim=True)


def _tally(coaching: Coaching) -> str:
    wanted, missing = len(coaching.wanted), len(coaching.missing)
    if not wanted:
        listed = "; what is there, and what would be welcome" if coaching.advice else ""
        return f"such a reply wants nothing{listed}"
    if not missing:
        return f"all {wanted} of what such a reply wants"
    return f"{wanted - missing} of the {wanted} that such a reply wants"


def _advice(advice: Advice) -> Iterator[str]:
    name = ELEMENT_NAMES[advice.element]
    if advice.present is not None:
        words = visible(advice.present.text)
        yield f'  {click.style("[x]", fg="green")} {name}: "{words}"'
        return
    mark = click.style("[ ]", fg="yellow") if advice.wanted else click.style(" - ", dim=True)
    yield f"  {mark} {name}{'' if advice.wanted else ' (if you like)'}"
    for sentence in advice.sentences[:1]:
        yield from (click.style(line, fg="green") for line in labelled("add: ", sentence))


def _voice(voice: Voice) -> str:
    signs = f" ({visible(', '.join(voice.signs))})" if voice.signs else ""
    return f"Worded for your register, which looks {voice.register}{signs}."
