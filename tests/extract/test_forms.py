from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import ExtractError
from tonecheck.extract import FORMS, form_of, message_from_bytes, read_source
from tonecheck.extract.pieces import WORD

NAMES = {
    "a.txt": "text", "a.md": "markdown", "a.HTML": "html", "a.mjml": "html", "a.eml": "mail",
    "a.po": "po", "a.yml": "yaml", "a.json": "json", "a.toml": "toml", "a.j2": "template",
    "a.hbs": "template", "a.mustache": "template", "a.liquid": "template", "a.erb": "template",
    "a.ejs": "template", "a.tmpl": "template", "mails/welcome.html.j2": "html", "a.txt.erb": "text",
    "a.md.jinja": "markdown", "a.mjml.ejs": "html", "a.en.j2": "template", "a.pt-BR.hbs": "template",
    "v1.2/welcome.txt": "text", "nginx.conf.j2": None, "a.py": None, "README": None, "-": None,
}  # fmt: skip


@pytest.mark.parametrize(("name", "form"), NAMES.items())
def test_the_name_tells_the_form(name, form):
    assert form_of(name) == form


READ = {
    "text": ("Hello {{ name }}, <b>so</b>.", f"Hello {WORD}, <b>so</b>."),
    "markdown": ("{% if x %}You are *so* {{ late }}.{% endif %}\n\n> no", f"You are so {WORD}."),
    "html": (
        '<p title="{{ a }}">You&nbsp;are <b>so</b> {{ late }}.</p><!-- no -->',
        f"You are so {WORD}.",
    ),
    "template": ("<p>Hello {{ name }}</p>", f"Hello {WORD}"),
    "yaml": ("body: '{{ name }} is late'", f"{WORD} is late"),
}


@pytest.mark.parametrize("form", READ)
def test_every_form_masks_its_placeholders(form):
    source, text = READ[form]
    assert read_source(source, form, ["*"]).text.split() == text.split()


def test_a_template_without_tags_is_text():
    assert read_source("a < b {{ x }}\n> quoted", "template").text.strip() == f"a < b {WORD}"


def test_the_form_asked_for_wins_over_the_name():
    message = message_from_bytes(b"<p>Hello</p>", "a.txt", "html")
    assert message.text.split() == ["Hello"]


def test_errors_name_the_file_and_the_line():
    with pytest.raises(ExtractError, match=r"^a\.json:2: is no JSON"):
        message_from_bytes(b'{\n"a": }', "a.json", keys=["*"])


def test_another_draft_is_read_the_same_way():
    message = pickle.loads(pickle.dumps(message_from_bytes(b"*so* {{ x }}", "a.md")))
    assert message.read("*very* {{ x }}").text == f"very {WORD}"


@given(st.text(max_size=80) | st.lists(st.sampled_from(
    ["<p>", "</p>", "<!--", "-->", "{{", "}}", "{% if x %}", "*", "> ", "# ", "a", " ", "\n", "&amp;", "[Name]", "- "]
)).map("".join), st.sampled_from([form for form in FORMS if form != "mail"]))  # fmt: skip
def test_no_input_crashes_it_and_offsets_slice_the_source(source, form):
    try:
        message = read_source(source, form, ["*"])
    except ExtractError:
        return
    assert message.source == source
    assert "".join(source[s.start : s.end] for s in message.segments) == source
    for at in range(len(message.text)):
        start, end = message.offsets.to_source(at, at + 1)
        assert 0 <= start <= end <= len(source)
