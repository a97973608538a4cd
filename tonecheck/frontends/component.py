"""tonecheck as a spaCy component: ``nlp.add_pipe("tonecheck", config={"profile": "general"})``.

Spans go to ``doc.spans["tonecheck"]`` (label = category, id = rule id), the report to
``doc._.tone``. The report travels in ``doc.user_data`` as plain data, so that it survives
``nlp.pipe(n_process=2)``, ``Doc.to_bytes`` and pickling.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from tonecheck.config import Config
from tonecheck.engine import Checker
from tonecheck.errors import PipelineError
from tonecheck.findings import Report
from tonecheck.language import annotations_of

SPANS_KEY = "tonecheck"
_STATE = "tonecheck.json"


@Language.factory(
    "tonecheck",
    default_config={"profile": "general", "rules": [], "select": [], "ignore": []},
    assigns=["doc.spans", "doc._.tone"],
)
def make_component(
    nlp: Language,
    name: str,
    profile: str,
    rules: list[str],
    select: list[str],
    ignore: list[str],
) -> ToneComponent:
    """The component for a pipeline; rules that need tags or a parse use those before it."""
    config = Config(profile=profile, rules=tuple(rules), select=tuple(select), ignore=tuple(ignore))
    return ToneComponent(config, annotations_of(nlp))


class ToneComponent:
    """Checks every Doc that passes."""

    def __init__(self, config: Config, annotations: frozenset[str] = frozenset()) -> None:
        self._config = config
        self._annotations = annotations
        self._checker = Checker(config=config, annotations=annotations)
        _register_extension()

    def __reduce__(self) -> tuple[object, ...]:
        return ToneComponent, (self._config, self._annotations)

    def __call__(self, doc: Doc) -> Doc:
        report = self._checker.check_doc(doc)
        doc.user_data[SPANS_KEY] = report.to_state()
        spans = []
        for finding in report.findings:
            span = doc.char_span(finding.start, finding.end, alignment_mode="expand")
            if span is not None:
                label = finding.category.value
                spans.append(Span(doc, span.start, span.end, label, span_id=finding.rule_id))
        doc.spans[SPANS_KEY] = SpanGroup(doc, name=SPANS_KEY, spans=spans)
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The component's settings; rule files are named, not copied."""
        config = self._config
        state = {
            "profile": config.profile,
            "rules": [str(Path(folder).resolve()) for folder in config.rules],
            "select": list(config.select),
            "ignore": list(config.ignore),
        }
        return json.dumps(state).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> ToneComponent:
        """This component with the settings that `to_bytes` gave."""
        state: dict[str, Any] = json.loads(data)
        self.__init__(  # type: ignore[misc]
            Config(
                profile=state["profile"],
                rules=tuple(state["rules"]),
                select=tuple(state["select"]),
                ignore=tuple(state["ignore"]),
            ),
            self._annotations,
        )
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the settings into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _STATE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> ToneComponent:
        """This component with the settings in the folder `path`."""
        return self.from_bytes((Path(path) / _STATE).read_bytes())


def _register_extension() -> None:
    if not Doc.has_extension("tone"):
        Doc.set_extension("tone", getter=_report_of)


def _report_of(doc: Doc) -> Report:
    state = doc.user_data.get(SPANS_KEY)
    if state is None:
        raise PipelineError('this Doc did not pass the "tonecheck" component; add it to the pipe')
    return Report.from_state(state)
