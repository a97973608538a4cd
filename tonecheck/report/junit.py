"""JUnit's XML: a suite a source, a case a finding, so that a build server counts them as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from tonecheck.report.advice import advice
from tonecheck.report.concise import line
from tonecheck.report.escaping import visible
from tonecheck.report.locations import relative
from tonecheck.report.results import Checked, Options, Result, Unread, marks


def render(results: Iterable[Result], options: Options) -> Iterator[str]:
    """One document; findings below `fail_on` are cases that pass and say so."""
    root = ET.Element("testsuites", name="tonecheck")
    for result in results:
        name = visible(relative(result.path, options.root))
        suite = ET.SubElement(root, "testsuite", name=name)
        if isinstance(result, Unread):
            case = ET.SubElement(suite, "testcase", name="readable", classname=name)
            ET.SubElement(case, "error", message=visible(result.problem))
        else:
            _cases(suite, name, result, options)
        for count, tag in (("tests", "testcase"), ("failures", "*/failure"), ("errors", "*/error")):
            suite.set(count, str(len(suite.findall(tag))))
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, 0)) for suite in root)))
    ET.indent(root)
    yield '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _cases(suite: ET.Element, name: str, checked: Checked, options: Options) -> None:
    found = list(marks(checked))
    if not found:
        ET.SubElement(suite, "testcase", name="calm", classname=name)
    for mark in found:
        place = mark.place
        title = visible(f"{mark.rule_id} at {place.line}:{place.column}")
        case = ET.SubElement(suite, "testcase", name=title, classname=name, line=str(place.line))
        said = list(advice(mark, include_text=options.include_text))
        if checked.fails(mark.severity):
            outcome = ET.SubElement(case, "failure", message=said[0], type=mark.severity.value)
        else:
            outcome = ET.SubElement(case, "system-out")
        outcome.text = "\n".join((line(name, mark, said[0]), *said[1:]))
