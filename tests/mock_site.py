"""The mock's pages without a server: worlds, visitors who keep cookies, and pages that can be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask import Flask
from werkzeug.test import TestResponse

from mock_ecf import Settings, create_app
from mock_ecf.control import worlds
from mock_ecf.control.requests import NewWorld
from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from mock_ecf.domain.records import ActiveFault
from mock_ecf.personas import Personas
from mock_ecf.store import Store

PACER_LOGIN = "pacer.login.uscourts.gov"
PACER_HOME = "pacer.uscourts.gov"
PACER_ACCOUNT = "pacer.psc.uscourts.gov"
NEXTGEN_LIST = "www.pacer.gov"
MAILBOX = "mailbox.ecf-harness.test"
SIGN_IN = "/csologin/login.jsf"
CONFIRM = f"{LINK_FORM}/confirm"


class Page:
    """One answer, as a reader sees it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.raw = response.get_data(as_text=True)
        response.close()  # a file that was sent stays open otherwise

    @cached_property
    def html(self) -> BeautifulSoup:
        """The parsed page."""
        return BeautifulSoup(self.raw, "lxml")

    @cached_property
    def text(self) -> str:
        """All text, with single blanks."""
        return plain(self.html.get_text(" "))

    @property
    def heading(self) -> str:
        """The first heading."""
        found = self.html.find("h1")
        return plain(found.get_text()) if found else ""

    @property
    def messages(self) -> list[str]:
        """What the page sets apart: errors and notices."""
        return [plain(one.get_text(" ")) for one in self.html.select("[role=alert], [role=status]")]

    @property
    def bar(self) -> list[str]:
        """The labels of the menu bar; empty if there is none."""
        return [plain(one.get_text()) for one in self.html.select("#topmenu a.yuimenubaritemlabel")]

    @property
    def links(self) -> dict[str, str]:
        """Every link below the bar by its text."""
        return {plain(one.get_text()): str(one["href"]) for one in self.html.select("#cmecfMainContent a")}

    def hidden(self, name: str) -> str:
        """The value of a hidden field. Errors: ``AssertionError`` if the page has none."""
        found = self.html.find("input", attrs={"name": name})
        assert isinstance(found, Tag), f"no field {name!r} on this page: {self.text[:300]}"
        return str(found["value"])

    @property
    def row(self) -> dict[str, str]:
        """The rows of tables with a heading cell: heading to cell."""
        cells = [(tr.find("th"), tr.find("td")) for tr in self.html.find_all("tr")]
        return {plain(th.get_text()): plain(td.get_text()) for th, td in cells if th and td}


def plain(text: str) -> str:
    """The text with single blanks."""
    return re.sub(r"\s+", " ", text).strip()


@dataclass(frozen=True)
class Site:
    """The application with a store of its own."""

    app: Flask
    settings: Settings

    def world(self, **body: Any) -> World:
        """Makes a world as the control API does."""
        return World(self, worlds.make_world(self.settings, NewWorld(**body)))


def make_site(folder: Path, own_courts: Path | None = None) -> Site:
    """A site with its state in ``folder``; ``own_courts`` is a folder with profiles of a user's own."""
    settings = Settings(
        store=Store(folder / "state.sqlite"),
        profiles=Profiles(own=own_courts),
        personas=Personas(),
        token="unused",
    )
    app = create_app(settings)
    app.testing = True
    return Site(app, settings)


@dataclass(frozen=True)
class World:
    """One world, and what a test does to it behind the pages."""

    site: Site
    made: dict[str, Any]

    @property
    def name(self) -> str:
        """The world's name."""
        return str(self.made["world"])

    def visitor(self, persona: str = "unlinked-filer") -> Visitor:
        """Somebody with a browser of their own, without cookies."""
        person = next(one for one in self.made["personas"] if one["name"] == persona)
        return Visitor(self, person)

    def fault(self, name: str, court: str | None = None, page: str | None = None) -> None:
        """Sets a fault."""
        with self.site.settings.store.write(self.name) as state:
            state.add_fault(ActiveFault(name, court, page))

    def links(self) -> list[tuple[str, str, str]]:
        """Court, PACER user name and CM/ECF login of every link."""
        with self.site.settings.store.read(self.name) as state:
            return [(link.court, link.username, link.login) for link in state.links()]

    def journal(self) -> list[tuple[str, str]]:
        """Path and outcome of every request."""
        with self.site.settings.store.read(self.name) as state:
            return [(entry.path, entry.outcome) for entry in state.journal()]


