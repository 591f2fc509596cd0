"""The court's pages for a forgotten CM/ECF password, from the link below the link form to a new password."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.court.password import FORGOT, NEW_PASSWORD
from mock_ecf.courts import Profiles
from tests.mock_site import MAILBOX, Page, Site, Visitor, World

PROFILES = Profiles()
COURTS = [code for code in PROFILES.documented() if PROFILES.get(code).self_service.value]
CHOSEN = "Chosen-password-1"


def filer(site: Site, court: str = "azb", persona: str = "forgotten-password", **world: object) -> Visitor:
    """A persona in a new world, not signed in anywhere."""
    return site.world(courts=[court], personas=[persona, "linked-filer"], **world).visitor(persona)


def ask(visitor: Visitor, court: str, named: str) -> Page:
    """Sends the form and gives the page that it leads to."""
    done = visitor.post(court, FORGOT, account=named)
    return visitor.open(court, done.response.headers["Location"]) if done.status == 303 else done


def links(visitor: Visitor) -> list[str]:
    """The addresses in the visitor's mail, the newest first, as the mailbox page has them."""
    page = visitor.request("GET", MAILBOX, f"/?address={visitor.person['address']}")
    return [str(one["href"]) for one in page.html.select("pre a")]


def token_of(link: str) -> str:
    """The token in a link."""
    return link.partition("?token=")[2]


def choose(visitor: Visitor, court: str, token: str, password: str = CHOSEN, again: str = CHOSEN) -> Page:
    """Sends the form for a new password."""
    return visitor.post(court, NEW_PASSWORD, token=token, password=password, again=again)


@pytest.mark.parametrize("court", COURTS)
def test_a_new_password_opens_the_link_form(site: Site, court: str) -> None:
    """From the link below the form to the confirmation with both names, at every court."""
    visitor = filer(site, court)
    visitor.sign_in(court)
    login = visitor.cmecf(court)[0]
    form = visitor.open(court, LINK_FORM)
    asked = visitor.open(court, form.links[PROFILES.get(court).text("link-forgot")])
    assert asked.heading == PROFILES.get(court).text("link-forgot")
    assert ask(visitor, court, login).messages == [PROFILES.get(court).text("forgot-sent")]
    (link,) = links(visitor)
    assert link.startswith(f"https://{PROFILES.get(court).host}{NEW_PASSWORD}?token=")
    opened = visitor.open(court, link.partition(".gov")[2])
    assert login in opened.text
    done = choose(visitor, court, opened.hidden("token"))
    assert done.messages == [PROFILES.get(court).text("new-password-changed", login=login)]
    assert visitor.enter(court, login, CHOSEN).html.find("input", attrs={"name": "confirmation"}) is not None


