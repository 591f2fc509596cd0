"""HTML to :class:`~harness.page_view.PageView`: the one parser for every engine. Pure.

An engine may mark elements before it hands the HTML over: ``data-ecf-unseen`` on what is not visible,
``data-ecf-form`` with the number of a control's form, and ``data-ecf-mark`` with a name of its own under
which it finds the element again. :func:`read` gives these marks back beside the view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from harness.page_labels import label_of, name_of
from harness.page_messages import messages_of
from harness.page_sections import fly_outs_of, is_heading, sections_of
from harness.page_text import attribute, class_words, drop_unseen, lines_of, tags_of, text_of
from harness.page_view import Button, Field, FlyOut, Form, Link, PageView, Region

_FILLED = frozenset({"input", "select", "textarea"})
_PRESSED = frozenset({"submit", "button", "reset", "image"})
_FORM = "data-ecf-form"
_OUTSIDE = -1


@dataclass(frozen=True, slots=True)
class Reading:
    """A view, and the engine's own mark for each thing on it that can be acted on."""

    view: PageView
    marks: Mapping[Link | Button | Field, str]

    def mark(self, record: Link | Button | Field) -> str | None:
        """The mark of what a record stands for, also if it was ticked or greyed when the record was made."""
        return self.marks.get(_identity(record))


def parse(html: str, url: str, status: int, visit: int) -> PageView:
    """What a user can read on a page. ``url`` is the page's address, for resolving its links."""
    return read(html, url, status, visit).view


def read(html: str, url: str, status: int, visit: int) -> Reading:
    """The same as :func:`parse`, with the marks that an engine put on the elements."""
    return _Parser(html, url).reading(status, visit)


class _Parser:
    """Reads one document; every method gives one part of the view."""

    def __init__(self, html: str, url: str) -> None:
        soup = BeautifulSoup(html, "lxml")
        forms = soup.find_all("form")
        self.url = url
        self.soup = soup
        self.forms_by_number = {int(attribute(tag, _FORM) or place): tag for place, tag in enumerate(forms)}
        fly_outs = fly_outs_of(bar) if (bar := next(filter(_is_menu_bar, tags_of(soup)), None)) else []
        drop_unseen(soup)
        self.tags = tags_of(soup)
        base = next((tag for tag in self.tags if tag.name == "base" and tag.has_attr("href")), None)
        self.base = _join(url, attribute(base, "href")) if base else url
        self.bar = next(filter(_is_menu_bar, self.tags), None)
        self.bar_links: list[Link] = []
        self.marks: dict[Link | Button | Field, str] = {}
        self.content_links: dict[int, Link] = {}
        self.fly_outs = tuple(self.fly_out(item, menu) for item, menu in fly_outs if not item.decomposed)

    def reading(self, status: int, visit: int) -> Reading:
        links = tuple(self.links())
        view = PageView(
            url=self.url,
            title=text_of(self.soup.title) if self.soup.title else "",
            headings=tuple(filter(None, (text_of(tag) for tag in self.tags if is_heading(tag)))),
            messages=messages_of(self.soup),
            menu_bar=None if self.bar is None else tuple(self.bar_links),
            links=links,
            forms=tuple(self.forms()),
            rows=tuple(self.rows()),
            lines=lines_of(self.soup.body) if self.soup.body else (),
            status=status,
            visit=visit,
            sections=sections_of(self.tags, lambda tag: self.content_links.get(id(tag))),
            fly_outs=self.fly_outs,
        )
        return Reading(view, self.marks)

    def links(self) -> Iterator[Link]:
        seen: Counter[tuple[str, bool]] = Counter()
        for tag in filter(_is_link, self.tags):
            text, href = name_of(tag), attribute(tag, "href")
            place = (text, bool(href))
            region = self.region(tag)
            link = Link(text, _join(self.base, href), region, seen[place], _is_greyed(tag))
            seen[place] += 1
            if region is Region.MENU_BAR and _is_bar_label(tag):
                self.bar_links.append(link)
            elif region is Region.CONTENT:
                self.content_links[id(tag)] = link
            self.keep(link, tag)
            yield link

    def fly_out(self, item: Tag, menu: Tag) -> FlyOut:
        label = next((tag for tag in tags_of(item) if _is_bar_label(tag)), item)
        return FlyOut(text_of(label), sections_of(tags_of(menu), self.fly_out_link))

    def fly_out_link(self, tag: Tag) -> Link | None:
        if not _is_link(tag):
            return None
        href = _join(self.base, attribute(tag, "href"))
        return Link(name_of(tag), href, Region.FLY_OUT, 0, _is_greyed(tag))

    def region(self, tag: Tag) -> Region:
        if self.bar is None:
            return Region.CONTENT
        around: list[str] = []
        for parent in tag.parents:
            if parent is self.bar:
                return Region.FLY_OUT if "yuimenu" in around else Region.MENU_BAR
            around += attribute(parent, "class").split()
        return Region.CONTENT

    def forms(self) -> Iterator[Form]:
        """The visible forms in order, then one for what stands outside them, if anything does."""
        fields, buttons = list(self.fields()), list(self.buttons())
        names = {number: _name(tag) for number, tag in self.forms_by_number.items() if not tag.decomposed}
        used = {field.form for field in fields} | {_number(button) for button in buttons}
        for number in (*sorted(names.keys() | (used - {_OUTSIDE})), *(used & {_OUTSIDE})):
            yield Form(
                names.get(number, ""),
                tuple(field for field in fields if field.form == number),
                tuple(button for button in buttons if _number(button) == number),
            )

    def fields(self) -> Iterator[Field]:
        for tag in self.tags:
            if tag.name not in _FILLED:
                continue
            kind = (attribute(tag, "type").strip().casefold() or "text") if tag.name == "input" else tag.name
            if kind in _PRESSED:
                continue
            label = label_of(tag, self.soup)
            field = Field(label, _name(tag), kind, self.form_number(tag), tag.has_attr("checked"))
            self.keep(field, tag)
            yield field

    def buttons(self) -> Iterator[Button]:
        seen: Counter[str] = Counter()
        for tag in filter(_is_button, self.tags):
            text, number = name_of(tag), self.form_number(tag)
            form = None if number == _OUTSIDE else number
            button = Button(text, _name(tag), form, seen[text], enabled=not _is_greyed(tag))
            seen[text] += 1
            self.keep(button, tag)
            yield button

    def form_number(self, control: Tag) -> int:
        """The number of a control's form among all forms of the document, hidden ones included."""
        marked = attribute(control, _FORM)
        if marked:
            return int(marked)
        named = attribute(control, "form")
        owner = self.soup.find("form", id=named) if named else control.find_parent("form")
        return next((number for number, tag in self.forms_by_number.items() if tag is owner), _OUTSIDE)

    def rows(self) -> Iterator[tuple[str, ...]]:
        for row in self.tags:
            if row.name != "tr":
                continue
            cells = [cell for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]
            if cells:
                yield tuple(map(text_of, cells))

    def keep(self, record: Link | Button | Field, tag: Tag) -> None:
        mark = attribute(tag, "data-ecf-mark")
        if mark:
            self.marks.setdefault(_identity(record), mark)


