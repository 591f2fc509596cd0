"""Takes pictures of a page, with what is acted on in view and marked, and leaves the page as it was."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from harness.engines.problems import Trouble, tried
from harness.engines.spots import Spot

Camera = Callable[[bytes], None]

_POSE = '([document, mark]) => window[Symbol.for("ecf-harness")]?.pose(document, mark)'
_RELAX = '() => window[Symbol.for("ecf-harness")]?.relax()'
_CONCEAL = '([document, mark]) => window[Symbol.for("ecf-harness")]?.conceal(document, mark)'


class Photographer:
    """Gives PNG pictures of the viewport to a camera, if there is one.

    A picture that cannot be had (the browser is gone, the page does not stand still within ``patience``
    seconds) is left out: what went wrong is told by the act, not by its picture.
    """

    def __init__(self, page: Page, camera: Camera | None, patience: float) -> None:
        self._page = page
        self._camera = camera
        self._patience = patience

    def photograph(self, spot: Spot | None = None) -> None:
        """Hands the camera a picture; what stands at ``spot`` is scrolled into view and marked for it."""
        if self._camera is None:
            return
        picture = tried(lambda: self._picture(spot))
        if not isinstance(picture, Trouble):
            self._camera(picture)

    def conceal(self, spot: Spot) -> None:
        """From now on pictures do not show what is typed there."""
        if self._camera is not None:
            self._page.evaluate(_CONCEAL, [spot.document, int(spot.mark)])

    def _picture(self, spot: Spot | None) -> bytes:
        self._page.evaluate(_POSE, [spot.document, int(spot.mark)] if spot else [None, None])
        try:
            return self._page.screenshot(caret="initial", timeout=self._patience * 1000)
        finally:
            self._page.evaluate(_RELAX)
