"""Write the measured tables into benchmarks/README.md, between its markers.

    python benchmarks/tables.py

Reads benchmarks/results/speed.json (pytest-benchmark) and accuracy.json (accuracy.py).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from accuracy import table

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


def put(page: str, name: str, text: str) -> str:
    """`page` with `text` between the markers called `name`."""
    marker = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- /{name} -->)", re.DOTALL)
    return marker.sub(lambda found: found[1] + text + found[2], page)


def main() -> None:
    """Rewrite the page from what was measured."""
    path = HERE / "README.md"
    page = path.read_text(encoding="utf-8")
    makers = {"speed": speed_table, "accuracy": table}
    for name, make in makers.items():
        measured = RESULTS / f"{name}.json"
        if measured.is_file():
            page = put(page, name, make(json.loads(measured.read_text(encoding="utf-8"))))
    path.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