def test_the_mail_names_the_login_and_shows_no_token(site: Site) -> None:
    """The link can be clicked, and a picture of the mailbox does not give the account away."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.person["address"])
    page = visitor.request("GET", MAILBOX, f"/?address={visitor.person['address']}")
    assert f"CM/ECF login {visitor.cmecf('azb')[0]} at this court" in page.text
    (link,) = links(visitor)
    (cut_off,) = page.html.select("pre a span.query")
    assert cut_off.get_text() == f"?token={token_of(link)}"
    assert page.html.get_text().count(token_of(link)) == 1
    assert "text-overflow: ellipsis" in page.raw


def test_for_people_the_link_leads_to_their_own_address(site: Site) -> None:
    """Who reads the page under a name of this machine gets a link of the same kind."""
    visitor = filer(site)
    host = f"ecf.azb.{visitor.world.name}.uscourts.localhost:8080"
    visitor.client.post(FORGOT, base_url=f"http://{host}", data={"account": visitor.cmecf("azb")[0]})
    (link,) = links(visitor)
    assert link.startswith(f"http://{host}{NEW_PASSWORD}?token=")


@pytest.mark.parametrize("named", ["nobody", "nobody@nowhere.example", "retired", "x" * 500, "<b>'\"{}%"])
def test_the_answer_is_the_same_for_everybody(site: Site, named: str) -> None:
    """An unknown login, an unknown address and a retired login: the same page, and no mail."""
    visitor = filer(site)
    if named == "retired":
        named = visitor.world.visitor("linked-filer").cmecf("azb")[0]
    known, unknown = ask(visitor, "azb", visitor.cmecf("azb")[0]), ask(visitor, "azb", named)
    assert known.raw == unknown.raw
    assert visitor.request("GET", MAILBOX, "/").text.count("Dear ") == 1


def test_nothing_entered_is_told_so(site: Site) -> None:
    """An empty form comes back with what to do."""
    page = ask(filer(site), "azb", "  ")
    assert page.messages == [PROFILES.get("azb").text("refusal-forgot-empty")]
    assert page.html.find(id="account") is not None


def test_the_links_address_is_told_to_nobody_else(site: Site) -> None:
    """The page that it opens sends browsers off without saying where they came from."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    path = links(visitor)[0].partition(".gov")[2]
    pages = [visitor.open("azb", path), choose(visitor, "azb", token_of(path))]
    assert {page.response.headers["Referrer-Policy"] for page in pages} == {"no-referrer"}


def test_a_stale_address_gets_the_mail_and_the_user_does_not(site: Site) -> None:
    """The mail went out, to the address on file: the user's mailbox stays empty."""
    visitor = filer(site, persona="stale-address")
    page = ask(visitor, "azb", visitor.cmecf("azb")[0])
    assert page.messages == [PROFILES.get("azb").text("forgot-sent")]
    assert links(visitor) == []
    everybody = visitor.request("GET", MAILBOX, "/")
    assert f"old-{visitor.person['address']}" in everybody.text


def test_mail_to_an_address_that_nobody_reads_says_so(site: Site) -> None:
    """Who looks through everybody's mail does not take it for mail that has arrived."""
    stale = filer(site, persona="stale-address")
    ask(stale, "azb", stale.cmecf("azb")[0])
    (letter,) = stale.request("GET", MAILBOX, "/").html.select("article")
    assert "No persona reads this address" in letter.get_text()
    reader = filer(site)
    ask(reader, "azb", reader.cmecf("azb")[0])
    (letter,) = reader.request("GET", MAILBOX, "/").html.select("article")
    assert "No persona" not in letter.get_text()


def test_a_link_is_used_once(site: Site) -> None:
    """Opening it twice is no use; choosing a password is, and the second time the page says so."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    token = token_of(links(visitor)[0])
    for _ in range(2):
        assert visitor.open("azb", f"{NEW_PASSWORD}?token={token}").html.find(id="again") is not None
    assert choose(visitor, "azb", token).html.find(class_="success") is not None
    dead = [PROFILES.get("azb").text("refusal-reset-link")]
    assert choose(visitor, "azb", token, "Another-password-2", "Another-password-2").messages == dead
    assert visitor.open("azb", f"{NEW_PASSWORD}?token={token}").messages == dead


def test_of_two_uses_at_once_one_counts(site: Site) -> None:
    """Whoever comes second, if only by a hair, is told that the link was used."""
    visitor = filer(site)
    visitor.sign_in("azb")
    login = visitor.cmecf("azb")[0]
    ask(visitor, "azb", login)
    token = token_of(links(visitor)[0])
    words = [f"Chosen-password-{number}" for number in range(4)]

    def one(word: str) -> bool:
        somebody = Visitor(visitor.world, visitor.person)
        return choose(somebody, "azb", token, word, word).html.find(class_="success") is not None

    with ThreadPoolExecutor(len(words)) as pool:
        done = list(pool.map(one, words))
    assert done.count(True) == 1
    page = visitor.enter("azb", login, words[done.index(True)])
    assert page.html.find("input", attrs={"name": "confirmation"}) is not None


def test_a_link_lives_for_a_day(site: Site) -> None:
    """After 24 hours of the world's clock the page says that the link cannot be used."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    token = token_of(links(visitor)[0])
    with site.settings.store.write(visitor.world.name) as state:
        state.set_clock(state.now + timedelta(hours=24, seconds=1))
    assert choose(visitor, "azb", token).messages == [PROFILES.get("azb").text("refusal-reset-link")]


