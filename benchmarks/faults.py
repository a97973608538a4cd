"""Five hundred faults at every stage of the gate, by kind, with what became of the mails.

python benchmarks/faults.py [--count 500] [--cold 40] [--json results/faults.json]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.gate.conftest import world_env  # noqa: E402 - the tests know how to bring a fault about
from tests.gate.faults import Lab, Outcome, run  # noqa: E402
from tests.gate.warm import Warm  # noqa: E402
from tonecheck import Checker  # noqa: E402


def became(outcome: Outcome) -> str:
    """What became of one mail, in two words."""
    if not outcome.kept:
        return "LAW BROKEN"
    return "sent once" if outcome.copies else "kept back"


def table(outcomes: list[Outcome]) -> str:
    """Each kind of fault with how often it was tried and what became of the mails."""
    rows: dict[tuple[str, str, str], Counter[str]] = {}
    for outcome in outcomes:
        key = (outcome.path, outcome.fault.stage, outcome.fault.name)
        rows.setdefault(key, Counter())[became(outcome)] += 1
    lines = ["| through | stage | fault | tried | kept back | sent once | law broken |",
             "|---|---|---|---:|---:|---:|---:|"]  # fmt: skip
    for (path, stage, name), counts in rows.items():
        numbers = [counts["kept back"], counts["sent once"], counts["LAW BROKEN"]]
        lines.append(f"| {path} | {stage} | {name} | {counts.total()} | "
                     + " | ".join(map(str, numbers)) + " |")  # fmt: skip
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--cold", type=int, default=40)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = world_env(folder, folder / "bin")
        warm = Warm()
        lab = Lab(folder, warm, Checker(), env)
        outcomes = list(run(lab, asked.count - asked.cold, cold=asked.cold))
        warm.close()
    broken = [outcome for outcome in outcomes if not outcome.kept]
    print(table(outcomes))
    print(f"\n{len(outcomes)} faults, {len(broken)} mails lost, doubled, damaged or unchecked")
    if asked.json:
        asked.json.write_text(json.dumps([
            {"through": o.path, "stage": o.fault.stage, "fault": o.fault.name, "mail": o.mail,
             "on_error": o.on_error, "code": o.code, "became": became(o)} for o in outcomes
        ], indent=0) + "\n")  # fmt: skip
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
