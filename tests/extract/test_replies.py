from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.extract.mail import reply_message
from tonecheck.extract.replies import reply_segments

QUOTED = "\n\nOn Mon, 4 May 2026 at 10:12, Maren <m@example.org> wrote:\n> or else\n"


def own_words(body: str) -> str:
    return " ".join(reply_message(body).text.split())


def kinds(body: str) -> list[str]:
    return [segment.kind for segment in reply_segments(body)]


@pytest.mark.parametrize(
    "attribution",
    [
        "On Mon, 4 May 2026 at 10:12, Maren <m@example.org> wrote:",
        "On 4/5/26 10:12 AM, Maren wrote:",
        "--- On Mon, 5/4/26, m@example.org <m@example.org> wrote:",
        "Maren <m@example.org> wrote on 04.05.2026 10:12:",
        "Maren <m@example.org> schrieb am Mo., 4. Mai 2026, 10:12:",
        "---- On Mon, 04 May 2026 10:12:00 +0200 Maren <m@example.org> wrote ----",
        "2026-05-04 10:12 GMT+02:00 Maren <m@example.org>:",
        "Am 04.05.2026 um 10:12 schrieb Maren:",
        "Le 04/05/2026 à 10:12, Maren a écrit :",
        "El 04/05/2026 a las 10:12, Maren escribió:",
        "Il 04/05/2026 10:12, Maren ha scritto:",
        "Op 04-05-2026 om 10:12 schreef Maren:",
        "Em 04/05/2026 10:12, Maren escreveu:",
        "Den 2026-05-04 kl. 10:12, skrev Maren:",
        "W dniu 04.05.2026 o 10:12, Maren pisze:",
        "Dne 04. 05. 26 v 10:12 Maren napsal(a):",
        "04.05.2026 10:12, Maren пишет:",
        "2026年5月4日 10:12，Maren <m@example.org> 写道：",
        "2026년 5월 4일 (월) 오전 10:12, Maren <m@example.org>님이 작성:",
        "4.5.2026 10.12, Maren <m@example.org> kirjoitti:",
        "4 May 2026 tarihinde 10:12 saatinde Maren <m@example.org> şunu yazdı:",
    ],
)
def test_who_wrote_is_quoted_and_what_follows_unmarked_too(attribution):
    assert own_words(f"I agree.\n\n{attribution}\n\nor else\n") == "I agree."
    assert own_words(f"I agree.\n\n{attribution}\n> or else\n\nSee you.\n") == "I agree. See you."


@pytest.mark.parametrize(
    "attribution",
    [
        "Maren wrote:",
        "Maren said:",
        "you wrote:",
        "On Monday you wrote:",
        "On 4 May, Maren wrote:",
        "m@example.org writes:",
        "Quoting Maren:",
        "* Maren <m@example.org> [2026-05-04 10:12]:",
    ],
)
def test_a_bare_attribution_counts_above_marked_lines_only(attribution):
    assert own_words(f"{attribution}\n> or else\nI agree.") == "I agree."
    assert own_words(f"{attribution}\nI agree.") == f"{attribution} I agree."


@pytest.mark.parametrize(
    "own",
    [
        "On 4 May 2026 at 10:12 you wrote:\nthat it rains.",
        "On 3 March 2024 the board wrote:\nwe shall see. I find that rude.",
        "Meeting at 10:30 with Bob <bob@example.org>:\nplease be on time.",
        "10:30 Bob <bob@example.org>:\nplease be on time.",
        "As promised, my notes follow:\n- one\n- two",
        "From: the airport\nTo: the hotel\nby taxi, please.",
        "Our hours:\nFrom: nine\nDate: any",
        "She wrote that one thing matters:\nthe view.",
        "Begin with the forwarded message, please.",
        "I have the original message here --- see below.",
        "The disclaimer is on page two.",
        "Please treat this as confidential and delete it afterwards.",
        "Sent from my desk, as ever.",
        "Warning: the stairs are slippery.",
        "_____\nsign here",
    ],
)
def test_own_words_that_look_like_a_clients_are_read(own):
    assert own_words(own) == " ".join(own.split())


