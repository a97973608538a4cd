"""Rule files: reading, checking and compiling them."""

from __future__ import annotations

from pathlib import Path


def builtin_folder() -> Path:
    """The rules in the installed package, or the checkout's where it runs from one."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "builtin_rules"
    return packed if packed.is_dir() else package.parent / "rules"
