"""What a clause wants to say, whichever way it is put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ask", "may", "let", "have", "know", "fact", "kept"]


@dataclass(frozen=True, slots=True)
class Saying:
    """`words` that follow a frame of their kind, without a capital and without a last mark.

    "ask" follows "could you" (send me the file), "may" follows "could I" (speak to her), "let"
    follows "could" and its `subject` (the windows, be cleaned), "have" follows "could I have" (a
    written answer), "know" follows "could you tell me" (why it was declined); a "fact" stands
    alone, and so does a "kept" clause, which is as the writer wrote it.
    """

    kind: Kind
    words: str
    subject: str = ""

    @property
    def question(self) -> str:
        """The saying as a question, without a capital and without its mark."""
        return _QUESTIONS[self.kind].format(words=self.words, subject=self.subject)

    @property
    def wish(self) -> str:
        """The saying as a wish of the writer's; "" where the question says it better."""
        return _WISHES[self.kind].format(words=self.words, subject=self.subject)


_QUESTIONS = {
    "ask": "could you {words}",
    "may": "could I {words}",
    "let": "could {subject} {words}",
    "have": "could I have {words}",
    "know": "could you tell me {words}",
}
_WISHES = {
    "ask": "I would be grateful if you could {words}",
    "may": "I would be glad to {words}",
    "let": "I would be grateful if {subject} could {words}",
    "have": "I would be glad to have {words}",
    "know": "it would help me to understand {words}",
}