class Visitor:
    """One person's visit: verbs by plain HTTP; cookies are kept like in a browser."""

    def __init__(self, world: World, person: dict[str, Any]) -> None:
        self.world = world
        self.person = person
        self.client = world.site.app.test_client()

    def request(self, method: str, host: str, path: str, **arguments: Any) -> Page:
        """One request, without following where it leads."""
        headers = {"X-ECF-World": self.world.name, **arguments.pop("headers", {})}
        response = self.client.open(
            path, method=method, base_url=f"https://{host}", headers=headers, **arguments
        )
        return Page(response)

    def open(self, court: str, path: str = "/cgi-bin/login.pl") -> Page:
        """A page of a court."""
        return self.request("GET", f"ecf.{court}.uscourts.gov", path)

    def post(self, court: str, path: str, **data: str) -> Page:
        """Posts a form to a court."""
        return self.request("POST", f"ecf.{court}.uscourts.gov", path, data=data)

    def sign_in_page(self, query: str = "") -> Page:
        """PACER's sign-in page, as a court leads to it."""
        return self.request("GET", PACER_LOGIN, f"{SIGN_IN}?{query}")

    def log_in(self, page: Page, query: str = "", scripted: bool = False, **changed: str) -> Page:
        """Presses Login with the persona's credentials, or what a test changes of them."""
        form = {
            "loginForm": "loginForm",
            "loginForm:loginName": self.person["pacer"]["username"],
            "loginForm:password": self.person["pacer"]["password"],
            "loginForm:clientCode": "",
            "loginForm:fbtnLogin": "",
            "jakarta.faces.ViewState": page.hidden("jakarta.faces.ViewState"),
        }
        form |= {f"loginForm:{name}": value for name, value in changed.items()}
        if scripted:
            form |= {"jakarta.faces.partial.ajax": "true", "jakarta.faces.source": "loginForm:fbtnLogin"}
        return self.request("POST", PACER_LOGIN, f"{SIGN_IN}?{query}", data=form)

    def agree(self, page: Page, query: str = "", tick: bool = True) -> Page:
        """Presses Continue of the redaction agreement."""
        form = {
            "regmsg": "regmsg",
            "regmsg:bpmConfirm": "",
            "jakarta.faces.ViewState": page.hidden("jakarta.faces.ViewState"),
        }
        if tick:
            form["regmsg:chkRedact_input"] = "on"
        return self.request("POST", PACER_LOGIN, f"{SIGN_IN}?{query}", data=form)

    def sign_in(self, court: str) -> Page:
        """Signs in as a court asks for it, with the redaction agreement if asked, and comes back."""
        psc = self.world.site.settings.profiles.get(court).psc_court_id
        page = self.log_in(self.sign_in_page(f"pscCourtId={psc}"), f"pscCourtId={psc}")
        if page.html.find(id="regmsg"):
            page = self.agree(page, f"pscCourtId={psc}")
        assert page.status == 302, page.text
        return self.open(court)

    def take_token(self, token: str) -> None:
        """Puts a sign-on's token into the browser, as programs do."""
        self.client.set_cookie("NextGenCSO", token, domain="uscourts.gov", origin_only=False)

    def cmecf(self, court: str) -> tuple[str, str]:
        """The persona's CM/ECF login and password at a court."""
        account = next(one for one in self.person["cmecf"] if one["court"] == court)
        return account["login"], account["password"]

    def enter(self, court: str, login: str | None = None, password: str | None = None) -> Page:
        """The first Submit of the link form."""
        own = self.cmecf(court) if login is None or password is None else ("", "")
        values = {"cmecf_login": login if login is not None else own[0]}
        values["cmecf_password"] = password if password is not None else own[1]
        return self.post(court, LINK_FORM, **values)

    def submit(self, court: str, confirmation: Page) -> Page:
        """The second Submit, and the page that it leads to."""
        done = self.post(court, CONFIRM, confirmation=confirmation.hidden("confirmation"))
        return self.open(court, done.response.headers["Location"]) if done.status == 303 else done

    def link(self, court: str) -> Page:
        """Both Submits, from the link form to the result."""
        return self.submit(court, self.enter(court))
