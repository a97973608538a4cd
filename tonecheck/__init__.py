"""A linter for the tone of what you are about to send."""

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
