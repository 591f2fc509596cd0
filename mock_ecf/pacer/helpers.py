"""What PACER's templates may call: its texts, and the addresses of other hosts."""

from __future__ import annotations

from flask import Blueprint

from mock_ecf.app_context import address
from mock_ecf.pacer.texts import text

blueprint = Blueprint("pacer_helpers", __name__)


@blueprint.app_context_processor
def template_helpers() -> dict[str, object]:
    """The helpers by the name that templates use."""
    return {"text": text, "url": _url}


def _url(kind: str, path: str = "/") -> str:
    return address().url(kind, path)
