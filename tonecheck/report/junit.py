"""JUnit's XML: a suite a source, a case a finding, so that a build server counts them as tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from tonecheck.report.concise import line
from tonecheck.report.results import Checked, Options, Result, Unread, places
from tonecheck.report.wording import advice, relative, visible


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
    if not checked.report.findings:
        ET.SubElement(suite, "testcase", name="calm", classname=name)
    for finding, place in places(checked):
        title = visible(f"{finding.rule_id} at {place.line}:{place.column}")
        case = ET.SubElement(suite, "testcase", name=title, classname=name, line=str(place.line))
        said = list(advice(finding, include_text=options.include_text))
        if checked.fails(finding):
            outcome = ET.SubElement(case, "failure", message=said[0], type=finding.severity.value)
        else:
            outcome = ET.SubElement(case, "system-out")
        outcome.text = "\n".join((line(name, finding, place, said[0]), *said[1:]))
