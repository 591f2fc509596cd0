"""``link_account`` and what a failure shows and keeps, without any secret."""

from __future__ import annotations

import json
import zipfile

import pytest

from harness.evidence.redaction import forms
from tests.plugin.conftest import Suite

pytestmark = pytest.mark.slow  # each test is a suite of its own, with browsers

KEEP_SECRETS = """
    import json, pathlib, pytest

    @pytest.fixture(autouse=True)
    def _note(ecf_world):
        yield
        place = pathlib.Path("secrets.json")
        known = json.loads(place.read_text()) if place.exists() else []
        place.write_text(json.dumps(known + [one.reveal() for one in ecf_world.record.secrets]))
"""


def test_linking_passes_and_is_refused_as_expected(suite: Suite) -> None:
    """The runs come back; a passing test leaves nothing behind; pages of the test see what the flow did."""
    suite.write(
        "test_it.py",
        """
        import pytest

        @pytest.mark.ecf(court="azb")
        def test_link(link_account, ecf_world, page):
            runs = link_account()
            assert [run.flow for run in runs] == ["link_account", "verify_link"]
            assert {run.verdict.value for run in runs} == {"passed"}
            assert "Bankruptcy" in runs[0].menus_after

        @pytest.mark.ecf(court="azb", persona="legacy-account")
        def test_refusal(link_account):
            (run,) = link_account(expect="refused:open-form")
            assert "refused as expected" in run.reason

        @pytest.mark.ecf(court="azb")
        def test_wrong_step(link_account):
            link_account(expect="refused:sing-in")

        @pytest.mark.ecf(court="ord")
        def test_no_self_service(link_account):
            link_account()
        """,
    )
    done = suite.run()
    assert done.counts == {"passed": 2, "failed": 2}, done.output
    assert "users cannot link by themselves" in done.failure("test_no_self_service")[0]
    assert done.failure("test_wrong_step")[0].startswith("link_account(expect=…): link_account at azb has no")
    assert not (suite.folder / "test-results").exists()


def test_a_failing_flow_is_told_in_ten_lines(suite: Suite) -> None:
    """The line that called it, step, instruction, expected, found, messages, address and evidence."""
    suite.write(
        "test_it.py",
        '''
        import pytest

        @pytest.mark.ecf(court="azb")
        def test_link(link_account, ecf_world):
            """One of many lines of a long test."""
            assert 1 == 1
            assert 2 == 2
            assert 3 == 3
            ecf_world.set_fault("good-credentials-refused")
            link_account()

        @pytest.mark.ecf(court="azb")
        def test_no_refusal(link_account):
            link_account(expect="refused:open-form")
        ''',
    )
    done = suite.run("-n", "1")
    assert done.counts == {"failed": 2}, done.output
    lines = done.failure("test_link")[:10]
    assert "link_account at azb failed at step 6 (D1 step 6, persona unlinked-filer)" in "\n".join(lines)
    text = "\n".join(lines)
    for word in (
        "instruction: Enter",
        "expected: ",
        "found: refused: ",
        "page says: “",
        "address: https://ecf.azb",
    ):
        assert f"E   {word}" in text
    report = "test-results/test-it-py-test-link-azb-chromium/link_account/report.html"
    assert f"E   evidence: {report}" in text
    assert (suite.folder / report).is_file()
    assert "harness/" not in text
    assert "expected: a refusal" in "\n".join(done.failure("test_no_refusal")[:10])


def test_a_failing_page_shows_its_world(suite: Suite) -> None:
    """Address, messages and journal stand below the failure, and Playwright's own lines do not."""
    suite.write(
        "test_it.py",
        """
        import pytest

        @pytest.mark.ecf(court="azb")
        def test_page(page, ecf_persona):
            page.goto("https://pacer.login.uscourts.gov/csologin/login.jsf")
            page.get_by_label("Username").fill(ecf_persona.pacer.name)
            page.get_by_label("Password").fill("not-the-password")
            page.get_by_role("button", name="Login").click()
            page.get_by_text("Welcome").click(timeout=300)
        """,
    )
    done = suite.run()
    assert done.counts == {"failed": 1}, done.output
    assert "site-packages" not in done.output.split("= FAILURES =")[1]
    section = done.output.split("the world as the failure found it")[1]
    assert "page: https://pacer.login.uscourts.gov/csologin/login.jsf" in section
    assert "  says: “Invalid username or password" in section
    assert "POST pacer.login.uscourts.gov/csologin/login.jsf  200 refused: bad-credentials" in section
    assert "evidence: test-results/test-it-py-test-page-azb-chromium" in section
    assert list(suite.folder.glob("test-results/*/test-failed-1.png"))


def test_no_secret_is_shown_or_kept(suite: Suite) -> None:
    """Neither output, JUnit, traces nor reports hold a password or cookie; the traces stay readable."""
    suite.write("conftest.py", KEEP_SECRETS)
    suite.write(
        "test_it.py",
        """
        import pytest

        @pytest.mark.ecf(court="azb")
        def test_typed(page, ecf_persona):
            password = ecf_persona.pacer.password.reveal()
            print("typing", password)
            page.goto("https://pacer.login.uscourts.gov/csologin/login.jsf")
            page.get_by_label("Username").fill(ecf_persona.pacer.name)
            page.get_by_label("Password").fill(password)
            page.get_by_role("button", name="Login").click()
            page.get_by_label("nowhere").fill(password, timeout=300)

        @pytest.mark.ecf(court="azb")
        def test_compared(page, ecf_persona):
            assert ecf_persona.pacer.password.reveal() == "something else"

        @pytest.mark.ecf(court="azb")
        def test_linked(link_account):
            link_account()
        """,
    )
    done = suite.run("--tracing", "on", "--screenshot", "on", "--showlocals", "--junitxml", "all.xml")
    assert done.counts == {"passed": 1, "failed": 2}, done.output
    secrets = _forms_of(suite)
    assert len(secrets) > 100
    assert not [form for form in secrets if form in done.output]
    kept = [file for file in suite.folder.rglob("*") if file.is_file() and file.name != "secrets.json"]
    traces = [file for file in kept if file.suffix == ".zip"]
    assert len(traces) == 4
    for file in kept:
        assert not [form for form in secrets if form.encode() in file.read_bytes()], file
    for file in traces:
        with zipfile.ZipFile(file) as trace:
            assert trace.testzip() is None
            content = b"".join(trace.read(name) for name in trace.namelist())
        assert not [form for form in secrets if form.encode() in content], file
        assert b"[secret]" in content or b"pacer" not in content


def test_no_secret_is_shown_of_a_test_without_a_window(suite: Suite) -> None:
    """A program of the user's that signs in by itself has the world's secrets as well."""
    suite.write("conftest.py", KEEP_SECRETS)
    suite.write(
        "test_it.py",
        """
        def test_compared(ecf_world, ecf_persona):
            password = ecf_persona.pacer.password.reveal()
            print("with", password)
            assert password == "something else"
        """,
    )
    done = suite.run("--showlocals", "--junitxml", "all.xml")
    assert done.counts == {"failed": 1}, done.output
    assert "with [secret]" in done.output
    told = done.output + (suite.folder / "all.xml").read_text("utf-8")
    assert not [form for form in _forms_of(suite) if form in told]


def _forms_of(suite: Suite) -> set[str]:
    values: list[str] = json.loads((suite.folder / "secrets.json").read_text("utf-8"))
    return {form for value in values for form in forms(value)}
