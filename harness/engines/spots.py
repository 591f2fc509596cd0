"""How Playwright finds again what a reading of the page has shown: by the reading's own marks."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright

_NAME = "ecf-mark"
# It throws instead of finding nothing: what is gone will not come back, so there is nothing to wait for.
_SCRIPT = """{
    query(root, spot) { return this.queryAll(root, spot)[0]; },
    queryAll(root, spot) {
        const [document, mark, part] = spot.split("#");
        const found = window[Symbol.for("ecf-harness")]?.target(document, Number(mark), part);
        if (!found) throw new Error("ecf-harness: not attached");
        return [found];
    }
}"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands that can be acted on: the document and the mark of its latest reading."""

    document: str
    mark: str

    @property
    def itself(self) -> str:
        """The selector of the element."""
        return self._selector("itself")

    @property
    def box(self) -> str:
        """The selector of what a user clicks to tick it."""
        return self._selector("box")

    @property
    def bar(self) -> str:
        """The selector of the menu bar's item to whose fly-out it belongs."""
        return self._selector("bar")

    def _selector(self, part: str) -> str:
        return f"{_NAME}={self.document}#{self.mark}#{part}"


def teach(playwright: Playwright) -> None:
    """Teaches Playwright these selectors; once for each of its instances, however many engines use it."""
    try:
        playwright.selectors.register(_NAME, script=_SCRIPT)
    except PlaywrightError as error:
        if "already registered" not in error.message:
            raise
