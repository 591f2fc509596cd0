"""What the control API is sent: taken as it is meant, or refused; never half understood."""

from __future__ import annotations

import httpx
import pytest

from tests.mock_server import RunningMock


def test_no_body_at_all_makes_a_world_of_everything(control: httpx.Client) -> None:
    """Every key has a default."""
    assert control.post("/worlds").status_code == 201


@pytest.mark.parametrize(
    "body",
    [b'{"courts": ["azb"]', b"courts=azb", b"\xff\xfe{}", b"[]", b"null", b"false", b'"azb"', b"[" * 100_000],
)
def test_what_is_no_json_object_is_refused(control: httpx.Client, body: bytes) -> None:
    """A misspelt body never makes a world that nobody asked for, and never an error of the server."""
    answer = control.post("/worlds", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith("body: ")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b'{"seed": "1"}', "seed"),
        (b'{"seed": true}', "seed"),
        (b'{"seed": 99999999999999999999999}', "seed"),
        (b'{"clock": 0}', "clock"),
        (b'{"clock": "0001-01-01T00:00:00"}', "clock"),
        (b'{"clock": "9999-12-31T23:59:59"}', "clock"),
        (b'{"passwords": {"unlinked-filer": ""}}', "passwords.unlinked-filer"),
        (b'{"passwords": {"unlinked-filer": "short"}}', "passwords.unlinked-filer"),
        (b'{"passwords": {"unlinked-filer": "\\ud800-half"}}', "body"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_key(
    control: httpx.Client, body: bytes, key: str
) -> None:
    """Wrong types, figures that nothing can hold, and passwords that the sign-in page does not take."""
    answer = control.post("/worlds", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"{key}: ")


def test_a_huge_body_is_refused(control: httpx.Client) -> None:
    """It is neither read nor repeated in the answer; the connection serves the next call."""
    answer = control.post("/worlds", content=b'{"courts": ["' + b"a" * 2_000_000 + b'"]}')
    assert answer.status_code == 413
    assert len(answer.content) < 1_000
    assert control.get("/courts").status_code == 200


def test_a_password_for_somebody_who_is_not_there_is_refused(control: httpx.Client) -> None:
    """It would open nothing."""
    body = {"personas": ["pacer-only"], "passwords": {"unlinked-filer": "long-enough"}}
    answer = control.post("/worlds", json=body)
    assert answer.status_code == 400
    assert "no persona of this world 'unlinked-filer'" in answer.json()["error"]


def test_a_persona_is_there_once_and_an_empty_list_means_nobody(mock: RunningMock) -> None:
    """A name given twice is one persona; no name is no persona, not all of them."""
    twice = mock.world(courts=["azb"], personas=["pacer-only", "pacer-only"])
    assert [one["name"] for one in twice["personas"]] == ["pacer-only"]
    assert mock.world(courts=["azb"], personas=[])["personas"] == []


@pytest.mark.parametrize("seconds", ["1e300", "1e12", "Infinity", "NaN", "true", '"60"'])
def test_the_clock_does_not_leave_the_calendar(
    control: httpx.Client, mock: RunningMock, seconds: str
) -> None:
    """What is no number of seconds, or too many, is refused, and the clock stands where it stood."""
    world = mock.world(courts=["azb"], personas=["pacer-only"])
    answer = control.put(f"/worlds/{world['world']}/clock", content=f'{{"advance_seconds": {seconds}}}')
    assert answer.status_code == 400
    assert control.get(f"/worlds/{world['world']}").json()["clock"] == world["clock"]


def test_many_moves_do_not_leave_the_calendar_either(control: httpx.Client, mock: RunningMock) -> None:
    """The last day holds for the sum as well."""
    name = mock.world(courts=["azb"], personas=["pacer-only"], clock="2999-12-30")["world"]
    answers = [control.put(f"/worlds/{name}/clock", json={"advance_seconds": 86_400}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 400]
    assert "2999-12-31 at the latest" in answers[1].json()["error"]


def test_a_day_is_a_time_too(control: httpx.Client, mock: RunningMock) -> None:
    """A world's clock takes a day, which begins at midnight, and leaves out a zone."""
    name = mock.world(courts=["azb"], personas=["pacer-only"], clock="2020-02-17")["world"]
    assert control.get(f"/worlds/{name}").json()["clock"] == "2020-02-17T00:00:00"
    moved = control.put(f"/worlds/{name}/clock", json={"now": "2020-02-18T09:00:00Z"})
    assert moved.json()["clock"] == "2020-02-18T09:00:00"


def test_a_page_is_for_the_fault_that_knows_pages(control: httpx.Client, mock: RunningMock) -> None:
    """With another fault a page would make it one that never happens."""
    name = mock.world(courts=["azb"], personas=["pacer-only"])["world"]
    body = {"fault": "submit-does-nothing", "page": "confirm"}
    answer = control.post(f"/worlds/{name}/faults", json=body)
    assert answer.status_code == 400
    assert "takes no page; only error-500 does" in answer.json()["error"]
    assert control.get(f"/worlds/{name}/faults").json() == []


def test_who_has_no_pacer_account_has_no_password_to_choose(control: httpx.Client) -> None:
    """A wish that cannot be granted is refused, and not forgotten."""
    answer = control.post("/worlds", json={"passwords": {"no-pacer-account": "A-long-secret-1"}})
    assert answer.status_code == 400
    assert "has no PACER account" in answer.json()["error"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing", 404), ("PATCH", "/worlds", 405)])
def test_what_the_api_does_not_have_is_told_in_json(
    control: httpx.Client, method: str, path: str, status: int
) -> None:
    """Every answer of the control API is JSON."""
    answer = control.request(method, path)
    assert answer.status_code == status
    assert answer.json()["error"]
