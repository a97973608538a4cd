"""Which form a source has, by its name, and how each form is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from tonecheck.errors import ExtractError
from tonecheck.extract.plain import plain_message
from tonecheck.extract.template import GAP, masked_message
from tonecheck.message import Message

FORMS = ("text", "template", "markdown", "html", "mail", "po", "yaml", "json", "toml")
KEYED = frozenset(("yaml", "json", "toml"))
"""Forms of which only the strings under chosen keys are text."""

_SUFFIXES = {
    "text": ".txt .text",
    "markdown": ".md .markdown .mdown",
    "html": ".html .htm .xhtml .mjml .gohtml",
    "mail": ".eml",
    "po": ".po .pot",
    "yaml": ".yaml .yml",
    "json": ".json",
    "toml": ".toml",
    "template": ".j2 .jinja .jinja2 .njk .twig .hbs .handlebars .mustache .liquid .erb .ejs .tmpl "
    ".tpl .gotmpl",
}
_FORM_OF_SUFFIX = {suffix: form for form, line in _SUFFIXES.items() for suffix in line.split()}
# welcome.en.j2, welcome.pt-BR.j2
_LANGUAGE = re.compile(r"\.[a-z]{2}(?:[-_][a-z]{2})?")
_LOOKS_LIKE_HTML = re.compile(
    r"(?i)<!doctype\s+html|</?(?:html|body|table|div|p|br|td|mjml|h[1-3])\b[^<>]*>"
)


def form_of(name: str) -> str | None:
    """The form of a file called `name`, None for one that no suffix tells.

    What a template suffix is put on decides: ``welcome.html.j2`` is HTML, ``nginx.conf.j2`` no
    text at all.
    """
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    form = _FORM_OF_SUFFIX.get(suffixes[-1]) if suffixes else None
    if form != "template" or len(suffixes) < 2:
        return form
    return _FORM_OF_SUFFIX.get(suffixes[-2], form if _LANGUAGE.fullmatch(suffixes[-2]) else None)


def read_source(source: str, form: str, keys: Sequence[str] = ()) -> Message:
    """The message in `source`, which has one of `FORMS` but "mail".

    Template syntax is masked in all of them. Raises ExtractError for what is not of that form.
    """
    message = _reader(source, form, keys)(source)
    return replace(message, read=partial(read_source, form=form, keys=tuple(keys)))


def _reader(source: str, form: str, keys: Sequence[str]) -> Callable[[str], Message]:
    if form == "template":
        form = "html" if _LOOKS_LIKE_HTML.search(source) else "text"
    if form == "text":
        return partial(masked_message, read=plain_message)
    if form == "html":
        from tonecheck.extract.markup import html_message

        return partial(masked_message, read=html_message, markup=True)
    if form == "markdown":
        from tonecheck.extract.markdown import markdown_message

        return partial(masked_message, read=markdown_message, markup=True, gap=GAP)
    if form == "po" or form in KEYED:
        from tonecheck.extract.catalogue import catalogue_message

        return partial(catalogue_message, form=form, keys=keys)
    raise ExtractError(f"is read as {form!r}; expected one of {', '.join(FORMS)}")
