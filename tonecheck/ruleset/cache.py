"""Compiled rules on disk, so that a process starts without reading YAML or importing spaCy.

A file is named after the BLAKE2b of all that it was made from: the bytes of the rule files and
of the modules that compile them, and the versions of Python, spaCy and lemminflect. It holds
plain data (`frozen`, msgpack), never a pickle, behind its CRC-32; one that is damaged is made anew.

Reading all that bytes again takes longer than all else at a start. So a note says which file it
was for sources of these names, sizes, times and inodes, as git's index does.
"""

from __future__ import annotations

import os
import re
import struct
import sys
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

from msgpack import ExtType, packb, unpackb

from tonecheck.ruleset.compiled import Compiled
from tonecheck.ruleset.frozen import frozen, thawed

_PACKAGE = Path(__file__).resolve().parent.parent
_COMPILING = (
    "ruleset/*.py",
    "language.py",
    "spelling.py",
    "shapes.py",
    "offsets.py",
    "findings.py",
)
"""What a compiled rule depends on; a change elsewhere leaves it as it is."""
_HEAD = struct.Struct("<4sIQQ")
"""Our mark, the CRC-32 of all that follows it, and how long the packed data and the blobs are."""
_MARK = b"tnc2"
_PLACE = struct.Struct("<QQ")
_BLOB = 1
"""The type by which msgpack names a blob: bytes that stand by themselves behind the data."""
_LEAST_BLOB = 1024
_KEPT = {".rules": 4, ".own": 4, ".proof": 64, ".note": 64}
"""How many files of a kind may stay: built-in rules, those with a user's own, proofs of these."""
_SETTLED_NS = 2_000_000_000
"""What is younger than the coarsest clock of a file system may change without a sign of it."""


def cache_folder() -> Path:
    """Where compiled rules are kept: ``$XDG_CACHE_HOME/tonecheck``, by default in ``~/.cache``.

    A relative path counts for nothing, as the XDG base directory specification wants it.
    """
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "tonecheck"


def cache_file(folder: Path, *own: Path) -> Path:
    """The file for the rules in `folder` as they are now, or for what those of `own` add to them.

    OSError where one of them cannot be read.
    """
    folders = (folder, *own)
    rules = {path: name for where in folders for path, name in _rule_files(where)}
    about = "\n".join(str(where.absolute()) for where in folders)
    return _file_for(rules | _made_by(), "own" if own else "rules", about=about)


def proof_file(rules: Path, settings: str) -> Path:
    """The file that is there if the examples of `rules`, a `cache_file`, passed with `settings`."""
    modules = {str(path): path.name for path in sorted(_PACKAGE.rglob("*.py"))}
    said = f"{rules.name} {settings}"
    return _file_for(modules, "proof", about=said, more=said.encode("utf-8", "surrogateescape"))


def _rule_files(folder: Path) -> list[tuple[str, str]]:
    """The paths of the files that may hold rules, in order, each with its name in `folder`."""
    if folder.is_file():
        return [(str(folder), folder.name)]
    found = sorted(
        f"{root}/{name}"
        for root, _, names in os.walk(folder, onerror=_refuse)
        for name in names
        if name.endswith((".yaml", ".tsv"))
    )
    return [(path, os.path.relpath(path, folder)) for path in found]


def _refuse(err: OSError) -> None:
    raise err


def _made_by() -> dict[str, str]:
    """The names, by path, of what makes compiled rules: our modules, spaCy and lemminflect."""
    modules = [path for pattern in _COMPILING for path in sorted(_PACKAGE.glob(pattern))]
    for package, about in (("spacy", "about.py"), ("lemminflect", "__init__.py")):
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            modules.append(Path(spec.origin).with_name(about))
    return {str(path): path.name for path in modules}


