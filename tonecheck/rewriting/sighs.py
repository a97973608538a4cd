"""Echoes of sighs: who was not asked or invited would have liked to be."""

from __future__ import annotations

from tonecheck.rewriting.signs import LACK, NO, WE, echoes

_BECOME = r"(?:was|were|am|are|been|being|get|got|gets|getting)"
SIGHS = echoes(
    (
        (
            rf"(?:{LACK}|{_BECOME}|who|everyone|everybody|all|else) (?:\w+ ){{0,2}}invited|"
            rf"{LACK} (?:\w+ ){{0,2}}invit(?:e|ing) (?:me|us)"
        ),
        "I would have liked to be invited.",
    ),
    (
        (
            rf"{LACK} (?:\w+ ){{0,3}}ask(?:s|ed|ing)? (?:me|us|for my|what i|how i)|(?:i|we|me|"
            rf"us) (?:\w+ )?{NO}(?: \w+)? asked|being asked|been asked"
        ),
        "I would have liked to be asked.",
    ),
    (
        rf"(?:{LACK}|being) (?:\w+ ){{0,2}}includ(?:e|ed|ing)",
        "I would like to be included next time.",
    ),
    (
        (
            r"(?:me|us|being|feel|felt|was|been|am) (?:\w+ )?left (?:\w+ )?out|(?:leave|"
            r"leaving) (?:me|us) out"
        ),
        "I felt a little left out.",
    ),
    (
        (
            rf"{LACK} (?:\w+ )?remember(?:s|ed)? (?:me|us|my|that (?:i|we)|i)|"
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
        rf"{WE} (?:\w+ )?(?:waited|waiting)|(?:i am|i'm|we are) (?:\w+ )?waiting",
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
            r"(?:your|the|this|another|a|\w+th|first|second|third) rejections?|"
            r"rejection (?:number|letter)"
        ),
        "The rejection was hard for me.",
    ),
    (r"(?:your|the|this) decision", "The decision was hard for me, and I accept it."),
    (
        r"(?:was|were|been|had|have|has|who|they|you) (?:\w+ )?decided",
        "I would have liked to know earlier what was decided.",
    ),
    (rf"{LACK} (?:\w+ )?fair|hardly fair|unfair\w*", "It did not seem fair to me."),
    (
        r"(?:i am|i'm|we are|we're|am) (?:\w+ )?(?:tired|exhausted)",
        "I am tired, and a hand would help me.",
    ),
    (
        rf"{WE} (?:\w+ )?worked|(?:my|our|all that|all the|all this) (?:\w+ )?work",
        "I put a good deal of work into it.",
    ),
    (r"(?:my|our|all that|all the|the) effort", "I put a good deal of effort into it."),
    (rf"{WE} (?:\w+ )?tried", "I have tried hard at this."),
    (rf"{WE} (?:\w+ )?expected", "I had expected something else."),
    (rf"{WE} (?:\w+ )?believed", "I had believed that it would turn out differently."),
    (r"my (?:\w+ )?dreams?|(?:dream|dreams) of mine|i dream(?:ed|t)", "It was a dream of mine."),
    (
        r"(?:it|that|this|which) (?:\w+ )?hurts?|hurt(?:s|ing)? (?:me|us|my)",
        "That hurt me a little.",
    ),
    (
        (
            r"(?:as if|as though|does not|did not|doesn't|didn't|not that|"
            r"never) (?:\w+ ){0,4}matter(?:s|ed)?"
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
            r"(?:i|we|i've|i'll|i have)(?: \w+)? (?:covered|cover|took|take|did|do|worked|"
            r"work)\b[^,.;]{0,30}shifts?"
        ),
        "I would be glad to swap a shift now and then.",
    ),
    (
        r"(?:i|we) (?:\w+ )?(?:feel|felt)|it feels like i|makes me feel",
        "I feel a little sad about it.",
    ),
    (
        rf"{LACK} (?:\w+ ){{0,2}}(?:writ(?:e|es|ten)|wrote) (?:to (?:me|us)|back)",
        "I would be glad if you could write to me.",
    ),
    (
        (
            rf"{LACK} (?:\w+ ){{0,2}}(?:sits?|sat|sitting) (?:with|next to|beside|by) (?:me|us)|"
            r"(?:i|we) (?:\w+ )?(?:sit|sat) (?:alone|by myself|on my own)"
        ),
        "I would be glad if we could sit together another time.",
    ),
    (
        rf"{LACK} (?:\w+ ){{0,2}}(?:talk(?:s|ed)?|speaks?|spoke|spoken) (?:to|with) (?:me|us)",
        "I would be glad if we could speak soon.",
    ),
    (
        rf"{LACK} (?:\w+ ){{0,2}}visit(?:s|ed|ing)?(?: me| us)?",
        "I would be glad of a visit.",
    ),
    (
        (
            r"(?<!have )(?:got|gets|getting|gave|given|giv(?:e|ing)|went to|"
            r"offered)(?: \w+){0,2}? (?:the|that|my) (?:\w+ )?job"
        ),
        "I would have liked the job.",
    ),
    (
        (
            r"(?:got|gets|getting|gave|given|giv(?:e|ing)|offered)(?: \w+){0,2}? (?:the|that|"
            r"my) (?:\w+ )?role"
        ),
        "I would have liked the role.",
    ),
    (
        r"(?:in|mention\w*|thank\w*)\b[^,.;]{0,30} speech",
        "A word in the speech would have made me happy.",
    ),
    (
        (
            rf"(?:{LACK}|left out|missing|looked for|no sign of|find|misspel\w+) (?:\w+ ){{0,2}}"
            rf"my (?:own )?name|my name (?:is|was|were) (?:{NO}|missing|nowhere|left)"
        ),
        "A word with my name in it would have made me happy.",
    ),
    (
        (
            r"(?:nobody|no one|not one of you|none of you|anyone|anybody|"
            r"never) (?:\w+ ){0,2}(?:help|helps|helped|lend me a hand)(?! \w+ing)"
        ),
        "I would be glad of a helping hand.",
    ),
    (r"(?:i|we) (?:am|was|were|are) (?:\w+ )?surprised", "It came as a surprise to me."),
    (
        rf"{LACK} (?:\w+ ){{0,2}}feedback|feedback (?:i|we) (?:asked|hoped|waited)",
        "I would still be glad of some feedback.",
    ),
    (r"my (?:\w+ )?confidence", "It has cost me some confidence."),
)
