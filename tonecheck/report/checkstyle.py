"""Checkstyle's XML, which many build servers read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from tonecheck.report.advice import advice
from tonecheck.report.escaping import visible
from tonecheck.report.locations import relative
from tonecheck.report.results import Options, Result, marks, read_only


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One document; characters that XML forbids are written out."""
    root = ET.Element("checkstyle", version="4.3")
    for checked in read_only(results):
        name = visible(relative(checked.path, options.root))
        file = ET.SubElement(root, "file", name=name)
        for mark in marks(checked):
            ET.SubElement(
                file,
                "error",
                line=str(mark.place.line),
                column=str(mark.place.column),
                severity=mark.severity.value,
                message=" ".join(advice(mark, include_text=options.include_text)),
                source=visible(mark.rule_id),
            )
    ET.indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")
