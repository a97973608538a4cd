"""The formats of `--format`: each is a module here, imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

from tonecheck.report.results import Renderer

FORMATS = {
    "text": "tonecheck.report.text:render",
    "concise": "tonecheck.report.concise:render",
    "json": "tonecheck.report.data:render_document",
    "jsonl": "tonecheck.report.data:render_lines",
    "sarif": "tonecheck.report.sarif:render",
    "github": "tonecheck.report.github:render",
    "gitlab": "tonecheck.report.gitlab:render",
    "checkstyle": "tonecheck.report.checkstyle:render",
    "junit": "tonecheck.report.junit:render",
    "rdjson": "tonecheck.report.rdjson:render",
}


def renderer(name: str) -> Renderer:
    """The format called `name`, a key of `FORMATS`."""
    module, _, function = FORMATS[name].partition(":")
    render: Renderer = getattr(import_module(module), function)
    return render
