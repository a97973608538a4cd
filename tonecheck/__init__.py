"""A linter for the tone of what you are about to send.

The names below are imported when they are first used: spaCy takes longer to import than
``tonecheck --version`` may take in all.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tonecheck.config import Config
    from tonecheck.engine import Checker, check
    from tonecheck.errors import ToneError
    from tonecheck.findings import Category, Cue, Finding, Report, Rewrite, Severity

__all__ = [
    "Category",
    "Checker",
    "Config",
    "Cue",
    "Finding",
    "Report",
    "Rewrite",
    "Severity",
    "ToneError",
    "check",
]
__version__ = "0.1.0"

_HOMES = {"Config": "config", "Checker": "engine", "check": "engine", "ToneError": "errors"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'tonecheck' has no attribute {name!r}")
    home = import_module(f"tonecheck.{_HOMES.get(name, 'findings')}")
    value = globals()[name] = getattr(home, name)
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
