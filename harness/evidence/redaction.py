"""Takes everything secret out of what is written: each registered value, in every form it may have taken.

A password that was typed turns up as it is, but also JSON-, URL- or HTML-encoded and within base64
(form bodies, traces, pages). All these forms are worked out once, when the value is registered.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

from harness.errors import WrongUse
from harness.evidence.secret import HIDDEN, Secret

PNG = b"\x89PNG\r\n\x1a\n"
SHORTEST = 4
SHORTEST_IN_BASE64 = 6

Encoder = Callable[[str], Iterator[str]]

_PARAMETER = re.compile(
    r"""((?:[?&;]|%3F|%26|\\u0026|&\#38;|&\#x26;)   # how a query parameter begins, encoded or not
         (?:csession|token|password)(?:=|%3D))
        (?:(?!%26|%23|\\u0026)[^&\#\s"'<>\\])+""",
    re.IGNORECASE | re.VERBOSE,
)


class Redactor:
    """The registry of secrets of one run, and what replaces them by ``[secret]``."""

    def __init__(self) -> None:
        self._forms: list[str] = []
        self._known: set[str] = set()

    def register(self, *secrets: Secret) -> None:
        """From now on, no form of these values passes. Empty ones are no secrets.

        Raises:
            WrongUse: a value is so short that it would be found in every text.
        """
        for secret in secrets:
            value = secret.reveal()
            if not value or value in self._known:
                continue
            if len(value) < SHORTEST:
                raise WrongUse(
                    f"A secret of fewer than {SHORTEST} characters cannot be told from ordinary text, "
                    "so it cannot be kept out of a report; use a longer one"
                )
            self._known.add(value)
            self._forms.extend(forms(value))
        # The longest first: a short form may be a part of a long one and would leave the rest standing.
        self._forms = sorted(set(self._forms), key=len, reverse=True)

    def text(self, text: str) -> str:
        """The text with every registered value and every secret query parameter replaced."""
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return _PARAMETER.sub(rf"\1{HIDDEN}", text)

    def data(self, data: bytes) -> bytes:
        """The same for bytes; pictures (PNG) pass as they are."""
        if data.startswith(PNG):
            return data
        return self.text(data.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")


def forms(value: str) -> set[str]:
    """Every form that a value may take in a file: itself, encoded once, encoded twice, within base64."""
    once = {value, *_encoded(value)}
    twice = {form for one in once for form in _encoded(one)}
    plain = once | twice
    return plain | {form for one in plain for form in _in_base64(one)}


def _encoded(value: str) -> Iterator[str]:
    for encoder in (_in_json, _in_url, _in_html):
        yield from encoder(value)


def _in_json(value: str) -> Iterator[str]:
    for ascii_only in (True, False):
        inner = json.dumps(value, ensure_ascii=ascii_only)[1:-1]
        yield inner
        yield inner.replace("/", "\\/")
        yield _uppercase_escapes(inner)
        yield re.sub("[<>&']", lambda match: f"\\u{ord(match[0]):04x}", inner)  # as within a page's scripts
        yield re.sub("[<>&']", lambda match: f"\\u{ord(match[0]):04X}", inner)


def _uppercase_escapes(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: f"\\u{match[1].upper()}", text)


_SAFE = ("", "/", "!'()*", "!$&'()*+,;=:@/", "-._~")  # as different libraries leave characters alone


def _in_url(value: str) -> Iterator[str]:
    raw = value.encode("utf-8", "surrogateescape")
    for safe in _SAFE:
        for form in (quote(raw, safe=safe), quote_plus(raw, safe=safe)):
            yield form
            yield re.sub("%[0-9A-F]{2}", lambda match: match[0].lower(), form)
    yield re.sub("[*~]", lambda match: f"%{ord(match[0]):02X}", quote_plus(raw))  # as a form's body has it


def _in_html(value: str) -> Iterator[str]:
    text_only = html.escape(value, quote=False)
    quoted = html.escape(value, quote=True)
    for apostrophe in ("&#x27;", "&#39;", "&#039;", "&apos;", "'"):
        for quotation in ("&quot;", "&#34;", "&#x22;", '"'):
            yield quoted.replace("&#x27;", apostrophe).replace("&quot;", quotation)
    yield text_only
    yield text_only.encode("ascii", "xmlcharrefreplace").decode()
    yield quoted.encode("ascii", "xmlcharrefreplace").decode()
    yield "".join(f"&#x{ord(sign):x};" if ord(sign) > 127 else sign for sign in text_only)


def _in_base64(value: str) -> Iterator[str]:
    """What base64 makes of the value wherever it stands in a longer text.

    The first and last signs also hold bits of the neighbours, so only those between them are looked for.
    """
    raw = value.encode("utf-8", "surrogateescape")
    if len(raw) < SHORTEST_IN_BASE64:
        return
    for before in range(3):
        signs = base64.b64encode(bytes(before) + raw).decode().rstrip("=")
        begin = -(-before * 8 // 6)
        end = (before + len(raw)) * 8 // 6
        inner = signs[begin:end]
        yield inner
        yield inner.replace("+", "-").replace("/", "_")
        yield inner.replace("+", "%2B").replace("/", "%2F")
