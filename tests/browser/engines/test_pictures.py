from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import ChromiumSession, Timeouts
from harness.evidence.secret import Secret
from harness.page_view import PageView
from tests.stage import Asked, Reply, Stage

MARK = "200,16,46"  # the colour of the outline around what is acted on
INK = "0,0,255"

COUNT_PIXELS = """<p id=p></p><script>
onload = async () => {
  const picture = await createImageBitmap(await (await fetch('/picture.png')).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
  const [red, green, blue] = location.search.slice(1).split(',').map(Number);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) count += 1;
  }
  p.textContent = `${picture.width} ${picture.height} ${count}`;
};
</script>"""
Pixels = Callable[[bytes, str], tuple[int, int, int]]


@pytest.fixture
def pictures() -> list[bytes]:
    """What the camera got."""
    return []


@pytest.fixture
def filmed(engine: ChromiumEngine, pictures: list[bytes]) -> Iterator[ChromiumSession]:
    """A session with a camera."""
    with engine.session("world", Timeouts(page=5, act=3), (800, 600), pictures.append) as session:
        yield session


@pytest.fixture
def pixels(engine: ChromiumEngine, stage: Stage) -> Iterator[Pixels]:
    """Tells a picture's width, height and number of pixels of a colour."""

    def count(picture: bytes, colour: str) -> tuple[int, int, int]:
        stage.put("/picture.png", Reply(picture, kind="image/png"))
        session.open(f"{stage.put('/pixels', COUNT_PIXELS)}?{colour}")
        counted = session.look_until(lambda view: view.lines != (), 5)
        width, height, number = map(int, counted.lines[0].split())
        return width, height, number

    with engine.session("pixels") as session:
        yield count


def press(session: ChromiumSession, view: PageView, text: str) -> PageView:
    """Presses a button that must be there."""
    button = view.button(text)
    assert button
    return session.press(button)


WATCHED = """
<div style='height:{height}px'></div><a href=/next>Next</a><button onclick="tell(this)">Go</button>
<script>let changes = 0;
const observer = new MutationObserver(() => {{ changes += 1; }});
onload = () => observer.observe(document, {{subtree: true, childList: true, attributes: true}});
const tell = (button) => {{
  document.title = [changes, document.getAnimations().length, button.outerHTML].join(' ');
}};
</script>"""


@pytest.mark.parametrize("height", [10, 5000], ids=["in view", "far below"])
def test_a_click_is_photographed_with_its_element_marked(
    stage: Stage, filmed: ChromiumSession, pictures: list[bytes], pixels: Pixels, height: int
) -> None:
    """The picture shows the viewport as it was before the click, scrolled to a marked element."""
    stage.put("/next", "<h1>Next</h1>")
    view = filmed.open(stage.put("/", WATCHED.format(height=height)))
    link = view.link("Next")
    assert link
    assert pictures == []

    filmed.follow(link)

    width, tall, marked = pixels(pictures[0], MARK)
    assert (len(pictures), width, tall) == (1, 800, 600)
    assert marked > 100


def test_the_mark_leaves_no_trace_in_the_page(
    stage: Stage, filmed: ChromiumSession, pictures: list[bytes]
) -> None:
    """No element, attribute or animation of ours is there when the click arrives, nor was any before."""
    view = press(filmed, filmed.open(stage.put("/", WATCHED.format(height=10))), "Go")

    assert view.title.startswith("0 0 <button onclick=")
    assert "outline" not in view.title
    assert len(pictures) == 1


def test_the_page_as_it_stands_is_photographed_on_request(
    stage: Stage, filmed: ChromiumSession, pictures: list[bytes], pixels: Pixels
) -> None:
    """Such a picture shows no mark."""
    filmed.open(stage.put("/", WATCHED.format(height=10)))

    filmed.photograph()

    assert pixels(pictures[0], MARK) == (800, 600, 0)


def test_without_a_camera_nothing_is_photographed(stage: Stage, session: ChromiumSession) -> None:
    """Asking for a picture then does nothing."""
    session.open(stage.put("/", "<p>Page</p>"))

    session.photograph()


@pytest.mark.parametrize(
    ("kind", "value", "shown"), [("text", Secret("XXXX"), False), ("text", "XXXX", True)]
)
def test_a_secret_in_a_plain_field_is_not_photographed(
    stage: Stage,
    filmed: ChromiumSession,
    pictures: list[bytes],
    pixels: Pixels,
    kind: str,
    value: str | Secret,
    shown: bool,
) -> None:
    """A field that would show what is typed shows nothing in pictures if it was a secret."""
    style = "font: bold 40px monospace; color: rgb(0,0,255); caret-color: transparent"
    view = filmed.open(stage.put("/", f"<input type={kind} aria-label=Token style='{style}'>"))
    field = view.field("Token")
    assert field

    filmed.fill(field, value)
    filmed.photograph()

    assert (pixels(pictures[0], INK)[2] > 50) is shown


def test_ticking_is_photographed_too(stage: Stage, filmed: ChromiumSession, pictures: list[bytes]) -> None:
    """A box is marked like a link or a button, once."""
    view = filmed.open(stage.put("/", "<input type=checkbox> I agree"))
    field = view.field("I agree")
    assert field

    filmed.tick(field)
    filmed.tick(field)

    assert len(pictures) == 1
    assert pictures[0].startswith(b"\x89PNG")


def test_a_page_that_never_paints_does_not_stop_the_flow(
    stage: Stage, filmed: ChromiumSession, pictures: list[bytes]
) -> None:
    """A picture that cannot be had is left out, and the click is carried out."""

    def next_page(_asked: Asked) -> str:
        return "<h1>Next</h1>"

    stage.put("/next", next_page)
    view = filmed.open(
        stage.put("/", "<a href=/next>Next</a><script>Element.prototype.animate = null</script>")
    )

    assert filmed.follow(view.links[0]).headings == ("Next",)
    assert pictures == []