@pytest.mark.parametrize("query", ["", "?token=", "?token=made-up", "?token=%00", "?token=a&token=b"])
def test_without_a_good_link_there_is_no_form(site: Site, query: str) -> None:
    """The page leads back to where new mail can be asked for."""
    page = filer(site).open("azb", f"{NEW_PASSWORD}{query}")
    assert page.messages == [PROFILES.get("azb").text("refusal-reset-link")]
    assert page.html.find("form") is None
    assert page.links == {PROFILES.get("azb").text("link-forgot"): FORGOT}


def test_a_password_against_the_rules_is_told_and_the_link_stays_good(site: Site) -> None:
    """The form is there again with the reason, and holds no password."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    token = token_of(links(visitor)[0])
    page = choose(visitor, "azb", token, "short", "short")
    assert page.messages == [PROFILES.get("azb").text("refusal-new-password-short")]
    assert 'value="short"' not in page.raw
    assert choose(visitor, "azb", page.hidden("token")).html.find(class_="success") is not None


def test_before_go_live_the_courts_own_sign_in_leads_there(site: Site) -> None:
    """D4: the password reset feature of the login page; the new password signs in at the court."""
    visitor = filer(site, "cacd", clock="2020-02-17T09:00:00")
    login = visitor.cmecf("cacd")[0]
    own = visitor.open("cacd")
    assert own.links[PROFILES.get("cacd").text("link-forgot")] == FORGOT
    ask(visitor, "cacd", login)
    choose(visitor, "cacd", token_of(links(visitor)[0]))
    visitor.post("cacd", "/cgi-bin/login.pl", login=login, key=CHOSEN, redaction="1")
    assert visitor.open("cacd").bar[:2] == ["Civil", "Criminal"]


def test_nobody_who_is_not_signed_in_sees_a_menu(site: Site) -> None:
    """The pages are for everybody, and show the bar only to whom it belongs."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    link = links(visitor)[0].partition(".gov")[2]
    for path in (FORGOT, f"{FORGOT}?sent", link):
        page = visitor.open("azb", path)
        assert (page.status, page.bar) == (200, [])
        assert "logout" not in page.raw


def journal(world: World) -> str:
    """Everything that the journal keeps."""
    return " ".join(f"{path} {outcome}" for path, outcome in world.journal())


def test_neither_journal_nor_state_keeps_a_token_or_a_password(site: Site) -> None:
    """What was done is noted, with nothing that could be used."""
    visitor = filer(site)
    ask(visitor, "azb", visitor.cmecf("azb")[0])
    token = token_of(links(visitor)[0])
    visitor.open("azb", f"{NEW_PASSWORD}?token={token}")
    choose(visitor, "azb", token, "Not-the-same-1", CHOSEN)
    choose(visitor, "azb", token)
    kept = journal(visitor.world)
    assert re.search(r"links mailed: 1\b.*refused: new-password-differs.*password changed", kept)
    assert not any(secret in kept for secret in (token, CHOSEN, "Not-the-same-1"))


@pytest.mark.parametrize(("page", "path"), [("forgot", FORGOT), ("new-password", f"{NEW_PASSWORD}?token=x")])
def test_pages_that_break_down(site: Site, page: str, path: str) -> None:
    """The fault error-500 can name each of the two pages."""
    visitor = filer(site)
    visitor.world.fault("error-500", page=page)
    assert visitor.open("azb", path).status == 500
