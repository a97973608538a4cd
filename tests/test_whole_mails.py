"""What a whole mail is worth: one sting counts, faint ones add up, quotes and length do not."""

from __future__ import annotations

import pytest

KIND = """Dear Ms Sandoval,

Thank you for your letter and for the time that you and Mr Beech gave me in May. I enjoyed the tour of the workshop.

{}

I would be glad to hear of other openings, and I wish you all a good summer.

Kind regards,
Ines
"""
STINGS = {
    "hostile": "A child could have run that interview better than your so-called experts.",
    "sulking": "I suppose nobody thought of me, as usual, but then who ever does.",
    "demanding": "I want the reasons in writing from your manager by noon tomorrow, no excuses.",
}
CALM = "The parcel with the drawings went off on Tuesday, and the invoice is attached."


@pytest.mark.parametrize("category", STINGS)
def test_one_stinging_sentence_in_a_kind_mail_is_found(checker, category):
    report = checker.check(KIND.format(STINGS[category]))
    assert category in report.flagged
    flagged = [finding.text for finding in report.findings if finding.severity.rank > 0]
    assert [text for text in flagged if text not in STINGS[category]] == []


def test_the_kind_mail_alone_is_calm(checker):
    assert not checker.check(KIND.format(CALM)).flagged


@pytest.mark.parametrize("category", STINGS)
def test_a_kind_mail_that_quotes_an_angry_one_stays_clean(checker, category):
    quoted = "\n".join(f"> {line}" for line in STINGS.values())
    assert not checker.check(KIND.format(f"You wrote:\n{quoted}")).flagged


def test_faint_sentences_add_up(checker):
    faint = ["Evidently.", "I suppose so.", "Anyway."]
    alone = max(checker.check(text).scores["sulking"] for text in faint)
    assert checker.check(" ".join(faint)).scores["sulking"] > alone


@pytest.mark.parametrize("category", STINGS)
def test_length_alone_changes_nothing(checker, category):
    text = f"{STINGS[category]}\n\n"
    short = checker.check(text + f"{CALM}\n\n").scores[category]
    long = checker.check(text + f"{CALM}\n\n" * 60).scores[category]
    assert long == pytest.approx(short, abs=0.001)
