"""Each format by its own definition."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import JUnitXml

from tests.conftest import SHARED
from tests.report.conftest import WHY, checked, finding, shown
from tonecheck.findings import Severity
from tonecheck.report.results import Unread

SOURCE = "Hi a𐐀b,\nanswer now or else.\nOr else!\n"
ELSE = finding(SOURCE, "or else")
INFO = finding(SOURCE, "Or else", severity=Severity.INFO, score=0.3)
WARNING = finding(SOURCE, "now", severity=Severity.WARNING, score=0.5, rule_id="demanding.now")
BROKEN = Unread("logo.txt", "holds NUL bytes; expected text")


def sarif_run(*results, **options):
    return json.loads(shown("sarif", *results, **options))["runs"][0]


@pytest.mark.parametrize("include", [False, True])
def test_sarif_obeys_the_official_schema(include):
    path = SHARED / "data/sarif-schema-2.1.0.json"
    if not path.exists():
        pytest.skip("no schema in ../shared/data")
    out = shown("sarif", checked(SOURCE, ELSE, INFO, WARNING), BROKEN, include_text=include)
    schema = json.loads(path.read_text())
    jsonschema.validators.validator_for(schema)(schema).validate(json.loads(out))


def test_sarif_names_rules_levels_columns_and_fingerprints():
    run = sarif_run(checked(SOURCE, WARNING, ELSE, INFO))
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("tonecheck", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["demanding.now", "demanding.or-else"]
    assert driver["rules"][1]["fullDescription"]["text"] == WHY
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 1]
    assert len({r["partialFingerprints"]["tonecheckHash/v1"] for r in run["results"]}) == 3


def test_sarif_fixes_are_the_rewrites_and_only_with_text():
    assert "fixes" not in sarif_run(checked(SOURCE, ELSE))["results"][0]
    (result,) = sarif_run(checked(SOURCE, ELSE), include_text=True)["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"]["text"] == "when you can"
    assert replacement["deletedRegion"] == {
        "startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 19,
    }  # fmt: skip


PATHS = {
    "mail.txt": {"uri": "mail.txt", "uriBaseId": "%SRCROOT%"},
    "./Grüße an: alle.txt": {"uri": "Gr%C3%BC%C3%9Fe%20an%3A%20alle.txt", "uriBaseId": "%SRCROOT%"},
    "/root/here/mails/a%.txt": {"uri": "mails/a%25.txt", "uriBaseId": "%SRCROOT%"},
    "/elsewhere/a b.txt": {"uri": "file:///elsewhere/a%20b.txt"},
    "a\udcff.txt": {"uri": "a%FF.txt", "uriBaseId": "%SRCROOT%"},
}


@pytest.mark.parametrize(("path", "artifact"), PATHS.items())
def test_sarif_paths_are_uris_relative_to_where_the_run_stands(path, artifact):
    run = sarif_run(checked(SOURCE, ELSE, path=path), root="/root/here")
    (location,) = run["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"] == artifact


def test_sarif_says_what_could_not_be_read():
    (invocation,) = sarif_run(BROKEN)["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == BROKEN.problem
    assert sarif_run(checked(SOURCE))["invocations"][0]["executionSuccessful"] is True


def prints(*results):
    return [issue["fingerprint"] for issue in json.loads(shown("gitlab", *results))]


def test_fingerprints_are_unique_and_stay_when_lines_are_added_above():
    twice = "or else\nor else\n"
    first, second = prints(
        checked(twice, finding(twice, "or else"), finding(twice, "or else", start=8))
    )
    assert first != second
    moved = "Dear Bob,\n\nor  Else"
    assert prints(checked(moved, finding(moved, "or  Else"))) == [first]
    assert prints(checked(twice, finding(twice, "or else"), path="b.txt")) != [first]


def test_gitlab_gives_severity_path_and_position():
    issues = json.loads(
        shown("gitlab", checked(SOURCE, INFO, WARNING, ELSE, path="/r/a/b.txt"), root="/r")
    )
    assert [issue["severity"] for issue in issues] == ["info", "minor", "major"]
    assert issues[2]["location"] == {
        "path": "a/b.txt",
        "positions": {"begin": {"line": 2, "column": 12}, "end": {"line": 2, "column": 19}},
    }
    assert "\n" not in issues[0]["description"]


def test_github_shows_the_gravest_first_and_ends_with_the_run():
    mild, strong = checked(SOURCE, WARNING, INFO, path="a.txt"), checked(SOURCE, ELSE, path="b.txt")
    *annotations, last = shown("github", mild, strong).splitlines()
    assert annotations[0] == (
        "::error title=tonecheck (demanding.or-else),file=b.txt,line=2,endLine=2,col=12,endColumn=19"
        "::b.txt:2:12: error demanding.or-else: An ultimatum closes the conversation."
        f"%0AWhy: {WHY}"
    )
    assert [line.split(" ")[0] for line in annotations] == ["::error", "::warning", "::notice"]
    assert last == "2 files checked, 3 findings (1 error, 1 warning, 1 info) in 2 files"


def test_github_escapes_what_would_end_a_property_or_a_command():
    (line, _) = shown("github", checked(SOURCE, ELSE, path="a,b:c%\n::error::x.txt")).splitlines()
    assert "file=a%2Cb%3Ac%25\\n%3A%3Aerror%3A%3Ax.txt,line=2" in line
    assert "::a,b:c%25\\n::error::x.txt:2:12: " in line


def test_github_gives_no_columns_over_several_lines():
    (line, _) = shown("github", checked(SOURCE, finding(SOURCE, "b,\nanswer"))).splitlines()
    assert ",line=1,endLine=2::" in line


def test_checkstyle_has_a_file_with_its_errors():
    root = ET.fromstring(
        shown("checkstyle", checked(SOURCE, INFO, ELSE, path='<"&.txt')).partition("\n")[2]
    )
    (file,) = root
    assert (root.tag, root.get("version"), file.get("name")) == ("checkstyle", "4.3", '<"&.txt')
    assert [error.get("severity") for error in file] == ["info", "error"]
    assert (
        file[1].attrib.items()
        >= {"line": "2", "column": "12", "source": "demanding.or-else"}.items()
    )


def junit(*results, **options) -> JUnitXml:
    return JUnitXml.fromstring(shown("junit", *results, **options).encode())


def test_junit_has_a_failure_for_what_fails_the_run_and_passes_the_rest():
    mild = checked(SOURCE, WARNING, ELSE, fail_on=Severity.ERROR)
    report = junit(mild, checked("Thanks!", path="calm.txt"), BROKEN)
    assert (report.tests, report.failures, report.errors) == (4, 1, 1)
    suites = list(report)
    assert [suite.name for suite in suites] == ["mail.txt", "calm.txt", "logo.txt"]
    passed, failed = suites[0]
    assert passed.is_passed
    assert passed.system_out.startswith("mail.txt:2:8: warning demanding.now: ")
    assert failed.result[0].text.startswith("mail.txt:2:12: error demanding.or-else: ")
    assert [case.name for case in suites[1]] == ["calm"]


def test_rdjson_counts_bytes_and_suggests_only_with_text():
    source = "a𐐀b or else"
    result = checked(source, finding(source, "b or else"))
    document = json.loads(shown("rdjson", result, include_text=True))
    (diagnostic,) = document["diagnostics"]
    assert document["source"] == {"name": "tonecheck"}
    assert (diagnostic["severity"], diagnostic["code"]) == ("ERROR", {"value": "demanding.or-else"})
    expected = {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 15}}
    assert diagnostic["location"]["range"] == expected
    assert diagnostic["suggestions"] == [{"range": expected, "text": "when you can"}]
    assert "suggestions" not in json.loads(shown("rdjson", result))["diagnostics"][0]


def test_concise_is_what_editors_parse():
    *lines, last = shown(
        "concise", checked(SOURCE, WARNING, ELSE, path="mails/a b.txt")
    ).splitlines()
    assert (
        lines[1]
        == "mails/a b.txt:2:12: error demanding.or-else: An ultimatum closes the conversation."
    )
    assert all(re.fullmatch(r"[^:]+:\d+:\d+: .+", line) for line in lines)
    assert last == "1 file checked, 2 findings (1 error, 1 warning) in 1 file"


def test_json_has_places_and_null_for_what_is_not_to_be_told():
    (source, broken) = json.loads(shown("json", checked(SOURCE, ELSE), BROKEN))["sources"]
    (found,) = source["findings"]
    assert (found["line"], found["column"], found["end_line"], found["end_column"]) == (
        2,
        12,
        2,
        19,
    )
    assert (found["text"], source["rewritten"], source["courtesy"]["thanks"]["text"]) == (None,) * 3
    assert found["rewrites"] == [
        {"start": 19, "end": 26, "replacement": None, "applicability": "review"}
    ]
    assert [item["reason"] for item in source["suppressed"]] == ["comment in line 1"]
    assert "dropped" not in source
    assert broken == {"path": "logo.txt", "schema_version": 1, "error": BROKEN.problem}


def test_json_with_text_is_the_report(checker):
    report = checker.check("Answer by Friday or else.")
    from tonecheck.report.results import Checked

    line = shown(
        "jsonl",
        Checked("-", "Answer by Friday or else.", report),
        include_text=True,
        show_dropped=True,
    )
    plain = json.loads(line)
    for found in plain["findings"]:
        for key in ("line", "column", "end_line", "end_column"):
            del found[key]
    assert plain == {"path": "-", **json.loads(json.dumps(report.to_dict()))}


def test_text_ends_with_a_verdict_on_one_source_or_a_line_on_many():
    import click

    calm, stern = checked("Thanks!", path="calm.txt"), checked(SOURCE, ELSE)
    last = click.unstyle(shown("text", calm)).splitlines()[-1]
    assert last == "calm.txt: calm, nothing to mend. It has thanks."
    many = click.unstyle(shown("text", calm, stern, BROKEN))
    assert many.splitlines()[-1] == (
        "2 files checked, 1 finding (1 error) in 1 file, 1 file could not be read"
    )
    assert "calm.txt" not in many
