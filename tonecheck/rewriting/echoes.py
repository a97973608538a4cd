"""Plain sentences that take up the word on which a blow or a sigh turns.

Who says "nobody thought of asking me" would have liked to be asked; who says "as if it mattered"
means that it did. The word itself comes back, and what it was wrapped in does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tonecheck.findings import Category

Echo = tuple[re.Pattern[str], str]


def _echoes(*pairs: tuple[str, str]) -> tuple[Echo, ...]:
    return tuple((re.compile(rf"\b(?:{sign})\b", re.IGNORECASE), words) for sign, words in pairs)


_NOT_YOU = r"(?:you|your|nobody|no one|anyone|anybody|they|them|he|she)\b[^.;]{0,60}?"
_UNABLE = (
    r"(?:not|never|ever|can|could|able to|did|do|does|bother\w*|enough to|anyone|anybody|nobody|"
    r"who|"
    r"to learn to|n't|n’t)"
)
_HOSTILE = _echoes(
    (
        (
            rf"{_UNABLE} (?:\w+ ){{0,2}}read(?:s|ing)?(?! "
            rf"me)"
        ),
        "I would be grateful if you could read it once more.",
    ),
    (rf"{_NOT_YOU}\b(?:listen(?:s|ed|ing)?)", "I would be glad if you could listen to my side."),
    (
        (
            r"explain(?:ed|ing)? (?:it|this|that|to you|once|again|twice|"
            r"three)"
        ),
        "I would be glad to explain it once more.",
    ),
    (r"promis(?:e|es|ed)", "I would like to come back to what was promised."),
    (r"agreed|agreement", "I remember that we had agreed on something else."),
    (r"delay(?:s|ed)?", "The delay was hard for me; could you tell me when I can expect it?"),
    (r"waited|waiting", "I have waited for this; could you tell me when I can expect it?"),
    (r"test(?:ed|ing|s)?", "Could we test this together?"),
    (rf"{_NOT_YOU}\bcheck(?:ed|ing|s)?", "Could we check this together?"),
    (
        r"(?:is|was|went|gone|got|goes|something|what is) (?:\w+ )?wrong",
        "Something seems to have gone wrong here; could we look at it together?",
    ),
    (
        r"(?:is|was|are|were|it|keeps?|been|still|got) (?:\w+ )?(?:broken|broke|breaking)",
        "Something seems to be broken here; could you look into it?",
    ),
    (r"mistakes?", "I think there was a mistake; could we look at it together?"),
    (r"errors?", "I think there is an error here; could we look at it together?"),
    (r"forg[eo]t(?:ten|s)?", "I think something was forgotten here; could you look into it?"),
    (r"los(?:e|t|ing)", "I think something was lost here; could you look into it?"),
    (r"decid(?:e|ed|ing)", "I would like to understand how this was decided."),
    (r"respect", "I would be glad if we could treat each other with respect."),
    (r"polite(?:ly)?", "I would be glad if we could stay polite with each other."),
    (r"trust(?:ed)?", "I would like to be able to trust this."),
    (r"honest", "I would be grateful for an honest word about it."),
    (r"laugh(?:s|ed|ing|ter)?", "I would rather not laugh about this."),
    (r"joking|jokes", "I would rather not make jokes about this."),
    (r"(?:not|never|nobody|no one) (?:\w+ )?cares?", "This is something I care about."),
    (r"(?:not|hard to|nobody|can) believe", "I find this hard to believe; could you tell me more?"),
    (r"(?:to|in) my face|in person", "I would be glad to talk about this in person, face to face."),
    (r"(?:fix(?:ed|ing)?)", "Could this be fixed, please?"),
    (r"repair(?:ed|s)?", "Could this be repaired, please?"),
    (r"clean(?:ed|ing)?", "I would be grateful if it could be cleaned again."),
    (r"grammar", "Could somebody look at the grammar again?"),
    (r"spelling", "Could somebody look at the spelling again?"),
    (r"learn(?:ed|t)?", "I would be glad to learn how you see it."),
    (
        r"people (?:like|who|that|of|with)|(?:you|some|these|those) people",
        "I would rather talk about this one case than about people.",
    ),
    (
        r"(?:your|the|this|good|decent|hard|poor|shoddy|sloppy) work",
        "I was not happy with the work.",
    ),
    (r"the phone|by phone|phone (?:me|us|you)|pick up", "Could we talk about it on the phone?"),
    (
        r"(?:not|never|nobody|no one) (?:\w+ ){0,2}(?:write|writes|wrote|written)",
        "I would be glad if you could write to me again.",
    ),
    (
        r"(?:what|thing|things) (?:\w+ )?(?:say|says|said)|(?:you|he|she|they) (?:say|said|says)",
        "I see it differently from what was said.",
    ),
    (r"ask(?:ed|ing|s)?", "May I ask how this came about?"),
    (
        r"f(?:ind|ound) (?:a|some|any|no|time) ?(?:way|solution|time|to)?",
        "I would be glad to find a solution with you.",
    ),
    (r"(?<!know )better(?! than)", "I had hoped for something better."),
    (r"manag(?:e|ed|es|ing)", "I am sure that we can manage this together."),
    (
        r"(?:it|has|have|which|that|keeps?) fail(?:s|ed|ing)?",
        "It failed for me; could you look into it?",
    ),
    (r"tr(?:y|ied|ying)", "I would be glad to try again with you."),
    (r"charge[ds]?", "I would like to understand how the charge came about."),
    (r"pa(?:y|id|ys|ying)", "I would like to understand what was paid for."),
    (r"experience", "I had expected more experience with this."),
    (r"careful(?:ly)?|care to", "I would be grateful if you could look at it with care."),
    (r"spend|spent", "I have spent a good deal of time on this."),
    (r"cost(?:s|ing)?", "This has cost me a good deal of time."),
    (r"finish(?:ed|es|ing)?", "I would be glad to see this finished."),
    (r"start(?:ed|s|ing)? (?:again|over|from)", "I would be glad to start again from here."),
    (r"change[ds]?|changing", "I would be glad to hear what can be changed."),
    (r"(?:not|never|only|hardly|barely|it|this|that) works?", "Could you look at how it works?"),
    (r"stop(?:ped|s)?", "I would be glad if this could stop."),
    (r"numbers?|figures?", "Could we go through the numbers together?"),
    (r"problems?", "Could we look at the problem together?"),
    (r"use[ds]? (?:it|this|the|your)", "I would like to be able to use it."),
    (r"report(?:ed|ing)? (?:you|this|it)", "I would rather not have to report it."),
    (r"shout(?:ed|ing|s)?", "I would rather that nobody shouted."),
    (r"ideas?", "I had a different idea of it."),
    (
        (
            r"it seems|(?:you|they) seem|seems? to (?:think|"
            r"believe)"
        ),
        "There seems to be a misunderstanding.",
    ),
    (r"assum(?:e|ed|ing)", "I had assumed something else."),
    (r"(?<!not )surpris(?:e|ed)", "It came as a surprise to me."),
    (r"wonder(?:s|ed|ing)?", "I wonder how this came about."),
    (r"explain(?:ed|ing)?", "Could you explain to me how this came about?"),
    (r"impression", "I have a different impression of it."),
    (r"service", "I had hoped for a better service."),
    (r"quality", "I had hoped for a better quality."),
)
_SULKING = _echoes(
    (r"invit(?:e|ed|ing)", "I would have liked to be invited."),
    (
        r"(?:not|never|nobody|no one|one of you|once) (?:\w+ ){0,2}ask(?:s|ed)?",
        "I would have liked to be asked.",
    ),
    (r"includ(?:e|ed|ing)", "I would like to be included next time."),
    (r"left (?:\w+ )?out|leave (?:\w+ )?out", "I felt a little left out."),
    (r"remember(?:s|ed)?", "I would be glad if you could remember me next time."),
    (
        r"(?:not|never|nobody|no one|anyone|anybody|ever) (?:\w+ ){0,2}notic(?:e|ed|es)",
        "I would be glad to hear that you noticed it.",
    ),
    (r"alone", "I felt rather alone with it."),
    (r"(?:i|we|been|have) (?:\w+ )?(?:waited|waiting)", "The waiting was hard for me."),
    (r"silence|silent", "The silence was hard for me."),
    (r"chose|chosen|choose", "I would have liked to be chosen."),
    (r"pick(?:ed)?", "I would have liked to be picked."),
    (r"rejections?", "The rejection was hard for me."),
    (r"decision", "The decision was hard for me, and I accept it."),
    (r"decid(?:e|ed)", "I would have liked to know earlier what was decided."),
    (r"(?:not|never|only|hardly) (?:\w+ )?fair", "It did not seem fair to me."),
    (r"luck|lucky", "I could do with a little luck next time."),
    (r"tired|exhausted", "I am tired, and a hand would help me."),
    (
        r"worked|(?:my|the|our|hard|all that|that|this|much) work",
        "I put a good deal of work into it.",
    ),
    (r"effort", "I put a good deal of effort into it."),
    (r"tr(?:y|ied|ying)", "I have tried hard at this."),
    (r"expect(?:ed|ing)?", "I had expected something else."),
    (r"believ(?:e|ed|ing)", "I had believed that it would turn out differently."),
    (r"dream(?:s|ed|t|ing)?", "It was a dream of mine."),
    (r"hurt(?:s)?", "That hurt me a little."),
    (r"matter(?:s|ed)?", "It matters to me."),
    (r"(?:i|we)(?:'ll|’ll| will| shall| can) (?:\w+ )?manage", "I can manage this part."),
    (r"replac(?:e|ed|ement)", "It is hard for me to be replaced."),
    (r"promis(?:e|ed)", "I had counted on what was promised."),
    (r"interviews?", "The interview meant a lot to me."),
    (r"applications?", "The application meant a lot to me."),
    (r"clubs?", "I like the club, and I would be glad to be more a part of it."),
    (r"team", "I like the team, and I would be glad to be more a part of it."),
    (r"friends?|friendship", "I would be glad to see more of my friends."),
    (r"opinions?", "I would be glad to be asked for my opinion."),
    (r"clean(?:ed|ing)?", "A hand with the cleaning would help me."),
    (r"wash(?:ed|es|ing)? up|the washing", "A hand with the washing up would help me."),
    (r"shifts?", "I would be glad to swap a shift now and then."),
    (r"(?<!know )better(?! than)", "I had hoped for something better."),
    (r"i (?:\w+ )?need(?:ed)?", "I need a little help with this."),
    (r"feel(?:s|ing)?|felt", "I feel a little sad about it."),
    (r"(?:was|were|been|being|get|got) asked", "I would have liked to be asked."),
    (
        r"(?:not|never|nobody|no one) (?:\w+ ){0,2}(?:writ(?:e|es|ten)|wrote)",
        "I would be glad if you could write to me.",
    ),
    (r"to share|shar(?:e|ing) (?:it|this|my)", "I would be glad to share it."),
    (r"(?:we|us|to) (?:\w+ )?(?:meet|met)", "I would be glad if we could meet."),
    (r"join(?:ed|ing|s)?", "I would be glad to join you another time."),
    (
        r"sit(?:s|ting)? (?:with|next|at|down)|sat (?:with|next|at|down)",
        "I would be glad if we could sit together another time.",
    ),
    (r"learn(?:ed|t|ing)?", "I have learned something from it."),
    (
        (
            r"(?:talk(?:ed)?|speak|spoke) (?:to|with) (?:me|"
            r"us)"
        ),
        "I would be glad if we could speak soon.",
    ),
    (r"visit(?:s|ed|ing)?", "I would be glad of a visit."),
    (r"party", "I would have liked to be at the party too."),
    (r"lunch", "I would be glad to join you for lunch."),
    (r"dinner", "I would be glad to join you for dinner."),
    (r"pub|drinks?", "I would be glad to join you for a drink."),
    (r"(?:got|gets?|getting|given|gave|lost|lose) (?:the |my )?job", "I would have liked the job."),
    (r"role", "I would have liked the role."),
    (r"position", "I would have liked the position."),
    (r"speech", "A word in the speech would have made me happy."),
    (r"names?", "A word with my name in it would have made me happy."),
    (r"praise[d]?", "A little praise would have made me happy."),
    (r"help(?:ed|ing|s)?", "I would be glad of a helping hand."),
    (r"worry about (?:me|us)", "There is no need to worry about me."),
    (r"wonder(?:s|ed|ing)?", "I wonder how it came about."),
    (r"ideas?", "I had a different idea of it."),
    (
        (
            r"it seems|(?:you|they) seem|seems? to (?:think|"
            r"believe)"
        ),
        "There seems to be a misunderstanding.",
    ),
    (r"assum(?:e|ed|ing)", "I had assumed something else."),
    (r"(?<!not )surpris(?:e|ed)", "It came as a surprise to me."),
    (r"feedback", "I would still be glad of some feedback."),
    (r"confiden(?:ce|t)", "It has cost me some confidence."),
    (r"company", "I would be glad of some company."),
    (r"(?:no|a|my) place(?! like)", "I would have been glad of a place."),
)
_DEMANDING = _echoes(
    (r"explain(?:ed)?", "Could you explain it to me when you have a moment?"),
    (r"explanations?", "I would be glad of an explanation."),
    (r"reasons?", "I would be glad to hear the reasons."),
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
    (r"appointment", "Could you tell me whether an appointment is possible?"),
    (r"(?:an|my|another|final) interview", "Could you tell me whether an interview is possible?"),
    (r"exceptions?", "Could you make an exception here?"),
    (r"polic(?:y|ies)", "Could you tell me what the policy allows?"),
    (r"rules?", "Could you tell me what the rules allow?"),
    (r"deadline", "Could you tell me whether the deadline can move?"),
    (r"decid(?:e|ed)", "Could you tell me how this was decided?"),
    (r"decision", "Could you tell me how the decision came about?"),
    (r"waited|waiting", "I am waiting for this; could you tell me when I can expect it?"),
    (r"promis(?:e|ed)", "I would like to come back to what was promised."),
    (r"customers?", "As a customer I would be grateful if you could look at this again."),
    (r"discuss", "I would be glad to discuss it with you."),
    (r"negotiat(?:e|ed|ion|ions)", "I would be glad to negotiate about it."),
    (r"accept(?:ed)?", "I find it hard to accept this; could you look at it again?"),
    (r"(?:your|a|the) manager", "Could I speak to your manager, please?"),
    (r"(?:your|a|the) supervisor", "Could I speak to your supervisor, please?"),
    (r"names?", "Could I have the name of somebody whom I can ask?"),
    (r"complaints?", "I would rather not make a complaint of it; could you look at it again?"),
    (r"complain(?:ed|ing)?", "I would rather not complain; could you look at it again?"),
    (
        r"report(?:ed|ing)? (?:you|this|it)",
        "I would rather not have to report it; could you look at it again?",
    ),
    (r"cancel(?:led)?", "I would rather not cancel; could you look at it again?"),
    (r"merg(?:e|ed|ing)", "Could this be merged, if nothing speaks against it?"),
    (r"today", "Could you tell me today what is possible?"),
    (r"tonight", "Could you tell me tonight what is possible?"),
    (r"tomorrow", "Could you tell me by tomorrow what is possible?"),
    (r"weekend", "Could we settle this before the weekend?"),
    (r"month(?: end)?", "Could we settle this before the month is out?"),
    (r"(?:i|we) (?:really |still )?need", "I need this; could you tell me when I can expect it?"),
    (
        r"(?:you|nobody|no one) (?:\w+ ){0,2}care[sd]?",
        "I care about this; could you tell me what is possible?",
    ),
    (r"ask(?:ed|ing|s)?", "May I ask what is possible?"),
    (r"pa(?:y|id|ys|ying)", "I would like to settle what is to be paid."),
    (r"deserv(?:e|ed|es)", "I believe that this deserves a second look."),
    (r"send|sent", "Could you tell me when it will be sent?"),
    (r"deliver(?:ed|s|y)?", "Could you tell me when it will be delivered?"),
    (r"finish(?:ed)?", "Could you tell me when it will be finished?"),
    (r"start(?:ed|s)?", "Could you tell me when it can start?"),
    (r"change[ds]?", "Could you tell me what can be changed?"),
    (r"move[ds]?", "Could you tell me when it can be moved?"),
    (r"writ(?:e|ing) to", "Could you tell me whom I should write to?"),
    (
        (
            r"fill(?:ed|ing)? (?:it |this |them |that )?(?:in|"
            r"out)"
        ),
        "Could you tell me what I still have to fill in?",
    ),
    (r"extension", "Could you tell me whether an extension is possible?"),
    (r"urgent(?:ly)?", "This is urgent for me; could you tell me when I can expect it?"),
    (r"important", "This is important to me; could you tell me what is possible?"),
)
_ECHOES: Mapping[Category, tuple[Echo, ...]] = {
    Category.HOSTILE: _HOSTILE,
    Category.SULKING: _SULKING,
    Category.DEMANDING: _DEMANDING,
}


def echoed(sentence: str, category: Category) -> Iterator[str]:
    """The sentences that take up a word of `sentence`, in the order of the list."""
    return (words for sign, words in _ECHOES[category] if sign.search(sentence))
