from __future__ import annotations

import copy
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonecheck.errors import RuleError
from tonecheck.ruleset.jsonschema import KINDS, schema_of
from tonecheck.ruleset.loader import _model_of, _rule_files, builtin_folder, validate
from tonecheck.ruleset.strict_yaml import Document, read

FILES = [path for path in _rule_files(builtin_folder()) if path.suffix == ".yaml"]
KIND_OF = {model: kind for kind, model in KINDS.items()}


def kind_of(path: Path) -> tuple[str, Document]:
    document = read(path.read_text(encoding="utf-8"), path)
    return KIND_OF[_model_of(document, path)], document


def test_every_schema_is_a_schema():
    for kind in KINDS:
        jsonschema.Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", FILES, ids=[str(p.relative_to(builtin_folder())) for p in FILES])
def test_the_schema_takes_every_built_in_file(path):
    kind, document = kind_of(path)
    jsonschema.validate(document.data, schema_of(kind), jsonschema.Draft202012Validator)


@pytest.mark.parametrize(("folder", "kind"), [("drafts", "draft"), ("practice", "practice")])
def test_the_schema_takes_every_letter_and_situation(folder, kind):
    files = sorted((builtin_folder() / folder).glob("*.yaml"))
    assert files
    for path in files:
        data = read(path.read_text(encoding="utf-8"), path).data
        jsonschema.validate(data, schema_of(kind), jsonschema.Draft202012Validator)


SEED = kind_of(next(p for p in FILES if p.name == "ultimatums.yaml"))
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.floats(0, 2), st.sampled_from(["", "a", "x.y"]),
    st.just([]), st.just({}), st.just(["a"]), st.just([["a"]]), st.just([{"LOWER": "a"}]),
    st.just({"feature": "shouting"}), st.just({"position": "middle"}),
)  # fmt: skip


@given(st.data())
def test_schema_and_loader_agree_on_mutated_files(data):
    kind, document = SEED
    mutated = copy.deepcopy(document.data)
    target = data.draw(
        st.sampled_from([mutated, mutated["rules"][0], mutated["rules"][0]["examples"]])
    )
    key = data.draw(
        st.sampled_from([*target, "zzz", "weight", "needs", "where", "safe", "replace"])
    )
    if data.draw(st.booleans()):
        target[key] = data.draw(VALUES)
    else:
        target.pop(key, None)
    changed = Document(mutated, document.lines)
    says_schema = jsonschema.Draft202012Validator(schema_of(kind)).is_valid(mutated)
    try:
        validate(KINDS[kind], changed, "x.yaml")
        says_loader = True
    except RuleError as err:
        says_loader = False
        assert "\n" not in str(err)
    assert says_schema == says_loader
