"""What a failing test in a world shows: the step, or what stands on the pages; and no secret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

import playwright
import pytest
from _pytest._code.code import TerminalRepr, Traceback, TracebackEntry
from playwright.sync_api import Page

from harness.engines.problems import Trouble, tried
from harness.evidence.redaction import Redactor
from harness.model import FlowRun, StepRecord, Verdict
from harness.page_parser import parse
from harness.page_view import PageView
from harness.pytest_support.contexts import SCRIPT, WorldContexts
from harness.pytest_support.worlds import LiveWorld

Raised = pytest.ExceptionInfo[BaseException]
TITLE = "the world as the failure found it"
_PLAYWRIGHT = Path(playwright.__file__).parent
_LONGEST = 240
_LATEST = 8
_PATIENCE = 1000  # milliseconds for a page to come to rest
_READ = """(milliseconds) => window[Symbol.for("ecf-harness")].settled(milliseconds, "")"""


class FlowNotPassed(AssertionError):
    """A flow did not end as the test expects; its text has a line for each thing to know."""

    __module__ = "builtins"  # as pytest's own outcomes: the name alone stands before the text


def not_passed(runs: Sequence[FlowRun], view: PageView | None, evidence: Path) -> FlowNotPassed:
    """The error for runs of which one did not pass; ``view`` is the page that it ended on."""
    run = next(run for run in runs if run.verdict is not Verdict.PASSED)
    step = next(step for step in run.steps if step.verdict is not Verdict.PASSED)
    messages = view.messages if view else ()
    lines = (
        f"{run.flow} at {run.court} {run.verdict.value} at step {step.number}"
        f" ({step.source}, persona {run.persona})",
        f"instruction: {step.instruction}",
        f"expected: {step.expected or 'that the step can be carried out'}",
        f"found: {_found(step)}",
        f"page says: {'; '.join(f'“{one}”' for one in messages) or 'nothing that it sets apart'}",
        f"address: {step.url or 'none'}",
        f"evidence: {evidence}",
    )
    return FlowNotPassed("\n".join(_shortened(line) for line in lines))


def _found(step: StepRecord) -> str:
    return (
        step.reason
        if not step.observed or step.reason.startswith(("expected", "the site"))
        else step.observed
    )


def _shortened(line: str) -> str:
    line = line.replace("\n", " ")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def can_be_shorter(info: Raised, config: pytest.Config) -> bool:
    """Whether a failure has lines that say nothing of the site, and the user has not asked for them."""
    if config.getoption("fulltrace") or config.getoption("tbstyle") not in ("auto", "long", "short"):
        return False
    return isinstance(info.value, FlowNotPassed) or any(map(_is_playwrights, info.traceback))


def shorter(info: Raised, item: pytest.Item) -> Any:
    """The failure as pytest shows it: of a flow, the line that called it; else without Playwright's lines."""
    options = item.config.option
    if isinstance(info.value, FlowNotPassed):
        return info.getrepr(style="short", tbfilter=_the_callers_line)
    style: Literal["long", "short"] = "short" if options.tbstyle == "short" else "long"
    return info.getrepr(
        style=style, showlocals=options.showlocals, funcargs=True, tbfilter=partial(_of_the_test, item.path)
    )


def _the_callers_line(info: Raised) -> Traceback:
    return info.traceback.filter(info)[-1:]


def _of_the_test(path: Path, info: Raised) -> Traceback:
    visible = info.traceback.cut(path=path).filter(info)
    return visible.filter(lambda entry: not _is_playwrights(entry)) or visible


def _is_playwrights(entry: TracebackEntry) -> bool:
    return Path(entry.path).is_relative_to(_PLAYWRIGHT)


# --- pages and journal ----------------------------------------------------------------------------


def section(contexts: WorldContexts) -> str:
    """What stands on the pages of a test that failed, and what its world was asked for."""
    world = contexts.world
    pages = [page for context in contexts.opened for page in _pages(context)]
    lines = [line for page in pages for line in _page(page)] or ["no page is open"]
    lines += ["", f"journal of the world {world.name}, its latest {_LATEST} requests:", *_journal(world)]
    if contexts.settings.use.screenshot != "off":
        lines += ["", f"evidence: {below_here(contexts.output)}"]
    if world.site.stopped:
        lines += ["", f"stopped at the gate in this run: {', '.join(world.site.stopped)}"]
    return world.redactor.text("\n".join(lines))


def below_here(path: Path) -> Path:
    """A path as seen from the current folder, if it is below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _pages(context: Any) -> Iterable[Page]:
    found = tried(lambda: context.pages)
    return () if isinstance(found, Trouble) else found


def _page(page: Page) -> list[str]:
    view = _view(page)
    if view is None:
        return [f"page: {page.url} (cannot be read)"]
    messages = [f"  says: “{message}”" for message in view.messages]
    return [f"page: {page.url}", f"  title: “{view.title}”", *map(_shortened, messages)]


def _view(page: Page) -> PageView | None:
    def read() -> str:
        page.evaluate(f"void (window[Symbol.for('ecf-harness')] || {_expression()})")
        seen = page.evaluate(_READ, _PATIENCE)
        return str(seen.get("html") or page.content())

    html = tried(read)
    return None if isinstance(html, Trouble) else parse(html, page.url, 0, 0)


def _expression() -> str:
    """The page's script as an expression: without the comments before it and the semicolon at its end."""
    return "(" + SCRIPT[SCRIPT.index("(() =>") :].strip().rstrip(";") + ")"


def _journal(world: LiveWorld) -> list[str]:
    entries = world.journal()[-_LATEST:]
    return [
        f"  {one['method']} {one['host']}{one['path']}  {one['status']} {one['outcome']}".rstrip()
        for one in entries
    ] or ["  none"]


# --- no secrets -----------------------------------------------------------------------------------


def redact(report: Any, redactor: Redactor) -> None:
    """Takes secrets out of all that a test's report shows: Playwright's errors repeat what was typed."""
    report.longrepr = _clean(report.longrepr, redactor)
    report.sections = [(name, redactor.text(text)) for name, text in report.sections]


def _clean(value: Any, redactor: Redactor) -> Any:
    """The value with every text in it redacted; pytest's records are changed where they are."""
    if isinstance(value, str):
        return redactor.text(value)
    if isinstance(value, list | tuple):
        return type(value)(_clean(one, redactor) for one in value)
    if isinstance(value, TerminalRepr):
        for name, inner in vars(value).items():
            object.__setattr__(value, name, _clean(inner, redactor))  # some of them are frozen
    return value
