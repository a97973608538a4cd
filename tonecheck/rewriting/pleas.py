"""Echoes of demands: what is wanted, or threatened with, as a plea."""

from __future__ import annotations

from tonecheck.rewriting.signs import NO, WE, echoes, wishes

_WILL = r"(?:i|we) (?:will|shall|am going to|are going to)"


def _whether(thing: str) -> str:
    return f"Could you tell me whether {thing} is possible?"


_ASKED_FOR = wishes(
    (r"explain(?:ed)?", "Could you explain it to me when you have a moment?"),
    (r"(?:an|any|the|some|proper|full) explanations?", "I would be glad of an explanation."),
    (
        (
            r"(?:give|gives|given|have|with|want|need) (?:me |us )?(?:a|the|any|one|some|"
            r"your) (?:\w+ )?reasons?|(?:the|your) reasons?"
        ),
        "I would be glad to hear the reasons.",
    ),
    (r"confirm(?:ed)?", "Could you confirm it when you have a moment?"),
    (r"repl(?:y|ied|ies)", "Could you reply when you have a moment?"),
    (
        r"(?:call|phone|ring) (?:me|us|back)|(?:a )?call(?:ed)?(?= (?:me|back))",
        "Could you call me when you have a moment?",
    ),
    (r"fix(?:ed)?", "Could this be fixed, please?"),
    (r"repair(?:ed)?", "Could this be repaired, please?"),
    (r"refund(?:ed)?", _whether("a refund")),
    (r"discount", _whether("a discount")),
    (r"replacement", _whether("a replacement")),
    (r"compensation", _whether("some compensation")),
    (r"apolog(?:y|ies)", "An apology would mean a lot to me."),
    (r"(?:an|the|my|another) appointment", _whether("an appointment")),
    (r"(?:an|another|final) interview", _whether("an interview")),
    (r"an? exception|exceptions", "Could you make an exception here?"),
    (r"extension", _whether("an extension")),
    (
        r"(?:extend|move|shift|postpone|push|missed|change)\b[^,;.]{0,25} deadline",
        "Could you tell me whether the deadline can move?",
    ),
    (r"(?:your|a|the) manager", "Could I speak to your manager, please?"),
    (r"(?:your|a|the) supervisor", "Could I speak to your supervisor, please?"),
    (
        (
            r"(?:the|a|full|give me (?:a|your)) names? (?:of|and)|(?:tell|give) (?:me|"
            r"us) (?:your|the|their|his|her) (?:full )?names?"
        ),
        "Could I have the name of somebody whom I can ask?",
    ),
    (r"merge (?:it|this|the|my|that)", "Could this be merged, if nothing speaks against it?"),
    (r"today", "Could you tell me today what is possible?"),
    (r"tonight", "Could you tell me tonight what is possible?"),
    (r"(?:by|before|until|till) tomorrow", "Could you tell me by tomorrow what is possible?"),
    (r"(?:by|before|until|this) (?:the )?weekend", "Could we settle this before the weekend?"),
    (
        r"(?:by|before|within) (?:the (?:end of the )?)?(?:this )?month",
        "Could we settle this before the month is out?",
    ),
    (
        r"(?:you|please) (?:\w+ )?(?:send|sent|deliver|finish)(?: it| this| me| us| the| my)?",
        "Could you tell me when I can expect it?",
    ),
    (
        r"urgent(?:ly)?",
        "This is urgent for me; could you tell me when I can expect it?",
    ),
    (
        r"(?:is|are) (?:\w+ )?important",
        "This is important to me; could you tell me what is possible?",
    ),
    (
        r"(?:i|we) (?:really |still |urgently )?need (?!to\b)",
        "I need this; could you tell me when I can expect it?",
    ),
    (r"(?:i|we) (?:\w+ )?deserved?", "I believe that this deserves a second look."),
)
PLEAS = _ASKED_FOR + echoes(
    (r"(?:your|the) polic(?:y|ies)", "Could you tell me what the policy allows?"),
    (r"(?:your|the) (?:own )?rules", "Could you tell me what the rules allow?"),
    (r"(?:who|how|you|was|been|they) (?:\w+ )?decided", "Could you tell me how this was decided?"),
    (r"(?:your|the|this) decision", "Could you tell me how the decision came about?"),
    (
        rf"{WE} (?:been )?wait(?:ed|ing)|(?:i am|i'm|we are) (?:\w+ )?waiting",
        "I am waiting for this; could you tell me when I can expect it?",
    ),
    (
        r"(?:you|they) (?:had |have )?promised|(?:was|were|been) promised",
        "I would like to come back to what was promised.",
    ),
    (
        r"(?:as an?|paying|loyal|longstanding|good|valued|a) (?:\w+ )?customers?",
        "As a customer I would be grateful if you could look at this again.",
    ),
    (
        rf"(?:i|we) (?:\w+ )?{NO}(?: \w+)? accept (?:it|this|that|your|the|an?)(?!.* any more)",
        "I find it hard to accept this; could you look at it again?",
    ),
    (
        r"(?:make|file|lodge|submit|raise|write|put in) an? (?:\w+ )?complaint",
        "I would rather not make a complaint of it; could you look at it again?",
    ),
    (
        rf"{_WILL} (?:\w+ )?complain",
        "I would rather not complain; could you look at it again?",
    ),
    (
        rf"{_WILL} (?:\w+ )?report (?:you|this|it)",
        "I would rather not have to report it; could you look at it again?",
    ),
    (
        r"(?:i|we) (?:will|shall|am going to|are going to|have to|would) (?:\w+ )?cancel",
        "I would rather not cancel; could you look at it again?",
    ),
    (
        rf"(?:you|nobody|no one) (?:\w+ ){{0,2}}{NO} (?:\w+ )?care|nobody cares",
        "I care about this; could you tell me what is possible?",
    ),
)
