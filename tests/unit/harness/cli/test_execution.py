from __future__ import annotations

from typing import Any

from flows.catalogue import LINK_ACCOUNT
from harness.cli.execution import Request, _world
from harness.config import load
from harness.evidence.redaction import Redactor
from harness.situation import Control
from harness.world import World, world_from


class OneWorld(Control):
    """A control API that gives one world and needs no mock."""

    def __init__(self) -> None:
        pass

    def make_world(self, courts: Any, personas: Any, *_: Any, **__: Any) -> World:
        """A world with one persona."""
        pacer = {"username": "filer", "password": "hush-pacer"}
        old = [{"court": courts[0], "login": "old", "password": "hush-cmecf"}]
        who = {"name": personas[0], "person": "Pat Filer", "address": "p@example.org", "pacer": pacer}
        made = {"world": "w", "clock": "2021-06-01T09:00:00", "mailbox": "https://m/", "courts": courts}
        return world_from({**made, "personas": [{**who, "cmecf": old}]})


def test_the_secrets_of_a_world_are_known_before_anything_is_reported() -> None:
    """Reports and the mock's last words are written by the parent, which must know what to leave out."""
    redactor = Redactor()
    request = Request(LINK_ACCOUNT, ("azb",), "unlinked-filer", None, None, load(environment={}))
    _world(OneWorld(), request, redactor, "azb")
    assert redactor.text("said hush-pacer and hush-cmecf") == "said [secret] and [secret]"
