from __future__ import annotations

import json
import pickle

from tonecheck import Report, Severity, check
from tonecheck.findings import ELEMENTS

ANGRY = "Hi Bob,\n\nAnswer by Friday or else.\n\n> or else\n"


def test_severities_are_ranked():
    assert [s.rank for s in (Severity.INFO, Severity.WARNING, Severity.ERROR)] == [0, 1, 2]


def test_a_report_is_json_ready():
    data = json.loads(json.dumps(check(ANGRY).to_dict()))
    assert data["schema_version"] == 1
    assert data["flagged"] == ["demanding"]
    assert set(data["scores"]) == {"hostile", "sulking", "demanding"}
    assert (
        data["findings"][0]["text"]
        == ANGRY[data["findings"][0]["start"] : data["findings"][0]["end"]]
    )
    assert list(data["courtesy"]) == list(ELEMENTS)


def test_a_report_survives_pickling_and_plain_data():
    report = check(ANGRY)
    assert pickle.loads(pickle.dumps(report)) == report
    assert Report.from_state(report.to_state()) == report


def test_info_alone_flags_nothing():
    report = check(ANGRY)
    quiet = Report(
        findings=tuple(
            type(f)(
                **{n: getattr(f, n) for n in f.__dataclass_fields__} | {"severity": Severity.INFO}
            )
            for f in report.findings
        ),
        scores=report.scores,
        courtesy=report.courtesy,
        rewritten=report.rewritten,
    )
    assert quiet.flagged == frozenset()
