"""Which elements of a page are open, and what the text in them is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from tonecheck.message import SegmentKind

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li "
    "main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead "
    "tr ul".split()
)
"""Elements that stand on lines of their own."""
_SCOPES = frozenset("table td th ul ol dl".split())
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("tr", "tbody", "thead", "tfoot"))
_IN_HEAD = frozenset(
    "base basefont bgsound link meta noframes noscript object script style template title "
    "xml".split()
)
# A start tag that ends an open element of the second name, whose end tag may be left out.
_ENDS = {"li": "li", "dd": "dt", "dt": "dd", "option": "option", "tr": "tr"}


@dataclass(slots=True)
class _Scope:
    """Elements inside one table cell, list or page; an end tag in it ends none outside."""

    root: str
    kind: SegmentKind
    open: list[tuple[str, SegmentKind]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class OpenElements:
    """The open elements, by the parts of the HTML standard that decide where an element ends.

    An end tag without a start is passed over; closing takes constant time on average.
    """

    def __init__(self) -> None:
        self._scopes = [_Scope("", "own")]
        self._roots: Counter[str] = Counter()

    @property
    def kind(self) -> SegmentKind:
        """What text is here."""
        scope = self._scopes[-1]
        return scope.open[-1][1] if scope.open else scope.kind

    def has(self, name: str) -> bool:
        """Whether an element `name` is open here."""
        return self._scopes[-1].counts[name] > 0

    def open(self, name: str, kind: SegmentKind) -> None:
        """Begin element `name`, whose text is of `kind` unless it stands in something left out."""
        self._end_what_ends_by(name)
        if self.kind != "own":
            kind = self.kind
        if name in _SCOPES:
            self._scopes.append(_Scope(name, kind))
            self._roots[name] += 1
            return
        scope = self._scopes[-1]
        scope.open.append((name, kind))
        scope.counts[name] += 1

    def close(self, name: str) -> None:
        """End element `name` and what is open in it."""
        if name in _ROWS and self._scopes[-1].root in _CELLS and not self.has(name):
            self._end_scope()
        if name in _SCOPES:
            if self._roots[name]:
                while self._end_scope() != name:
                    pass
        elif self.has(name):
            while self._end_element() != name:
                pass

    def _end_what_ends_by(self, name: str) -> None:
        if (name in _CELLS or name == "tr") and self._scopes[-1].root in _CELLS:
            self._end_scope()
        if name in BLOCKS:
            self.close("p")
        if self.has("head") and name not in _IN_HEAD:
            self.close("head")
        if name in _ENDS:
            self.close(name)
            self.close(_ENDS[name])

    def _end_element(self) -> str:
        scope = self._scopes[-1]
        name, _ = scope.open.pop()
        scope.counts[name] -= 1
        return name

    def _end_scope(self) -> str:
        root = self._scopes.pop().root
        self._roots[root] -= 1
        return root
