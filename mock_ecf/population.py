"""Fills a new world with its personas: accounts, names, links and random credentials."""

from __future__ import annotations

import random
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mock_ecf.domain.records import AccountDetails, AccountType, CmecfAccount, CourtRules, Link, PacerAccount
from mock_ecf.domain.second_factor import enroll_beforehand, new_backup_codes
from mock_ecf.passwords import Passwords, generate_password
from mock_ecf.personas import Persona
from mock_ecf.world_state import WorldState

# Invented names; the first one is what the printed instructions show on their screens (D3 step 6).
_GIVEN = ("John", "Jane", "Maria", "Samuel", "Ruth", "Peter", "Alice", "Daniel", "Grace", "Henry")
_FAMILY = ("Attorney", "Counsel", "Advocate", "Barrister", "Solicitor", "Practitioner", "Pleader")


@dataclass(frozen=True, slots=True)
class IssuedAccount:
    """A CM/ECF account as its owner knows it; ``password`` is ``None`` if they have forgotten it."""

    court: str
    login: str
    password: str | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A persona as its player needs it: who, where mail goes, and every credential in clear.

    ``username`` and ``password`` are empty for somebody without a PACER account.
    ``authenticator`` is the secret of an authenticator app, in base 32, of one who is enrolled.
    """

    name: str
    person: str
    address: str
    username: str
    password: str
    cmecf: tuple[IssuedAccount, ...]
    authenticator: str = ""
    backup_codes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The shape that the control API gives."""
        return {
            "name": self.name,
            "person": self.person,
            "address": self.address,
            "pacer": {"username": self.username, "password": self.password},
            "cmecf": [
                {"court": account.court, "login": account.login, "password": account.password}
                for account in self.cmecf
            ],
            **self._second_factor(),
        }

    def _second_factor(self) -> dict[str, object]:
        if not self.authenticator:
            return {}
        return {"authenticator": self.authenticator, "backup_codes": list(self.backup_codes)}


class Population:
    """Makes the personas of one world. Names follow the seed; credentials are always random."""

    def __init__(
        self,
        state: WorldState,
        passwords: Passwords,
        courts: Sequence[CourtRules],
        seed: int,
        chosen: Mapping[str, str] | None = None,
    ) -> None:
        """``chosen`` maps the name of a persona to the PACER password that a person chose for it."""
        self._state = state
        self._passwords = passwords
        self._courts = courts
        self._names = random.Random(seed)  # noqa: S311 - names must repeat with the seed; no secret
        self._chosen = chosen or {}

    def settle(self, personas: Sequence[Persona]) -> tuple[Issued, ...]:
        """Adds all accounts and links in one go and gives what was issued."""
        people = self._people(len(personas))
        made = [self._make(persona, person) for persona, person in zip(personas, people, strict=True)]
        self._state.add_accounts(
            [pacer for _, pacer, _, _ in made if pacer is not None],
            [account for _, _, accounts, _ in made for account in accounts],
            [link for _, _, _, links in made for link in links],
        )
        for issued, _, _, _ in made:
            self._state.add_persona(issued.name, issued.username, issued.person, issued.address)
        self._add_privileges(personas, {issued.name: issued.username for issued, _, _, _ in made})
        return tuple(issued for issued, _, _, _ in made)

    def _add_privileges(self, personas: Sequence[Persona], usernames: Mapping[str, str]) -> None:
        for persona in personas:
            username = usernames[persona.name]
            if persona.exempt:
                self._state.save_account_details(AccountDetails(username, exempt=True))
            for managed in filter(usernames.__contains__, persona.manages):
                self._state.add_managed_account(username, usernames[managed])

    def _people(self, count: int) -> list[str]:
        everybody = [f"{given} {family}" for family in _FAMILY for given in _GIVEN]
        first, rest = everybody[0], everybody[1:]
        self._names.shuffle(rest)
        return [first, *rest][:count]

    def _make(
        self, persona: Persona, person: str
    ) -> tuple[Issued, PacerAccount | None, list[CmecfAccount], list[Link]]:
        username = _username(persona.account_type) if persona.pacer else ""
        chosen = self._chosen.get(persona.name)
        password = (chosen or generate_password()) if persona.pacer else ""
        address = f"{persona.name}@{self._state.world}.example"
        password_hash = (
            self._passwords.hash_chosen(password) if chosen else self._passwords.hash_generated(password)
        )
        number = str(7_000_000 + self._names.randrange(1_000_000))
        pacer = PacerAccount(username, password_hash, person, address, persona.account_type, number)
        filer = _another(person) if persona.other_name else person
        courts = persona.courts_with_account(self._courts)
        on_file = stale_address(address) if persona.stale_address else address
        made = [self._account(court, filer, on_file, persona.forgotten) for court in courts]
        issued, accounts = [one for one, _ in made], [account for _, account in made]
        # Before a court's go-live there is nothing to link, so nobody can have been linked there.
        now = self._state.now
        linked = {court.code for court in persona.courts_linked(self._courts) if court.is_live(now)}
        links = [Link(a.court, username, a.login, self._state.now) for a in issued if a.court in linked]
        enrolled = enroll_beforehand(self._state, username) if persona.enrolled else ("", ())
        return (
            Issued(persona.name, person, address, username, password, tuple(issued), *enrolled),
            pacer if persona.pacer else None,
            accounts,
            links,
        )

    def _account(
        self, court: CourtRules, filer: str, address: str, forgotten: bool
    ) -> tuple[IssuedAccount, CmecfAccount]:
        login, password = f"filer{secrets.token_hex(5)}", generate_password()
        password_hash = self._passwords.hash_generated(password)
        return (
            IssuedAccount(court.code, login, None if forgotten else password),
            CmecfAccount(court.code, login, password_hash, filer, address),
        )


