"""Orders and their like: "send it", "do not send it", "stop sending it"."""

from __future__ import annotations

import re

from tonecheck.rewriting.clauses import is_order
from tonecheck.rewriting.saying import Saying
from tonecheck.rewriting.speech import is_base, joined, read

_NOT = re.compile(
    r"^(?:do not|never|please do not|do not you dare|not)\s+(?:you dare |ever |think of |even )?"
)
_MOCKING = frozenset(
    "worry bother strain trouble mind hurry rush feel forget flatter kid pretend be hold cry "
    "lose think act let make tell expect believe want see know regret like find get have".split()
)
# Said as an order, meant as a blow or as no order at all.
_NO_ORDERS = frozenset(
    "let thank hope see enjoy guess wait imagine try trust welcome think suppose wonder wake "
    "grow shut shove stick go eat spare save sleep rot choke burn suck kiss cry laugh mark "
    "watch expect do forget congratulate beware good fancy bear need like love hate note "
    "remember know appreciate realise".split()
)
# "help yourself", "believe not a word", "good luck"
_BEHAVE = frozenset(
    "responsible reasonable honest professional serious decent fair polite nice quick patient "
    "careful grateful sure warned ashamed quiet good".split()
)
_AT_ONESELF = frozenset(("not", "yourself", "yourselves", "luck", "fun"))
_STOP = re.compile(r"(?:stop|quit) (\w+ing)\b", re.IGNORECASE)


def ordered(text: str) -> Saying | None:
    """What an order asks for: "send it", "see to the gate"."""
    words = read(text)
    if not is_order(words):
        return None
    first, following = (*(word.lower for word in words[:2]), "")[:2]
    is_errand = first == "see" and following == "to" and len(words) > 2
    if first == "be" and following in _BEHAVE:
        return None
    if (first in _NO_ORDERS and not is_errand) or following in _AT_ONESELF:
        return None
    return Saying("ask", joined(words))


def forbidden(text: str) -> Saying | None:
    """What is not to be done: "never call again", "stop calling"."""
    no = _NOT.match(text.lower())
    if no is None:
        return Saying("ask", text) if _STOP.match(text) else None
    rest = text[no.end() :]
    first = rest.split(" ", 1)[0]
    if first.lower() in _MOCKING or not is_base(first):
        return None
    return Saying("ask", f"please not {rest}")
