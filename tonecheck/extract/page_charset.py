"""The charset that a page declares for itself."""

from __future__ import annotations

import re

from tonecheck.extract.html_tokens import attributes, tokens

_WITHIN = 1024
# The value "text/html; charset=windows-1252" of a content.
_CONTENT_CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?\s*([^\s;"']+)""")


def page_charset(page: bytes) -> str | None:
    """What a ``<meta>`` in the first kilobyte of a page says; None where nothing is said.

    HTML standard, section 13.2.3.2.
    """
    head = page[:_WITHIN].decode("latin-1")
    for kind, start, end, name in tokens(head):
        if kind == "start" and name == "meta":
            given = attributes(head[start:end])
            is_content = given.get("http-equiv", "").strip().lower() == "content-type"
            content = _CONTENT_CHARSET.search(given.get("content", "")) if is_content else None
            if charset := given.get("charset") or (content and content[1]):
                return charset.strip()
    return None