def stale_address(address: str) -> str:
    """The old address that a court has on file of somebody whose address is ``address`` now."""
    return f"old-{address}"


def reissue(state: WorldState, passwords: Passwords, forgotten: Collection[str] = ()) -> tuple[Issued, ...]:
    """New passwords and backup codes for every persona of a kept world; all else stays as it is.

    ``forgotten`` are the personas who know no CM/ECF password: theirs stay as they are, too, because they
    may have chosen one of their own since.
    """
    return tuple(
        _reissue_one(state, passwords, persona, persona["name"] in forgotten) for persona in state.personas()
    )


def _reissue_one(
    state: WorldState, passwords: Passwords, persona: Mapping[str, str], forgotten: bool
) -> Issued:
    username = persona["username"]  # empty for who has no PACER account (yet)
    password = _new_password(state, passwords, persona["name"], username) if username else ""
    accounts = []
    for address in (persona["address"], stale_address(persona["address"])):
        for account in state.cmecf_accounts(address):
            old = None if forgotten else generate_password()
            if old is not None:
                state.save_cmecf_account(replace(account, password_hash=passwords.hash_generated(old)))
            accounts.append(IssuedAccount(account.court, account.login, old))
    who = (persona["name"], persona["person"], persona["address"], username, password)
    return Issued(*who, tuple(accounts), *_second_factor_again(state, username))


def _second_factor_again(state: WorldState, username: str) -> tuple[str, tuple[str, ...]]:
    """The secret as it was, so that an app that knows it still works, and new backup codes."""
    kept = state.second_factor(username)
    if kept is None or not kept.secret:
        return "", ()
    return kept.secret, new_backup_codes(state, username)


def _new_password(state: WorldState, passwords: Passwords, name: str, username: str) -> str:
    pacer = state.pacer_account(username)
    if pacer is None:
        raise LookupError(f"the state file has no PACER account for persona {name}")
    password = generate_password()
    state.save_pacer_account(replace(pacer, password_hash=passwords.hash_generated(password)))
    return password


def _username(account_type: AccountType) -> str:
    """Legacy user names have 6 characters, upgraded ones at least 8, as several courts' web pages say."""
    if account_type is AccountType.LEGACY:
        return f"lg{secrets.token_hex(2)}"
    return f"pacer{secrets.token_hex(5)}"


def _another(person: str) -> str:
    given, family = person.split(" ", 1)
    position = _FAMILY.index(family)
    return f"{given} {_FAMILY[(position + 1) % len(_FAMILY)]}"
