"""Mail templates, real and generated: what is flagged in them, and what a rewrite leaves whole.

    python benchmarks/templates.py FILE.jsonl... [--generated N]

Rows have `id` (its last part is a file name), `language` (jinja, django, mustache, mjml) and `text`.
Each real file is measured as it is, and again with three sharp paragraphs in the middle of its own,
one with a placeholder, so that there is something to rewrite. Every flagged file is listed.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import chevron
import click
import django.template
import jinja2
from django.conf import settings

from tonecheck import Checker, Finding, Report, Severity
from tonecheck.errors import ExtractError
from tonecheck.extract import form_of, read_source
from tonecheck.extract.template import mask
from tonecheck.findings import Applicability
from tonecheck.message import Message
from tonecheck.offsets import Lines
from tonecheck.rewriting.applying import apply_fixes

_DJANGO_TAGS = re.compile(
    r"\{%[-+~]?\s*(load|extends|user_display|element|endelement|include)\b[^%]*%\}"
)
_HANDLEBARS_EACH = re.compile(r"\{\{#each [^{}]*\}\}")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass
class Tally:
    """What was measured over a set of templates."""

    name: str
    files: int = 0
    flagged: int = 0
    findings: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    unlike: int = 0
    rewritten: int = 0
    left: int = 0
    reading_s: float = 0.0
    checking_s: float = 0.0

    def line(self) -> str:
        each = max(1, self.files)
        return (
            f"| {self.name} | {self.files} | {self.flagged} ({self.flagged / each:.1%}) | "
            f"{self.rewritten} | {self.left} | {len(self.faults)} | {self.unlike} | "
            f"{1000 * self.reading_s / each:.1f} | {1000 * self.checking_s / each:.1f} |"
        )


HEAD = """\
| templates | files | flagged | rewritten | still flagged | faults | unparsable before | ms to read | ms to check |
|---|---:|---:|---:|---:|---:|---:|---:|---:|"""


def measure(checker: Checker, name: str, language: str, source: str, tally: Tally) -> None:
    tally.files += 1
    form = form_of(name) or "text"
    began = time.process_time()
    try:
        message = read_source(source, form)
        read = time.process_time()
        report = checker.check_message(message)
    except Exception as err:  # noqa: BLE001 - a crash is what is measured
        tally.faults.append(f"{name}: {type(err).__name__}: {err}")
        return
    tally.reading_s += read - began
    tally.checking_s += time.process_time() - read
    tally.flagged += bool(report.flagged)
    for finding in report.findings:
        if finding.severity is not Severity.INFO:
            line = Lines.of(source).position(finding.start)[0]
            tally.findings.append(f"{name}:{line} {finding.rule_id} {finding.text!r}")
    fixed = applied(checker, message, report, form)
    tally.faults += [f"{name}: {fault}" for fault in misplaced(report, source)]
    for draft in dict.fromkeys((report.rewritten, fixed)):
        tally.faults += [f"{name}: {fault}" for fault in broken(source, draft, language)]
    tally.unlike += not parses(source, language)
    if report.rewritten != source:
        tally.rewritten += 1
        try:
            again = checker.check_message(read_source(report.rewritten, form))
            tally.left += bool(again.flagged)
        except ExtractError as err:
            tally.faults.append(f"{name}: {err}")


def applied(checker: Checker, message: Message, report: Report, form: str) -> str:
    """What `check --unsafe-fixes` would write back."""

    def recheck(source: str) -> tuple[Message, Sequence[Finding]]:
        draft = read_source(source, form)
        return draft, checker.findings(draft)

    allowed: frozenset[Applicability] = frozenset(("safe", "review"))
    return apply_fixes(message, report.findings, allowed, recheck).message.source


def misplaced(report: Report, source: str) -> Iterator[str]:
    """Findings that do not stand where the report says."""
    lines = re.split(r"\r\n|\r|\n", source)
    for finding in report.findings:
        line, column = Lines.of(source).position(finding.start)
        if source[finding.start : finding.end] != finding.text:
            yield "a finding does not slice its words"
        elif not lines[line - 1][column - 1 :].startswith(re.split("[\r\n]", finding.text)[0]):
            yield "a line or column is wrong"


def broken(source: str, rewritten: str, language: str) -> Iterator[str]:
    """What a rewrite of `source` broke."""
    if tags(source) != tags(rewritten):
        yield "a placeholder is lost or moved"
    if parses(source, language) and not parses(rewritten, language):
        yield "it no longer parses"
    if is_balanced(source) and not is_balanced(rewritten):
        yield "its elements are no longer balanced"


def tags(source: str) -> list[str]:
    """Placeholders, control tags and comments, without the sentences inside them."""
    filled = mask(source, markup="<" in source).filled
    return [source[s.start : s.end] for s in filled]


@cache
def _django() -> django.template.Engine:
    settings.configure(INSTALLED_APPS=[])
    django.setup()
    return django.template.Engine(libraries={"i18n": "django.templatetags.i18n"})


def parses(source: str, language: str) -> bool:
    """Whether the real engine takes `source`; tags of libraries that are not here are left out."""
    try:
        if language == "jinja":
            jinja2.Environment(extensions=["jinja2.ext.i18n"]).parse(source)
        elif language == "django":
            _django().from_string("{% load i18n %}" + _DJANGO_TAGS.sub("", source))
        else:
            chevron.render(_HANDLEBARS_EACH.sub("{{#each}}", source), {})
    except (jinja2.TemplateSyntaxError, django.template.TemplateSyntaxError, chevron.ChevronError):
        return False
    return True


class _Elements(HTMLParser):
    """Whether every element that is opened is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.is_balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in VOID:
            self.is_balanced = False