def _file_for(sources: Mapping[str, str], kind: str, *, about: str, more: bytes = b"") -> Path:
    """The file of `kind` for `more` and for `sources`, names by path, as they are now.

    The note on it goes by `about`.
    """
    state, newest = _state(sources)
    note = cache_folder() / f"{crc32(os.fsencode(about)):08x}.note"
    known = _noted(note, state, kind)
    if known:
        return cache_folder() / known
    name = f"{_digest(sources, more)}.{kind}"
    if newest + _SETTLED_NS < time.time_ns():
        keep(note, [f"{name}\n{state}".encode("utf-8", "surrogateescape")])
    return cache_folder() / name


def _state(sources: Iterable[str]) -> tuple[str, int]:
    """What one can say of `sources` without opening them, and the time of the last change."""
    lines, newest = [sys.version], 0
    for path in sources:
        found = os.stat(path)  # noqa: PTH116
        changed = max(found.st_mtime_ns, found.st_ctime_ns)
        newest = max(newest, changed)
        lines.append(f"{path} {found.st_size} {found.st_mtime_ns} {changed} {found.st_ino}")
    return "\n".join(lines), newest


def _noted(note: Path, state: str, kind: str) -> str:
    """The name that `note` has for sources in `state`; "" for none."""
    try:
        name, _, noted = note.read_bytes().decode("utf-8", "surrogateescape").partition("\n")
    except OSError:
        return ""
    return name if noted == state and re.fullmatch(rf"[0-9a-f]{{64}}\.{kind}", name) else ""


def _digest(sources: Mapping[str, str], more: bytes) -> str:
    from hashlib import blake2b

    digest = blake2b(sys.version.encode() + more)
    for path, name in sources.items():
        content = Path(path).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.hexdigest()[:64]


def read(path: Path) -> Compiled | None:
    """The rules that `path` holds, None where it is missing or damaged."""
    try:
        content = memoryview(path.read_bytes())
    except OSError:
        return None
    if len(content) < _HEAD.size:
        return None
    mark, check, size, more = _HEAD.unpack_from(content)
    rest = content[_HEAD.size - _PLACE.size :]
    if mark != _MARK or len(content) != _HEAD.size + size + more or crc32(rest) != check:
        return None
    blobs = content[_HEAD.size + size :]

    def blob(_: int, place: bytes) -> memoryview:
        start, end = _PLACE.unpack(place)
        return blobs[start:end]

    data = content[_HEAD.size : _HEAD.size + size]
    return thawed(unpackb(data, strict_map_key=False, ext_hook=blob))


def write(path: Path, compiled: Compiled) -> None:
    """Keep `compiled` in `path`; where that cannot be, nothing is kept."""
    blobs: list[bytes] = []
    data = packb(_with_blobs(frozen(compiled), blobs))
    rest = [_PLACE.pack(len(data), sum(map(len, blobs))), data, *blobs]
    check = 0
    for piece in rest:
        check = crc32(piece, check)
    keep(path, [_MARK, struct.pack("<I", check), *rest])


def _with_blobs(data: Any, blobs: list[bytes]) -> Any:
    """`data` with long bytes put into `blobs`, and their place where they stood."""
    if isinstance(data, bytes) and len(data) >= _LEAST_BLOB:
        start = sum(map(len, blobs))
        blobs.append(data)
        return ExtType(_BLOB, _PLACE.pack(start, start + len(data)))
    if isinstance(data, dict):
        return {key: _with_blobs(value, blobs) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_with_blobs(value, blobs) for value in data]
    return data


def keep(path: Path, pieces: Iterable[bytes]) -> None:
    """Put `pieces` into `path`, whole or, where that cannot be, not at all."""
    from tempfile import NamedTemporaryFile

    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115
        try:
            with file:
                file.writelines(pieces)
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
        _tidy(path)


def is_kept(path: Path) -> bool:
    """Whether `path` is there and its folder may be looked into."""
    try:
        return path.exists()
    except PermissionError:
        return False


def _tidy(written: Path) -> None:
    """Remove all but the newest files like `written`."""
    alike = written.parent.glob(f"*{written.suffix}")
    files = sorted(alike, key=lambda path: path.stat().st_mtime)
    for path in files[: -_KEPT[written.suffix]]:
        path.unlink()