def _identity(record: Link | Button | Field) -> Link | Button | Field:
    """The record without the state that acts of the user change."""
    if isinstance(record, Field):
        return replace(record, checked=False)
    return replace(record, greyed=False) if isinstance(record, Link) else replace(record, enabled=True)


def _join(base: str, href: str) -> str:
    """The absolute address, a mere ``#`` at its end included; a broken one stays as it is written."""
    href = href.strip()
    try:
        joined = urljoin(base, href) if href else ""
    except ValueError:
        return href
    return f"{joined}#" if href.endswith("#") and not joined.endswith("#") else joined


def _name(tag: Tag) -> str:
    return attribute(tag, "name") or attribute(tag, "id")


def _number(button: Button) -> int:
    return _OUTSIDE if button.form is None else button.form


def _role(tag: Tag) -> str:
    return attribute(tag, "role").strip().casefold()


def _is_link(tag: Tag) -> bool:
    """A link, or what would be one if it were not greyed."""
    if tag.name != "a":
        return _role(tag) == "link"
    return _role(tag) in ("", "link", "menuitem") and (tag.has_attr("href") or _is_greyed(tag))


def _is_button(tag: Tag) -> bool:
    if tag.name == "input":
        return attribute(tag, "type").strip().casefold() in _PRESSED
    return tag.name == "button" or _role(tag) == "button"


def _is_greyed(tag: Tag) -> bool:
    item = tag.parent if tag.parent is not None and tag.parent.name == "li" else tag
    return any(map(_says_greyed, (tag, item))) or any(
        parent.name == "fieldset" and parent.has_attr("disabled") for parent in tag.parents
    )


def _says_greyed(tag: Tag) -> bool:
    return bool(tag.attrs) and (
        tag.has_attr("disabled")
        or attribute(tag, "aria-disabled").strip().casefold() == "true"
        or not class_words(tag).isdisjoint({"greyed", "disabled"})
    )


def _is_menu_bar(tag: Tag) -> bool:
    return attribute(tag, "id") == "topmenu" and "yuimenubar" in attribute(tag, "class").split()


def _is_bar_label(tag: Tag) -> bool:
    item = tag.parent
    return (
        "yuimenubaritemlabel" in attribute(tag, "class").split()
        and item is not None
        and item.name == "li"
        and "yuimenubaritem" in attribute(item, "class").split()
    )