def test_a_remark_on_what_is_quoted_below_is_read():
    assert own_words("Look what nonsense you wrote:\n> x") == "Look what nonsense you wrote:"
    assert own_words("This is the nonsense that Bob wrote:\n> x") == (
        "This is the nonsense that Bob wrote:"
    )


def test_a_heading_of_disclaimer_alone_begins_no_mail():
    assert own_words("Disclaimer\n\nI wrote it.") == "Disclaimer I wrote it."


@pytest.mark.parametrize(
    "heading", ["CONFIDENTIALITY NOTICE:", "Legal Disclaimer:", "*Privacy notice:*"]
)
def test_one_formula_behind_a_heading_of_its_own_line_is_a_disclaimer(heading):
    formula = "If you are not the intended recipient you must not read it."
    assert own_words(f"I agree.\n\n{heading} {formula}") == "I agree."
    assert own_words(f"I agree.\n\n{formula}") == f"I agree. {formula}"
    assert (
        own_words(f"I agree.\n\n{heading} we open at nine.")
        == f"I agree. {heading} we open at nine."
    )


def test_a_signature_ends_where_a_quotation_begins():
    assert kinds("I agree.\n-- \nBob\n> or else\nSee you.\n") == [
        *("own", "signature", "quote", "own"),
    ]


def test_a_quoted_line_wrapped_without_its_mark_is_quoted():
    long = "> Please send me all of the papers that you have by Friday noon or\n"
    assert own_words(f"{long}else\n> we go.\nI will.") == "I will."
    assert own_words(f"{long}No.\n> we go.\nI will.") == "No. I will."


def test_dashes_on_the_first_line_are_no_signature():
    assert own_words("--\nHello") == "-- Hello"


def test_pgp_armour_is_no_text():
    armour = "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"
    assert kinds(f"Hello\n{armour}Bye\n") == ["own", "code", "own"]
    assert kinds("Hello\n-----BEGIN PGP MESSAGE-----\nhQEMA\n") == ["own", "code"]


LINES = [
    "On 4 May 2026 at 10:12, Maren <m@example.org> wrote:", "Maren wrote:", "> or else", "-- ",
    "Hello", "", "From: Maren", "Sent: Monday", "To: Bob", "Subject: x", "________________",
    "-----Original Message-----", "Sent from my iPhone", "-----BEGIN PGP SIGNED MESSAGE-----",
    "-----BEGIN PGP SIGNATURE-----", "Disclaimer", "This is a mailing list", "On Monday,",
]  # fmt: skip
bodies = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join) | st.text(max_size=60)


@given(bodies)
def test_segments_cover_any_body_in_order(body):
    assert "".join(body[s.start : s.end] for s in reply_segments(body)) == body


calm = (
    st.lists(
        st.sampled_from(
            ["Hello Maren,", "I agree.", "You idiot.", "", "Answer now or else!", "Bob"]
        ),
        min_size=1,
        max_size=8,
    )
    .map("\n".join)
    .filter(str.strip)
)
BELOW = [
    QUOTED,
    "\n\n-- \nAnswer at once or else, you idiot.\n",
    "\n\n-----Original Message-----\nFrom: Maren\nSent: Monday\n\nYou idiot.\n",
    "\n\nSent from my iPhone\n",
    "\n> You idiot, answer now or else.\n",
]


@given(calm, st.sampled_from(BELOW))
def test_what_is_quoted_or_signed_below_changes_no_finding_above(checker, own, below):
    alone = checker.check_message(reply_message(own))
    answered = checker.check_message(reply_message(own + below))
    assert answered.findings == alone.findings
    assert answered.scores == alone.scores


@given(calm)
def test_a_quoted_page_below_changes_no_finding_above(checker, own):
    from tonecheck.extract.markup import html_message

    page = "".join(f"<p>{line}</p>" for line in own.split("\n"))
    quote = "<div class=gmail_quote>On Monday Maren wrote:<blockquote>You idiot.</blockquote></div>"
    alone = checker.check_message(html_message(page, is_mail=True))
    answered = checker.check_message(html_message(page + quote, is_mail=True))
    assert answered.findings == alone.findings
