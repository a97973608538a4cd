"""Plain sentences that take up the word on which a blow or a sigh turns.

Who says "nobody thought of asking me" would have liked to be asked; who says "as if it mattered"
means that it did. The word itself comes back, and what it was wrapped in does not. It comes back
only in the sense and the role it had: signs name who did it to whom, and what is said of a
comparison or of what might be is no sign of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tonecheck.findings import Category

Echo = tuple[re.Pattern[str], str]


def _echoes(*pairs: tuple[str, str]) -> tuple[Echo, ...]:
    return tuple((re.compile(rf"\b(?:{sign})\b", re.IGNORECASE), words) for sign, words in pairs)


_NO = r"(?:not|never|no|nobody|nothing|none|without|neither|nor|cannot|can't|\w+n't)"


def _wishes(*pairs: tuple[str, str]) -> tuple[Echo, ...]:
    """Echoes of what is wanted: none where a negation stands before the word in its clause."""
    clear = rf"(?:^|[,;:.!?–—]|\b(?:and|but|or|so)\b)(?:(?!\b{_NO}\b)[^,;:.!?–—])*?"
    return tuple(
        (re.compile(rf"{clear}\b(?:{sign})\b", re.IGNORECASE), words) for sign, words in pairs
    )


# What a thing is likened to, and what only would be: "a goat would have checked it".
_UNREAL = re.compile(
    r"(?:\blike (?:an?|the|some|my)\b|\bthan\b|(?<!as )\b(?:if|unless)\b|"
    r"\b(?:\w+ ){0,3}(?:would|could|might|should) have\b|\banything but\b|\blet alone\b|"
    r"\bas \w+ as\b)[^,;.!?]*",
    re.IGNORECASE,
)
_YOU = r"(?:you|nobody|no one|anyone|anybody|none of you|not one of you|they)"
_LACK = rf"(?:{_NO}|ever|bother\w*|fail\w*|forg[eo]t\w*|refus\w+|anyone|anybody)"
_WE = r"(?:i|we|i've|we've|i have|we have|i had|we had)"
_HOSTILE = _echoes(
    (
        (
            rf"{_YOU} [^,;.]{{0,30}}?{_LACK} (?:\w+ ){{0,2}}read(?:ing)? (?:it|this|that|my|our|"
            r"what|the)|(?:did|do|does|have|has) (?:you|anyone|anybody|they|somebody)(?: "
            r"\w+){0,2} read (?:it|this|"
            r"my|our|what|the)"
        ),
        "I would be grateful if you could read it once more.",
    ),
    (
        rf"{_YOU} [^,;.]{{0,30}}?{_LACK} (?:\w+ ){{0,2}}listen(?:s|ed|ing)?",
        "I would be glad if you could listen to my side.",
    ),
    (
        (
            rf"{_WE} (?:\w+ )?explained (?:it|this|that|to you)|explain(?:ed|ing)? (?:it|this|"
            rf"that) "
            r"(?:\w+ )?(?:once|again|twice|times)"
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
        rf"{_WE} (?:been )?wait(?:ed|ing)|(?:i am|we are|i'm|we're) (?:still )?waiting",
        "I have waited for this; could you tell me when I can expect it?",
    ),
    (
        (
            rf"{_YOU} [^,;.]{{0,30}}?{_LACK} (?:\w+ )?(?:check|test)(?:ed|ing|s)? (?:it|this|"
            rf"that|the|"
            r"your|my|our)"
        ),
        "Could we check this together?",
    ),
    (
        r"(?:it|this|that|which|something|everything) (?:is|was|went|has gone|goes) (?:\w+ )?wrong",
        "Something seems to have gone wrong here; could we look at it together?",
    ),
    (
        (
            r"(?:it|this|that|which|your \w+|the \w+) (?:is|was|keeps?|has) (?:\w+ )?"
            r"(?:broken|broke|breaking)"
        ),
        "Something seems to be broken here; could you look into it?",
    ),
    (
        (
            r"(?:your|such a|the same|this) mistakes?|ma(?:de|k\w+) (?:a|the|this|that|another|"
            r"such) "
            r"(?:\w+ )?mistakes?"
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
    (rf"{_YOU} (?:\w+ ){{0,3}}{_NO} (?:\w+ )?care", "This is something I care about."),
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
        rf"{_LACK} (?:\w+ ){{0,2}}fix(?:ed)?(?: it| this| that| my| the| our)?",
        "Could this be fixed, please?",
    ),
    (
        rf"{_LACK} (?:\w+ ){{0,2}}repair(?:ed)?(?: it| this| that| my| the| our)?",
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
            rf"{_YOU} [^,;.]{{0,20}}?{_LACK} (?:\w+ ){{0,2}}(?:write|writes|wrote|written|writing) "
            r"(?:to (?:me|us)|back)"
        ),
        "I would be glad if you could write to me again.",
    ),
    (
        r"charged? (?:me|us|my|our)|you charged?|(?:the|this|your) charges?",
        "I would like to understand how the charge came about.",
    ),
    (rf"{_WE} paid (?:for|you|£|€|\$)", "I would like to understand what I paid for."),
    (
        (
            rf"{_WE} (?:\w+ )?spent (?:\w+ ){{0,4}}(?:hours?|days?|weeks?|months?|years?|evenings?|"
            r"mornings?|afternoons?|weekends?|nights?|time)"
        ),
        "I have spent a good deal of time on this.",
    ),
    (r"(?:has|have|it|this|that|you) (?:\w+ )?cost (?:me|us|my|our)", "This has cost me a lot."),
    (
        (
            r"(?:it|this|that|which) (?:does not|doesn't|never|hardly|barely|did not|didn't|has "
            r"never) "
            r"(?:\w+ )?work(?:s|ed)?"
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
        rf"{_LACK} (?:\w+ ){{0,3}}explain(?:ed|ing)?",
        "Could you explain to me how this came about?",
    ),
    (
        r"(?:your|this|such|poor|bad|the) (?:customer |\w+ )?service",
        "I had hoped for a better service.",
    ),
    (r"(?:the|this|your|poor|bad|such) quality", "I had hoped for a better quality."),
)
_BECOME = r"(?:was|were|am|are|been|being|get|got|gets|getting)"
_SULKING = _echoes(
    (
        (
            rf"(?:{_LACK}|{_BECOME}|who|everyone|everybody|all|else) (?:\w+ ){{0,2}}invited|"
            rf"{_LACK} (?:\w+ ){{0,2}}invit(?:e|ing) (?:me|us)"
        ),
        "I would have liked to be invited.",
    ),
    (
        (
            rf"{_LACK} (?:\w+ ){{0,3}}ask(?:s|ed|ing)? (?:me|us|for my|what i|how i)|"
            rf"(?:i|we|me|us) (?:\w+ )?{_NO}(?: \w+)? asked|being asked|been asked"
        ),
        "I would have liked to be asked.",
    ),
    (
        rf"(?:{_LACK}|being) (?:\w+ ){{0,2}}includ(?:e|ed|ing)",
        "I would like to be included next time.",
    ),
    (
        (
            r"(?:me|us|being|feel|felt|was|been|am) (?:\w+ )?left (?:\w+ )?out|"
            r"(?:leave|leaving) (?:me|us) out"
        ),
        "I felt a little left out.",
    ),
    (
        (
            rf"{_LACK} (?:\w+ )?remember(?:s|ed)? (?:me|us|my|that (?:i|we)|i)|"
            r"forg[eo]t(?:ten)? (?:about )?(?:me|us|that i|i)|easy to forget|remembered i"
        ),
        "I would be glad if you could remember me next time.",
    ),
    (
        r"(?:nobody|no one|not one of you|anyone|anybody) (?:\w+ ){0,2}notic(?:e|ed|es)",
        "It would have meant a lot to me to be noticed.",
    ),
    (
        r"(?:i|we|me|us|my)\b[^.;,]{0,40}(?<!let )(?<!me )alone|^alone",
        "I felt rather alone with it.",
    ),
    (
        rf"{_WE} (?:\w+ )?(?:waited|waiting)|(?:i am|i'm|we are) (?:\w+ )?waiting",
        "The waiting was hard for me.",
    ),
    (
        r"(?:the|your|this|that|such|total|complete|radio|only|long|weeks of|months of) silence",
        "The silence was hard for me.",
    ),
    (
        rf"(?:you|they) (?:\w+ )?chose|{_BECOME} (?:\w+ )?chosen|not chosen",
        "I would have liked to be chosen.",
    ),
    (
        rf"(?:you|they) (?:\w+ )?picked(?! up| on| at| out)|{_BECOME} (?:\w+ )?picked(?! up| on)",
        "I would have liked to be picked.",
    ),
    (
        (
            r"(?:your|the|this|another|a|\w+th|first|second|third) rejections?|rejection (?:number|"
            r"letter)"
        ),
        "The rejection was hard for me.",
    ),
    (r"(?:your|the|this) decision", "The decision was hard for me, and I accept it."),
    (
        r"(?:was|were|been|had|have|has|who|they|you) (?:\w+ )?decided",
        "I would have liked to know earlier what was decided.",
    ),
    (rf"{_LACK} (?:\w+ )?fair|hardly fair|unfair\w*", "It did not seem fair to me."),
    (
        r"(?:i am|i'm|we are|we're|am) (?:\w+ )?(?:tired|exhausted)",
        "I am tired, and a hand would help me.",
    ),
    (
        rf"{_WE} (?:\w+ )?worked|(?:my|our|all that|all the|all this) (?:\w+ )?work",
        "I put a good deal of work into it.",
    ),
    (r"(?:my|our|all that|all the|the) effort", "I put a good deal of effort into it."),
    (rf"{_WE} (?:\w+ )?tried", "I have tried hard at this."),
    (rf"{_WE} (?:\w+ )?expected", "I had expected something else."),
    (rf"{_WE} (?:\w+ )?believed", "I had believed that it would turn out differently."),
    (r"my (?:\w+ )?dreams?|(?:dream|dreams) of mine|i dream(?:ed|t)", "It was a dream of mine."),
    (
        r"(?:it|that|this|which) (?:\w+ )?hurts?|hurt(?:s|ing)? (?:me|us|my)",
        "That hurt me a little.",
    ),
    (
        (
            r"(?:as if|as though|does not|did not|doesn't|didn't|not that|never) (?:\w+ ){0,4}"
            r"matter(?:s|ed)?"
        ),
        "It matters to me.",
    ),
    (
        r"(?:i|we)(?:'ll|’ll| will| shall| can)(?: \w+)? manage(?! to)",
        "I can manage this part.",
    ),
    (r"(?:i|we|me|us)\b[^.;,]{0,30} replaced", "It is hard for me to be replaced."),
    (
        r"(?:you|they) (?:had |have )?promised|(?:was|were|been) promised|promised (?:me|us)",
        "I had counted on what was promised.",
    ),
    (r"my (?:\w+ )?interviews?", "The interview meant a lot to me."),
    (r"my (?:\w+ )?applications?", "The application meant a lot to me."),
    (
        r"(?:part|member) of (?:the|this|your|our) club",
        "I like the club, and I would be glad to be more a part of it.",
    ),
    (
        r"(?:part|member) of (?:the|this|your|our) team",
        "I like the team, and I would be glad to be more a part of it.",
    ),
    (r"(?:my|our) opinions?", "I would be glad to be asked for my opinion."),
    (
        r"(?:i|we|i've|i'll|i had|i have)(?: \w+)? clean(?:ed)?(?= )",
        "A hand with the cleaning would help me.",
    ),
    (
        r"(?:i|we|i've|i'll|i had|i have)(?: \w+)? wash(?:ed)? up|the washing[- ]up",
        "A hand with the washing up would help me.",
    ),
    (
        (
            r"(?:i|we|i've|i'll|i have)(?: \w+)? (?:covered|cover|took|take|did|do|worked|work)\b"
            r"[^,.;]{0,30}shifts?"
        ),
        "I would be glad to swap a shift now and then.",
    ),
    (
        r"(?:i|we) (?:\w+ )?(?:feel|felt)|it feels like i|makes me feel",
        "I feel a little sad about it.",
    ),
    (
        rf"{_LACK} (?:\w+ ){{0,2}}(?:writ(?:e|es|ten)|wrote) (?:to (?:me|us)|back)",
        "I would be glad if you could write to me.",
    ),
    (
        (
            rf"{_LACK} (?:\w+ ){{0,2}}(?:sits?|sat|sitting) (?:with|next to|beside|by) (?:me|us)|"
            r"(?:i|we) (?:\w+ )?(?:sit|sat) (?:alone|by myself|on my own)"
        ),
        "I would be glad if we could sit together another time.",
    ),
    (
        rf"{_LACK} (?:\w+ ){{0,2}}(?:talk(?:s|ed)?|speaks?|spoke|spoken) (?:to|with) (?:me|us)",
        "I would be glad if we could speak soon.",
    ),
    (
        rf"{_LACK} (?:\w+ ){{0,2}}visit(?:s|ed|ing)?(?: me| us)?",
        "I would be glad of a visit.",
    ),
    (
        (
            r"(?<!have )(?:got|gets|getting|gave|given|giv(?:e|ing)|went to|offered)(?: \w+){0,2}? "
            r"(?:the|that|my) (?:\w+ )?job"
        ),
        "I would have liked the job.",
    ),
    (
        (
            r"(?:got|gets|getting|gave|given|giv(?:e|ing)|offered)(?: \w+){0,2}? (?:the|that|my) "
            r"(?:\w+ )?role"
        ),
        "I would have liked the role.",
    ),
    (
        r"(?:in|mention\w*|thank\w*)\b[^,.;]{0,30} speech",
        "A word in the speech would have made me happy.",
    ),
    (
        (
            rf"(?:{_LACK}|left out|missing|looked for|no sign of|find|misspel\w+) (?:\w+ ){{0,2}}"
            rf"my (?:own )?name|my name (?:is|was|were) (?:{_NO}|missing|nowhere|left)"
        ),
        "A word with my name in it would have made me happy.",
    ),
    (
        (
            r"(?:nobody|no one|not one of you|none of you|anyone|anybody|never) (?:\w+ ){0,2}"
            r"(?:help|helps|helped|lend me a hand)(?! \w+ing)"
        ),
        "I would be glad of a helping hand.",
    ),
    (r"worry about (?:me|us)", "There is no need to worry about me."),
    (r"(?:i|we) (?:am|was|were|are) (?:\w+ )?surprised", "It came as a surprise to me."),
    (
        rf"{_LACK} (?:\w+ ){{0,2}}feedback|feedback (?:i|we) (?:asked|hoped|waited)",
        "I would still be glad of some feedback.",
    ),
    (r"my (?:\w+ )?confidence", "It has cost me some confidence."),
)
_ASKED_FOR = _wishes(
    (r"explain(?:ed)?", "Could you explain it to me when you have a moment?"),
    (r"(?:an|any|the|some|proper|full) explanations?", "I would be glad of an explanation."),
    (
        (
            r"(?:give|gives|given|have|with|want|need) (?:me |us )?(?:a|the|any|one|some|your) "
            r"(?:\w+ )?reasons?|(?:the|your) reasons?"
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
    (r"refund(?:ed)?", "Could you tell me whether a refund is possible?"),
    (r"discount", "Could you tell me whether a discount is possible?"),
    (r"replacement", "Could you tell me whether a replacement is possible?"),
    (r"compensation", "Could you tell me whether some compensation is possible?"),
    (r"apolog(?:y|ies)", "An apology would mean a lot to me."),
    (r"(?:an|the|my|another) appointment", "Could you tell me whether an appointment is possible?"),
    (r"(?:an|another|final) interview", "Could you tell me whether an interview is possible?"),
    (r"an? exception|exceptions", "Could you make an exception here?"),
    (r"extension", "Could you tell me whether an extension is possible?"),
    (
        r"(?:extend|move|shift|postpone|push|missed|change)\b[^,;.]{0,25} deadline",
        "Could you tell me whether the deadline can move?",
    ),
    (r"(?:your|a|the) manager", "Could I speak to your manager, please?"),
    (r"(?:your|a|the) supervisor", "Could I speak to your supervisor, please?"),
    (
        (
            r"(?:the|a|full|give me (?:a|your)) names? (?:of|and)|(?:tell|give) (?:me|us) (?:your|"
            r"the|their|his|her) (?:full )?names?"
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
_DEMANDING = _ASKED_FOR + _echoes(
    (r"(?:your|the) polic(?:y|ies)", "Could you tell me what the policy allows?"),
    (r"(?:your|the) (?:own )?rules", "Could you tell me what the rules allow?"),
    (r"(?:who|how|you|was|been|they) (?:\w+ )?decided", "Could you tell me how this was decided?"),
    (r"(?:your|the|this) decision", "Could you tell me how the decision came about?"),
    (
        rf"{_WE} (?:been )?wait(?:ed|ing)|(?:i am|i'm|we are) (?:\w+ )?waiting",
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
        rf"(?:i|we) (?:\w+ )?{_NO}(?: \w+)? accept (?:it|this|that|your|the|an?)(?!.* any more)",
        "I find it hard to accept this; could you look at it again?",
    ),
    (
        r"(?:make|file|lodge|submit|raise|write|put in) an? (?:\w+ )?complaint",
        "I would rather not make a complaint of it; could you look at it again?",
    ),
    (
        r"(?:i|we) (?:will|shall|am going to|are going to) (?:\w+ )?complain",
        "I would rather not complain; could you look at it again?",
    ),
    (
        r"(?:i|we) (?:will|shall|am going to|are going to) (?:\w+ )?report (?:you|this|it)",
        "I would rather not have to report it; could you look at it again?",
    ),
    (
        r"(?:i|we) (?:will|shall|am going to|are going to|have to|would) (?:\w+ )?cancel",
        "I would rather not cancel; could you look at it again?",
    ),
    (
        rf"(?:you|nobody|no one) (?:\w+ ){{0,2}}{_NO} (?:\w+ )?care|nobody cares",
        "I care about this; could you tell me what is possible?",
    ),
)
_ECHOES: Mapping[Category, tuple[Echo, ...]] = {
    Category.HOSTILE: _HOSTILE,
    Category.SULKING: _SULKING,
    Category.DEMANDING: _DEMANDING,
}


def echoed(sentence: str, category: Category) -> Iterator[str]:
    """The sentences that take up a word of `sentence`, in the order of the list."""
    real = _UNREAL.sub(" ", sentence.replace("’", "'"))
    return (words for sign, words in _ECHOES[category] if sign.search(real))
