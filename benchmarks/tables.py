"""Write the measured tables into benchmarks/README.md, between its markers.

    python benchmarks/tables.py

Reads benchmarks/results/speed.json (pytest-benchmark), scaling.json (scaling.py), accuracy.json
(accuracy.py) and held_out.json (held_out.py); what was not measured stays as it is.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import accuracy
import fast
import held_out

HERE = Path(__file__).parent
RESULTS = HERE / "results"


def speed_table(data: dict[str, Any]) -> str:
    """Median times as ratios to VADER's (mail, step) or in seconds (load)."""
    median = {b["name"].removeprefix("test_"): b["stats"]["median"] for b in data["benchmarks"]}
    spread = {
        b["name"].removeprefix("test_"): (b["stats"]["min"], b["stats"]["max"])
        for b in data["benchmarks"]
    }
    vader = median["vader"]
    lines = ["| what | of VADER's time | range |", "|---|---:|---:|"]
    for bench in data["benchmarks"]:
        name = bench["name"].removeprefix("test_")
        if bench["group"] != "load":
            low, high = (bound / vader for bound in spread[name])
            label = name.replace("_", " ")
            lines.append(f"| {label} | {median[name] / vader:.2f} | {low:.2f} - {high:.2f} |")
    lines += ["", "| loading | seconds |", "|---|---:|"]
    for bench in data["benchmarks"]:
        name = bench["name"].removeprefix("test_")
        if bench["group"] == "load":
            lines.append(f"| {name.replace('_', ' ')} | {median[name]:.2f} |")
    cpu = data["machine_info"]["cpu"].get("brand_raw", "unknown processor")
    return "\n".join([f"Python {data['machine_info']['python_version']}, {cpu}.", "", *lines])


def peers_table(
    results: dict[str, dict[str, Any]], held: dict[str, dict[str, Any]], *, figure: str
) -> str:
    """One figure of every scorer on every source that has it; none was fitted on that source."""
    columns = {
        source: {
            "tonecheck": held.get(source, {}).get(figure),
            "linear floor": held.get(source, {}).get("floor", {}).get(figure),
            **{name: found[figure] for name, found in result.get("peers", {}).items()},
        }
        for source, result in results.items()
    }
    names = dict.fromkeys(name for found in columns.values() for name in found)
    lines = ["| source | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for source, found in columns.items():
        if any(value is not None for value in found.values()):
            marked = f"{source} *" if source in held_out.INHOUSE else source
            values = [found.get(name) for name in names]
            cells = ["" if value is None else f"{value:.2f}" for value in values]
            lines.append(f"| {marked} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def peers_tables(results: dict[str, Any], held: dict[str, Any]) -> str:
    """The three figures that any scorer has, a table each."""
    heads = {"auc": "AUC", "recall_at_1": "Recall at 1 %", "pairs_ordered": "Pairs ordered"}
    return "\n\n".join(
        f"### {head}\n\n{peers_table(results, held['sources'], figure=figure)}"
        for figure, head in heads.items()
    )


def put(page: str, name: str, text: str) -> str:
    """`page` with `text` between the markers called `name`."""
    marker = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
    return marker.sub(lambda found: found[1] + text + found[2], page)


def measured(name: str) -> Any:
    """What results/`name`.json holds, or None."""
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def main() -> None:
    """Rewrite the page from what was measured."""
    path = HERE / "README.md"
    page = path.read_text(encoding="utf-8")
    makers = {
        "scaling": (fast.scaling_tables, "scaling"),
        "steps": (fast.steps_table, "speed"),
        "speed": (speed_table, "speed"),
        "accuracy": (accuracy.table, "accuracy"),
        "held-out": (held_out.table, "held_out"),
        "peers": (peers_tables, "accuracy", "held_out"),
    }
    for name, (make, *sources) in makers.items():
        found = [measured(source) for source in sources]
        if all(data is not None for data in found) and (text := make(*found)):
            page = put(page, name, text)
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
