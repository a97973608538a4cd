"""JSON Schemas of the rule files, so that editors complete and check them."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from tonecheck.ruleset import letters, scenarios, schema

KINDS: dict[str, type[BaseModel]] = {
    "rules": schema.RuleFile,
    "gracious": schema.CourtesyFile,
    "lexicons": schema.LexiconFile,
    "structures": schema.StructureFile,
    "cues": schema.CueFile,
    "profile": schema.Profile,
    "switches": schema.OverlayFile,
    "draft": letters.Letter,
    "practice": scenarios.ScenarioFile,
}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **KINDS[kind].model_json_schema(),
    }


def json_schema(kind: str) -> str:
    """`schema_of` as text."""
    return json.dumps(schema_of(kind), indent=2)