def is_balanced(source: str) -> bool:
    elements = _Elements()
    elements.feed(source)
    elements.close()
    return elements.is_balanced and not elements.open


SHARP = {
    "jinja": ("You are useless.", "Send {{ thing }} by {{ day }} or else.", "Whatever, I give up on you idiots."),
    "mustache": ("You are useless.", "Send {{thing}} by {{day}} or else.", "Whatever, I give up on you idiots."),
}  # fmt: skip


def sharpened(source: str, language: str, form: str) -> str | None:
    """`source` with sharp paragraphs before a line of own text in its middle, None without one."""
    said = SHARP["jinja" if language in ("jinja", "django") else "mustache"]
    segments = [s for s in read_source(source, form).segments if s.kind == "own"]
    starts = [s.start for s in segments if source[s.start : s.end].strip()]
    if not starts:
        return None
    at = starts[len(starts) // 2]
    between = "<br />\n" if form == "html" else "\n\n"
    return source[:at] + between.join(said) + between + source[at:]


OPENINGS = ["Hello {{ name }},", "Dear {{ first }} {{ last }},", "[Company] writes to you.", "Hi!"]
CALM = [
    "Your order {{ id }} is on its way.",
    "Thank you for your time, {{ name }}.",
    "See you on {{ day }}.",
]
ROUGH = [
    "You are useless.", "Answer me by {{ day }} or else.", "You idiot, send {{ thing }} now.", "Whatever.",
    "This is *pathetic*, {{ name }}.", "I demand {{ thing }} immediately!", "Fix it, you moron.",
    "Are you too stupid to read {{ thing }}?", "Fine. Forget it, nobody cares about {{ name }} anyway.",
    "If you do not pay {{ sum }} by {{ day }}, we will sue you.", "You **never** listen to me.",
    '{{ _("Answer me now or else!!!") }}', "{{ _('Why do you people never answer?') }}",
]  # fmt: skip
BLOCKS = {
    "jinja": ["{{% if late %}}{0}{{% else %}}{1}{{% endif %}}", "{{% for x in y %}}\n{0}\n{{% endfor %}}\n{1}", "{{# {0} #}}{1}"],
    "django": ["{{% if late %}}{0}{{% else %}}{1}{{% endif %}}", "{{% for x in y %}}\n{0}\n{{% endfor %}}\n{1}",
               "{{% comment %}}{0}{{% endcomment %}}{1}"],
    "mustache": ["{{{{#late}}}}{0}{{{{/late}}}}{1}", "{{{{^late}}}}\n{0}\n{{{{/late}}}}\n{1}", "{{{{! note }}}}{0} {1}"],
}  # fmt: skip
WRAPPED = {"html": "<p>{}</p>", "md": "- {}", "txt": "{}"}


def generated(chance: random.Random) -> tuple[str, str, str]:
    """A name, a language and a template that it parses."""
    language = chance.choice(list(BLOCKS))
    suffix = chance.choice(list(WRAPPED))
    paragraphs = [chance.choice(OPENINGS)]
    for _ in range(chance.randint(2, 6)):
        said = [chance.choice(chance.choice([CALM, ROUGH])) for _ in range(2)]
        block = chance.choice([*BLOCKS[language], "{0} {1}", "{0}\n\n{1}"])
        paragraphs.append(block.format(*said))
    text = "\n\n".join(WRAPPED[suffix].format(paragraph) for paragraph in paragraphs)
    if suffix == "html":
        text = re.sub(r"\*\*(\w+)\*\*|\*(\w+)\*", r"<b>\1\2</b>", text)
    return f"generated.{suffix}", language, text


def in_all(*tallies: Tally) -> float:
    """How many times as long it takes to read templates and check them as to check them."""
    reading = sum(tally.reading_s for tally in tallies)
    checking = sum(tally.checking_s for tally in tallies)
    return (reading + checking) / checking


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--generated", "number", default=1000, show_default=True)
@click.option("--profile", default="template", show_default=True)
@click.option("--readme", is_flag=True, help="Write the table into benchmarks/README.md.")
def main(files: Sequence[Path], number: int, profile: str, *, readme: bool) -> None:
    """Check FILES of templates and generated ones; say what is flagged and what breaks."""
    checker = Checker(profile=profile)
    real, sharp, made = Tally("real"), Tally("real, sharpened"), Tally("generated")
    for file in files:
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            name, language, source = row["id"], row["language"], row["text"]
            measure(checker, name, language, source, real)
            harsh = sharpened(source, language, form_of(name) or "text")
            if harsh is not None:
                measure(checker, name, language, harsh, sharp)
    chance = random.Random(6)
    for _ in range(number):
        measure(checker, *generated(chance), made)
    table = "\n".join((HEAD, real.line(), sharp.line(), made.line()))
    print(table, "", sep="\n")
    if readme:
        from tables import put  # it needs what the bench extra brings

        page = Path(__file__).with_name("README.md")
        text = put(page.read_text(encoding="utf-8"), "templates", table)
        page.write_text(text, encoding="utf-8")
    print(
        f"Read and checked in {in_all(real, sharp, made):.2f} times what checking takes.",
        "",
        sep="\n",
    )
    print("Flagged in real files:", *(real.findings or ["none"]), "", sep="\n")
    print("Faults:", *(real.faults + sharp.faults + made.faults or ["none"]), sep="\n")


if __name__ == "__main__":
    main()
