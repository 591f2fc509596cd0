"""The pytest plugin: its options, its marker, which tests it concerns, and what a failure shows.

Loaded into every pytest run of an environment, so it does nothing until a test asks for it: no room of ours
is imported before. A test asks by a fixture of :mod:`ecf_harness.fixtures`, by ``@pytest.mark.ecf``, or
by using a page while ``--ecf-site`` is given.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from ecf_harness import fixtures
from ecf_harness.fixtures import REMEDY
from ecf_harness.hidden import in_the_way

MARKER = (
    "ecf(court=…, persona=…, at=…): the test has a world of its own; court is a code or several, "
    "persona is who acts in it, at is the date there, such as 2020-02-17."
)
KEYS = frozenset({"court", "persona", "at"})
BROWSER_FIXTURES = frozenset({"page", "context", "new_context"})
_FIXTURES = "ecf-harness fixtures"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds ``--ecf-court`` and ``--ecf-site``."""
    group = parser.getgroup("ecf", "ecf-harness: rehearsals at the courts")
    group.addoption(
        "--ecf-court",
        action="append",
        metavar="COURT",
        default=[],
        help="Court code for the fixture court; repeat it or use commas to run each test at several courts.",
    )
    group.addoption(
        "--ecf-site",
        metavar="SITE",
        help="Every test with a page visits this site in a world of its own; mock is the only one.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Registers marker and fixtures; the fixtures here, because the order of entry points is luck.

    Raises:
        pytest.UsageError: an option's value is not known, or a room is hidden.
    """
    config.addinivalue_line("markers", MARKER)
    if not config.pluginmanager.has_plugin(_FIXTURES):
        config.pluginmanager.register(fixtures, _FIXTURES)
    site = config.getoption("--ecf-site")
    if site not in (None, "mock"):
        raise pytest.UsageError(f'--ecf-site {site}: "mock" is the only site there is now')
    if asked := fixtures.courts_asked_for(config):
        _stop_if_hidden()
        if problem := fixtures.root().unknown_court(asked):
            raise pytest.UsageError(f"--ecf-court: {problem}")


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Notes that a test asks for us, and gives it its courts."""
    if not _asks(metafunc):
        return
    metafunc.config.stash[fixtures.ASKED_FOR] = True
    if fixtures.WALL not in metafunc.fixturenames:
        metafunc.fixturenames.append(fixtures.WALL)
    hidden = [pytest.HIDDEN_PARAM]
    metafunc.parametrize(fixtures.WALL, [True], indirect=True, ids=hidden, scope="session")
    if in_the_way(REMEDY) is not None:
        return  # told once all is collected
    _check_marker(metafunc.definition)
    if fixtures.COURT in metafunc.fixturenames:
        courts = fixtures.courts_of(metafunc.definition)
        metafunc.parametrize(fixtures.COURT, courts, indirect=True, ids=courts)


def _asks(metafunc: pytest.Metafunc) -> bool:
    names = set(metafunc.fixturenames)
    if fixtures.ASKS in names or metafunc.definition.get_closest_marker("ecf"):
        return True
    return metafunc.config.getoption("--ecf-site") is not None and bool(names & BROWSER_FIXTURES)


def _check_marker(definition: pytest.Item) -> None:
    for marker in definition.iter_markers("ecf"):
        unknown = sorted({*map(str, marker.args), *(set(marker.kwargs) - KEYS)})
        if unknown:
            known = ", ".join(f"{key}=…" for key in sorted(KEYS))
            pytest.fail(f"@pytest.mark.ecf takes {known}; found {', '.join(unknown)}", pytrace=False)
    if problem := fixtures.root().unknown_court(fixtures.courts_of(definition)):
        pytest.fail(f"@pytest.mark.ecf: {problem}", pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config) -> None:
    """Once all is collected: is a room hidden that a test will need?

    Raises:
        pytest.UsageError: so it is. In a worker of pytest-xdist each test that asks for us says so instead.
    """
    if config.stash.get(fixtures.ASKED_FOR, False) and not hasattr(config, "workerinput"):
        _stop_if_hidden()


def _stop_if_hidden() -> None:
    if problem := in_the_way(REMEDY):
        raise pytest.UsageError(problem)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """While a test of ours runs, pytest-playwright takes pictures as our settings say."""
    if not fixtures.is_ours(item) or in_the_way(REMEDY):
        return (yield)
    with fixtures.root().pictures(item.config):
        return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Adds to a failure in a world what stands on the pages, and takes out every secret."""
    report = yield
    if fixtures.is_ours(item) and not in_the_way(REMEDY):
        fixtures.root().complete(report, item, call)
    return report
