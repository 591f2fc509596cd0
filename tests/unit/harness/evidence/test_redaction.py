from __future__ import annotations

import base64
import html
import json
import random
import string
from collections.abc import Callable
from urllib.parse import quote, quote_plus, urlencode

import pytest

from harness.errors import WrongUse
from harness.evidence.redaction import PNG, Redactor
from harness.evidence.secret import HIDDEN, Secret

SIGNS = string.ascii_letters + string.digits + string.punctuation + " äß€漢😀"
SEEDS = range(40)


def random_secret(seed: int) -> str:
    """A secret of 6 to 30 signs; the seed makes a failure repeatable."""
    chance = random.Random(seed)  # noqa: S311  # variety is wanted, not secrecy
    return "".join(chance.choices(SIGNS, k=chance.randint(6, 30)))


def within_base64(before: str) -> Callable[[str], str]:
    """Base64 of a text in which the secret stands after ``before``."""
    return lambda value: base64.b64encode(f"{before}{value}\n".encode()).decode()


def decodable(text: str, value: str) -> bool:
    """Whether the secret can be read from base64 in the text."""
    for word in text.replace("%2B", "+").replace("%2F", "/").split():
        body = word.replace("-", "+").replace("_", "/")
        try:
            if value.encode() in base64.b64decode(body + "=" * (-len(body) % 4), validate=True):
                return True
        except ValueError:
            continue
    return False


FORMS: dict[str, Callable[[str], str]] = {
    "raw": lambda value: value,
    "JSON": json.dumps,
    "JSON, not ASCII": lambda value: json.dumps(value, ensure_ascii=False),
    "JSON with \\/": lambda value: json.dumps(value).replace("/", "\\/"),
    "JSON in JSON": lambda value: json.dumps(json.dumps({"body": value})),
    "URL": lambda value: quote(value),
    "URL, all": lambda value: quote(value, safe=""),
    "URL, small letters": lambda value: "".join(
        part.lower() if part.startswith("%") else part for part in _percent_parts(quote(value, safe=""))
    ),
    "form body": lambda value: urlencode({"pw": value}),
    "form body in JSON": lambda value: json.dumps({"postData": urlencode({"pw": value})}),
    "form body with +": lambda value: quote_plus(value),
    "URL in URL": lambda value: quote(quote(value, safe=""), safe=""),
    "HTML": html.escape,
    "HTML, text": lambda value: html.escape(value, quote=False),
    "HTML, numbers": lambda value: html.escape(value).replace("&quot;", "&#34;").replace("&#x27;", "&#39;"),
    "HTML, ASCII": lambda value: html.escape(value).encode("ascii", "xmlcharrefreplace").decode(),
    "HTML in JSON": lambda value: json.dumps(html.escape(value)),
    "JSON in HTML": lambda value: html.escape(json.dumps(value)),
}


def _percent_parts(text: str) -> list[str]:
    parts: list[str] = []
    while text:
        size = 3 if text[0] == "%" else 1
        parts.append(text[:size])
        text = text[size:]
    return parts


@pytest.mark.parametrize("seed", SEEDS)
def test_no_encoded_form_of_a_secret_survives(seed: int) -> None:
    """Whatever a secret holds, none of its encodings is left in a text around it."""
    value = random_secret(seed)
    redactor = Redactor()
    redactor.register(Secret(value))
    for name, encode in FORMS.items():
        form = encode(value)
        cleaned = redactor.text(f"before [{form}] after")
        inner = form.strip('"').removeprefix("pw=")
        assert HIDDEN in cleaned, f"{name}: nothing was replaced in {form!r}"
        assert inner not in cleaned, f"{name}: {form!r} survived"
        assert cleaned.startswith("before [")
        assert cleaned.endswith("] after")


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("before", ["", "a", "ab", "user:", "login=x&key="])
def test_no_secret_can_be_decoded_from_base64(seed: int, before: str) -> None:
    """A secret anywhere in a base64 text cannot be decoded from what is left."""
    value = random_secret(seed)
    redactor = Redactor()
    redactor.register(Secret(value))
    standard = within_base64(before)(value)
    for form in (standard, standard.replace("+", "-").replace("/", "_"), quote(standard, safe="")):
        assert not decodable(redactor.text(f"Basic {form} end"), value)


def test_a_test_of_decoding_sees_what_is_not_redacted() -> None:
    """The check above would fail if nothing were replaced."""
    assert decodable("Basic " + within_base64("user:")("open sesame") + " end", "open sesame")


def test_secrets_are_replaced_in_bytes_too() -> None:
    """Bytes that are no text are kept but for the secret in them."""
    redactor = Redactor()
    redactor.register(Secret("open-sesame"))
    assert redactor.data(b"\xff\x00open-sesame\xfe") == b"\xff\x00" + HIDDEN.encode() + b"\xfe"


def test_pictures_pass() -> None:
    """A PNG file is never rewritten, even if its bytes happened to spell a secret."""
    redactor = Redactor()
    redactor.register(Secret("open-sesame"))
    picture = PNG + b"open-sesame"
    assert redactor.data(picture) == picture


@pytest.mark.parametrize("parameter", ["csession", "token", "password", "CSESSION"])
@pytest.mark.parametrize(
    "address",
    [
        "https://ecf.azb.uscourts.gov/cgi-bin/login.pl?{0}=s3cr3t",
        "https://ecf.azb.uscourts.gov/x?a=1&{0}=s3cr3t&b=2",
        '<a href="/x?a=1&amp;{0}=s3cr3t&amp;b=2">',
        "login.jsf?appurl=https%3A%2F%2Fecf%3F{0}%3Ds3cr3t%26b%3D2",
        '{{"url": "/x?a=1\\u0026{0}=s3cr3t\\u0026b=2"}}',
    ],
)
def test_secret_parameters_of_addresses_are_hidden(address: str, parameter: str) -> None:
    """Values of session parameters go, registered or not, and the rest of the address stays."""
    cleaned = Redactor().text(address.format(parameter))
    assert "s3cr3t" not in cleaned
    assert HIDDEN in cleaned
    assert cleaned.endswith(address.partition("s3cr3t")[2].replace("}}", "}"))


@pytest.mark.parametrize(
    "text", ["tokens=3", "The password is wrong.", "a=1&mytoken2=x", "password: required"]
)
def test_ordinary_text_stays(text: str) -> None:
    """Words that only resemble a secret parameter are left alone."""
    assert Redactor().text(text) == text


def test_a_secret_within_a_longer_one_leaves_nothing_behind() -> None:
    """Of two secrets, one the beginning of the other, no rest of the longer one is left."""
    redactor = Redactor()
    redactor.register(Secret("open"), Secret("open-sesame"))
    assert redactor.text("open-sesame, open") == f"{HIDDEN}, {HIDDEN}"


def test_an_empty_secret_is_none() -> None:
    """An empty value replaces nothing."""
    redactor = Redactor()
    redactor.register(Secret(""))
    assert redactor.text("nothing to hide") == "nothing to hide"


def test_a_secret_that_would_spoil_every_text_is_refused() -> None:
    """A value of three signs is refused, and the message does not show it."""
    with pytest.raises(WrongUse) as caught:
        Redactor().register(Secret("q7z"))
    assert "q7z" not in str(caught.value)
