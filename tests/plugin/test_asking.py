"""Which tests the plugin concerns, and its options, before any browser is started."""

from __future__ import annotations

import pytest

from tests.plugin.conftest import Suite

pytestmark = pytest.mark.slow  # each test is a suite of its own


def test_a_run_that_does_not_ask_for_us_imports_none_of_our_rooms(suite: Suite) -> None:
    """For others the plugin is two options and a marker: no room, no HTTP client and no parser is loaded."""
    suite.write(
        "test_theirs.py",
        """
        import sys

        def test_nothing_is_loaded():
            rooms = {"harness", "flows", "mock_ecf", "httpx", "bs4", "sqlalchemy", "flask"}
            assert rooms & set(sys.modules) == set()
        """,
    )
    assert suite.run().counts == {"passed": 1}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--ecf-site", "live"), 'ERROR: --ecf-site live: "mock" is the only site there is now'),
        (("--ecf-court", "azbb"), 'ERROR: --ecf-court: There is no court "azbb". Did you mean azb?'),
        (("--ecf-court", "azb,xxxb"), 'There is no court "xxxb".'),
    ],
)
def test_a_wrong_option_is_one_clear_line(suite: Suite, options: tuple[str, ...], said: str) -> None:
    """What cannot be is told before anything is collected, with the nearest names."""
    suite.write("test_theirs.py", "def test_it(): pass")
    done = suite.run(*options)
    assert done.code == pytest.ExitCode.USAGE_ERROR
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_wrong_marker_is_told_when_tests_are_collected(suite: Suite) -> None:
    """A mistyped marker is an error of its file, and shows no line of ours."""
    markers = {"word": "cort='azb'", "place": "'azb'", "court": "court='azbb'"}
    for name, marker in markers.items():
        text = f"import pytest\n@pytest.mark.ecf({marker})\ndef test_it(ecf_world): pass"
        suite.write(f"test_{name}.py", text)
    output = suite.run().output
    assert "@pytest.mark.ecf takes at=…, court=…, persona=…; found cort" in output
    assert "found azb" in output
    assert '@pytest.mark.ecf: There is no court "azbb". Did you mean azb?' in output
    assert "3 errors" in output
    assert "plugin.py" not in output


def test_courts_come_from_option_marker_or_default(suite: Suite) -> None:
    """The option counts before the marker; both take several courts; without either it is the first."""
    suite.write(
        "test_courts.py",
        """
        import pytest

        def test_plain(court): pass

        @pytest.mark.ecf(court=["gamb", "azb"])
        def test_marked(court): pass

        @pytest.mark.parametrize("court", ["mine"])
        def test_own(court):
            assert court == "mine"
        """,
    )
    collected = suite.run("--collect-only", "-q").output
    assert "test_plain[areb]" in collected
    assert "test_marked[gamb]" in collected
    assert "test_marked[azb]" in collected
    assert "test_own[mine]" in collected
    collected = suite.run("--collect-only", "-q", "--ecf-court", "cacd,AZB", "--ecf-court=azb").output
    assert "test_plain[cacd]" in collected
    assert "test_plain[azb]" in collected
    assert "test_marked[azb]" in collected
    assert "gamb" not in collected
    assert "6 tests collected" not in collected
    assert "5 tests collected" in collected


def test_marker_and_options_are_listed(suite: Suite) -> None:
    """Pytest's own lists tell of them, also with --strict-markers."""
    assert "@pytest.mark.ecf(court=…, persona=…, at=…)" in suite.run("--markers").output
    listed = suite.run("--help").output
    assert "--ecf-court=COURT" in listed
    assert "--ecf-site=SITE" in listed


def test_a_wrong_persona_or_date_is_told_in_one_line(suite: Suite) -> None:
    """What is only known when the world is made is told without a traceback."""
    suite.write(
        "test_it.py",
        """
        import pytest

        @pytest.mark.ecf(persona="unlinked")
        def test_persona(ecf_world): pass

        @pytest.mark.ecf(at="yesterday")
        def test_date(ecf_world): pass
        """,
    )
    done = suite.run()
    assert done.counts == {"error": 2}
    assert "unlinked-filer" in done.failure("test_persona")[0]
    date = '@pytest.mark.ecf(at="yesterday"): expected a date such as 2020-02-17'
    assert done.failure("test_date")[0] == date


def test_a_broken_configuration_is_told_by_the_tests_that_need_it(suite: Suite) -> None:
    """A mistyped key fails tests in a world in one line, and leaves all others alone."""
    suite.write("playwright.config.json", '{"use": {"viewport": {"widht": 1, "height": 1}}}')
    suite.write("test_it.py", "def test_ours(ecf_world): pass\ndef test_theirs(): pass")
    done = suite.run()
    assert done.counts == {"passed": 1, "error": 1}
    assert 'use.viewport.widht: unknown key; did you mean "width"?' in done.failure("test_ours")[0]


@pytest.mark.parametrize(("option", "inspector"), [("--headed", ""), ("-v", "1")])
def test_a_window_is_shown_when_asked_for(
    suite: Suite, option: str, inspector: str, browser_path: str
) -> None:
    """--headed and PWDEBUG start a browser that shows a window; a headless one is refused in words."""
    full = suite.write("chromium", f'#!/bin/sh\nexec {browser_path} "$@"\n')
    full.chmod(0o755)
    suite.write(
        "test_it.py",
        """
        def test_it(browser_type_launch_args, ecf_site, browser_name):
            assert browser_type_launch_args["headless"] is False
        """,
    )
    assert suite.run(option, PWDEBUG=inspector, ECF_BROWSER=str(full)).counts == {"passed": 1}
    shell = suite.write("headless-shell", "#!/bin/sh\n")
    shell.chmod(0o755)
    done = suite.run(option, PWDEBUG=inspector, ECF_BROWSER=str(shell))
    assert done.counts == {"error": 1}
    assert "cannot show a window" in done.failure("test_it")[0]


def test_another_browser_than_chromium_is_refused_in_words(suite: Suite) -> None:
    """Worlds are visited with chromium; that is said, and nothing is started."""
    suite.write("test_it.py", "def test_it(page, ecf_world): pass")
    done = suite.run("--browser", "firefox")
    assert done.counts == {"error": 1}
    assert "--browser firefox: worlds are visited with chromium" in done.failure("test_it")[0]
