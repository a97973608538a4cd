"""How files are named to other programs."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote


def relative(path: str, root: str) -> str:
    """`path` from the folder `root`, with slashes; unchanged where it lies elsewhere."""
    pure = PurePath(path)
    if root and pure.is_absolute() and pure.is_relative_to(root):
        pure = pure.relative_to(root)
    return pure.as_posix()


def uri(path: str, root: str) -> str:
    """`path` as a URI reference: relative to `root`, else ``file:///...`` (RFC 3986, 8089)."""
    pure = PurePath(relative(path, root))
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(pure.as_posix()), safe="/")
