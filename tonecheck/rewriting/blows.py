"""Echoes of blows: what was not read, promised, late or broken, said without the blow."""

from __future__ import annotations

from tonecheck.rewriting.signs import LACK, NO, WE, YOU, echoes

BLOWS = echoes(
    (
        (
            rf"{YOU} [^,;.]{{0,30}}?{LACK} (?:\w+ ){{0,2}}read(?:ing)? (?:it|this|that|my|our|"
            r"what|the)|(?:did|do|does|have|has) (?:you|anyone|anybody|they|"
            r"somebody)(?: \w+){0,2} read (?:it|this|my|our|what|the)"
        ),
        "I would be grateful if you could read it once more.",
    ),
    (
        rf"{YOU} [^,;.]{{0,30}}?{LACK} (?:\w+ ){{0,2}}listen(?:s|ed|ing)?",
        "I would be glad if you could listen to my side.",
    ),
    (
        (
            rf"{WE} (?:\w+ )?explained (?:it|this|that|to you)|explain(?:ed|ing)? (?:it|this|"
            r"that) (?:\w+ )?(?:once|again|twice|times)"
        ),
        "I would be glad to explain it once more.",
    ),
    (
        r"(?:you|they) (?:had |have )?promised|(?:was|were|been) promised|your promises?",
        "I would like to come back to what was promised.",
    ),
    (r"we (?:had |have )?agreed|our agreement", "I remember that we had agreed on something else."),
    (
        r"(?:the|this|that|your|another|yet another|these) delays?",
        "The delay has been hard for me; a date would help.",
    ),
    (
        rf"{WE} (?:been )?wait(?:ed|ing)|(?:i am|we are|i'm|we're) (?:still )?waiting",
        "I have waited for this; could you tell me when I can expect it?",
    ),
    (
        (
            rf"{YOU} [^,;.]{{0,30}}?{LACK} (?:\w+ )?(?:check|test)(?:ed|ing|s)? (?:it|this|that|"
            r"the|your|my|our)"
        ),
        "Could we check this together?",
    ),
    (
        r"(?:it|this|that|which|something|everything) (?:is|was|went|has gone|goes) (?:\w+ )?wrong",
        "Something seems to have gone wrong here; could we look at it together?",
    ),
    (
        (
            r"(?:it|this|that|which|your \w+|the \w+) (?:is|was|keeps?|has) (?:\w+ )?(?:broken|"
            r"broke|breaking)"
        ),
        "Something seems to be broken here; could you look into it?",
    ),
    (
        (
            r"(?:your|such a|the same|this) mistakes?|ma(?:de|k\w+) (?:a|the|this|that|another|"
            r"such) (?:\w+ )?mistakes?"
        ),
        "I think there was a mistake; could we look at it together?",
    ),
    (
        r"(?:your|an|the|these|those|\d+|two|three|four|five|six) errors?(?= in| on| of|$|\W)",
        "I think there is an error here; could we look at it together?",
    ),
    (
        r"(?:you|they) (?:have |had |clearly |simply )*forg(?:ot|otten)",
        "I think something was forgotten here; could you look into it?",
    ),
    (
        r"(?:who|you|they|how|was|been|have|has) (?:\w+ )?decided",
        "I would like to understand how this was decided.",
    ),
    (
        r"(?:some|any|no|more|little|lack of|bit of|the least|basic) respect|disrespect",
        "I would be glad if we could treat each other with respect.",
    ),
    (rf"{YOU} (?:\w+ ){{0,3}}{NO} (?:\w+ )?care", "This is something I care about."),
    (r"nobody (?:\w+ )?cares|you could care less", "This is something I care about."),
    (
        r"(?:i|we) (?:can not|cannot|can't|do not|don't|hardly|could not|couldn't) believe",
        "I find this hard to believe; could you tell me more?",
    ),
    (
        r"(?:say|said|tell|told)\b[^,;.]{0,30} to my face",
        "I would be glad to talk about this in person, face to face.",
    ),
    (
        rf"{LACK} (?:\w+ ){{0,2}}fix(?:ed)?(?: it| this| that| my| the| our)?",
        "Could this be fixed, please?",
    ),
    (
        rf"{LACK} (?:\w+ ){{0,2}}repair(?:ed)?(?: it| this| that| my| the| our)?",
        "Could this be repaired, please?",
    ),
    (r"your (?:\w+ )?grammar", "Could somebody look at the grammar again?"),
    (r"your (?:\w+ )?spelling", "Could somebody look at the spelling again?"),
    (r"(?:your|shoddy|sloppy|poor) work(?!s| on)", "I was not happy with the work."),
    (
        (
            r"(?:not|never|nobody|no one|spine|courage|decency|guts|bother\w*)\b[^,;.]{0,30} "
            r"(?:pick(?:s|ed)? up (?:the|a) (?:tele)?phone|(?:phone|ring|call) (?:me|us))"
        ),
        "Could we talk about it on the phone?",
    ),
    (
        (
            rf"{YOU} [^,;.]{{0,20}}?{LACK} (?:\w+ ){{0,2}}(?:write|writes|wrote|written|"
            r"writing) (?:to (?:me|us)|back)"
        ),
        "I would be glad if you could write to me again.",
    ),
    (
        r"charged? (?:me|us|my|our)|you charged?|(?:the|this|your) charges?",
        "I would like to understand how the charge came about.",
    ),
    (rf"{WE} paid (?:for|you|£|€|\$)", "I would like to understand what I paid for."),
    (
        (
            rf"{WE} (?:\w+ )?spent (?:\w+ ){{0,4}}(?:hours?|days?|weeks?|months?|years?|evenings?|"
            r"mornings?|afternoons?|weekends?|nights?|time)"
        ),
        "I have spent a good deal of time on this.",
    ),
    (r"(?:has|have|it|this|that|you) (?:\w+ )?cost (?:me|us|my|our)", "This has cost me a lot."),
    (
        (
            r"(?:it|this|that|which) (?:does not|doesn't|never|hardly|barely|did not|didn't|"
            r"has never) (?:\w+ )?work(?:s|ed)?"
        ),
        "Could you look at how it works?",
    ),
    (r"(?:your|these|those) (?:numbers|figures)", "Could we go through the numbers together?"),
    (
        r"shout(?:ed|s|ing)? at (?:me|us|her|him|them|my|our)",
        "I would rather that nobody shouted.",
    ),
    (
        r"(?:you|they) (?:all )?seem(?:ed)? to (?:think|believe)",
        "There seems to be a misunderstanding.",
    ),
    (r"(?:you|they) (?:\w+ )?assumed?", "I had assumed something else."),
    (r"(?:i|we) (?:am|was|were|are) (?:\w+ )?surprised", "It came as a surprise to me."),
    (r"(?:i|we) (?:do )?wonder(?:ed)? (?:how|why)", "I wonder how this came about."),
    (
        rf"{LACK} (?:\w+ ){{0,3}}explain(?:ed|ing)?",
        "Could you explain to me how this came about?",
    ),
    (
        r"(?:your|this|such|poor|bad|the) (?:customer |\w+ )?service",
        "I had hoped for a better service.",
    ),
    (r"(?:the|this|your|poor|bad|such) quality", "I had hoped for a better quality."),
)
