"""Which comments a format has, by the name of a file: in them a writer may speak to tonecheck."""

from __future__ import annotations

from pathlib import PurePath

from tonecheck.message import Comment

_MARKUP: tuple[Comment, ...] = (
    ("<!--", "-->"),  # HTML, MJML, XML, Markdown
    ("{#", "#}"),  # Jinja, Django, Twig
    ("{#-", "-#}"),
    ("{{!--", "--}}"),  # Handlebars
    ("{{!", "}}"),  # Mustache
    ("{{/*", "*/}}"),  # Go
    ("{{- /*", "*/ -}}"),
    ("<%#", "%>"),  # ERB, EJS
    ("{% comment %}", "{% endcomment %}"),  # Django, Liquid
    ("{%- comment -%}", "{%- endcomment -%}"),
)
_MARKDOWN: tuple[Comment, ...] = (
    *_MARKUP,
    ("[//]: # (", ")"),
    ('[//]: # "', '"'),
    ("[//]: # '", "'"),
    ("[comment]: # (", ")"),
    ("{/*", "*/}"),  # MDX
)
_HASH: tuple[Comment, ...] = (("#", ""),)
_SLASH: tuple[Comment, ...] = (("//", ""), ("/*", "*/"))
_BY_SUFFIX = {
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mdx"), _MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xml", ".mjml", ".vue", ".svg"), _MARKUP),
    **dict.fromkeys((".j2", ".jinja", ".jinja2", ".njk", ".twig", ".liquid", ".django"), _MARKUP),
    **dict.fromkeys(
        (".hbs", ".handlebars", ".mustache", ".tmpl", ".tpl", ".gotmpl", ".gohtml"), _MARKUP
    ),
    **dict.fromkeys((".erb", ".ejs"), _MARKUP),
    **dict.fromkeys((".po", ".pot", ".yaml", ".yml", ".toml"), _HASH),
    **dict.fromkeys((".js", ".jsx", ".ts", ".tsx", ".jsonc", ".json5"), _SLASH),
}
_MAIL = frozenset((".eml", ".mbox", ".mbx"))
_BY_FORM = {
    "markdown": _MARKDOWN,
    **dict.fromkeys(("html", "template"), _MARKUP),
    **dict.fromkeys(("po", "yaml", "toml"), _HASH),
}


def comments_of(name: str, form: str | None = None) -> tuple[Comment, ...]:
    """The comments of a file called `name`, such as ``mail.html.j2``, or else of a `form`.

    Plain text has none, and mail is given none: it must not silence what is said of it.
    """
    if form is not None:
        return _BY_FORM.get(form, ())
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if not suffixes or suffixes[-1] in _MAIL:
        return ()
    return tuple(dict.fromkeys(pair for suffix in suffixes for pair in _BY_SUFFIX.get(suffix, ())))
