"""Differences between menus in words, one sentence for each. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from harness.menus.diff import Ambiguity, Change, Entry, TreeDiff
from harness.menus.tree import Kind, Occurrence, Position
from harness.menus.whereabouts import Sighting, Whereabouts

BAR = "the menu bar"
_WITH_ARTICLE = {Kind.BAR_ITEM: "a bar item", Kind.HEADING: "a heading", Kind.ITEM: "an item"}


def title(found: TreeDiff) -> str:
    """Whose menus are compared: ``azb, linked`` or ``azb, pacer-only to linked``."""
    before, after = found.before, found.after
    first = f"{before.court}, {before.state.value}"
    if before.court != after.court:
        return f"{first} to {after.court}, {after.state.value}"
    return first if before.state is after.state else f"{first} to {after.state.value}"


def describe(found: TreeDiff) -> tuple[str, ...]:
    """Every difference as a sentence that begins with whose menus it is about; then what is undecided.

    What was added or removed with all that stands under it is one sentence.
    """
    whose = title(found)
    return tuple(f"{whose}: {sentence}" for sentence in sentences(found))


def describe_folded(found: TreeDiff) -> tuple[str, ...]:
    """Labels that are not written the same but taken for the same, a sentence each."""
    whose = title(found)
    return tuple(
        f"{whose}: {_quoted(entry.before)} and {_quoted(entry.after)} {where(entry.after.place)} are taken "
        "for the same label: only case, white space, punctuation or entities differ"
        for entry in found.folded
        if entry.before and entry.after
    )


def sentences(found: TreeDiff) -> Iterator[str]:
    """As :func:`describe`, without whose menus they are about."""
    below = _counts_below(found)
    neighbours = {entry.after.position: entry.after for entry in found.entries if entry.after}
    for entry in found.differences:
        if _above_alike(entry, below):
            continue
        yield from entry_sentences(entry, below.get(_key(entry), 0), neighbours)
    for group in found.ambiguities:
        yield ambiguity_sentence(group)


def entry_sentences(
    entry: Entry, below: int = 0, neighbours: dict[Position, Occurrence] | None = None
) -> Iterator[str]:
    """What differs in one entry, a sentence for each thing.

    ``below`` is how many things were added or removed with it; ``neighbours`` are all nodes afterwards.
    """
    if entry.after is None or entry.before is None:
        yield _one_sided(entry, below)
        return
    yield from _change(entry.change, entry.before, entry.after)
    name, place = _quoted(entry.after), where(entry.after.place)
    if entry.place_open:
        yield f"{name} stands {place}; whether it moved is undecided, as what it stands under is"
    if entry.reordered:
        follows = _after_whom(entry.after, neighbours or {})
        yield f"{name} {place} has another place in the order, now {follows}"
    if entry.greyed:
        yield f"{name} {place} is greyed now"
    if entry.ungreyed:
        yield f"{name} {place} is no longer greyed"
    if entry.leads_elsewhere:
        yield f"{name} {place} leads {_to(entry.after)} now, not {_to(entry.before)}"
    if entry.other_kind:
        now, then = _WITH_ARTICLE[entry.after.kind], _WITH_ARTICLE[entry.before.kind]
        yield f"{name} {place} is {now} now, not {then}"


def ambiguity_sentence(group: Ambiguity) -> str:
    """What cannot be decided, with its candidates and the reason."""
    before, after = (_candidates(side) for side in (group.before, group.after))
    reasons = ", ".join(group.reasons)
    return f"undecided whether {before} became {after}, or was removed and the other added: {reasons}"


def where(place: tuple[str, ...]) -> str:
    """``under Utilities > Your Account`` or ``in the menu bar``."""
    return f"under {place_name(place)}" if place else f"in {BAR}"


def place_name(place: tuple[str, ...]) -> str:
    """``Utilities > Your Account`` or ``the menu bar``."""
    return " > ".join(place) if place else BAR


def describe_whereabouts(found: Whereabouts, label: str) -> str:
    """Where an item is at one court: ``azb, linked: 'Link …' stands under Utilities``."""
    whose = f"{found.court}, {found.state.value}"
    if not found.sightings:
        return f"{whose}: '{label}' is not there"
    return f"{whose}: " + "; ".join(map(sighting_words, found.sightings))


def sighting_words(sighting: Sighting) -> str:
    """Where one node stands, and what of it is not as expected."""
    one = sighting.occurrence
    notes = ["greyed"] if one.greyed else []
    if sighting.by_label and not sighting.by_target:
        notes.append("found by its label alone" if one.target else "leads nowhere")
    if sighting.by_target and not sighting.by_label:
        notes.append("under another label")
    return f"{_quoted(one)} stands {where(one.place)}" + (f" ({', '.join(notes)})" if notes else "")


def _change(change: Change, before: Occurrence, after: Occurrence) -> Iterator[str]:
    moved = f"moved from {place_name(before.place)} to {place_name(after.place)}"
    match change:
        case Change.RENAMED:
            yield f"{_quoted(before)} {where(before.place)} renamed to {_quoted(after)}"
        case Change.MOVED:
            yield f"{_quoted(before)} {moved}"
        case Change.MOVED_AND_RENAMED:
            yield f"{_quoted(before)} {moved} and renamed to {_quoted(after)}"
        case _:
            pass


def _one_sided(entry: Entry, below: int) -> str:
    one = entry.after or entry.before
    if one is None:
        raise ValueError("an entry has a node on one side at least")
    things = f" and {below} thing{'s' if below > 1 else ''} below it" if below else ""
    if entry.change is Change.ADDED:
        return f"{_quoted(one)}{things} added {where(one.place)}"
    return f"{_quoted(one)}{things} removed from {place_name(one.place)}"


def _key(entry: Entry) -> tuple[Change, Position]:
    one = entry.after or entry.before
    return entry.change, one.position if one else ()


def _counts_below(found: TreeDiff) -> dict[tuple[Change, Position], int]:
    """For everything that was added or removed, how much was so with it."""
    counts = {_key(entry): 0 for entry in found.entries if entry.before is None or entry.after is None}
    for change, position in sorted(counts, key=lambda key: -len(key[1])):
        if (change, position[:-1]) in counts:
            counts[change, position[:-1]] += counts[change, position] + 1
    return counts


def _above_alike(entry: Entry, counts: dict[tuple[Change, Position], int]) -> bool:
    change, position = _key(entry)
    return (change, position) in counts and (change, position[:-1]) in counts


def _after_whom(one: Occurrence, neighbours: dict[Position, Occurrence]) -> str:
    *above, index = one.position
    before = neighbours.get((*above, index - 1))
    return f"after {_quoted(before)}" if before else "first" if index == 0 else f"number {index + 1}"


def _candidates(nodes: tuple[Occurrence, ...]) -> str:
    return " or ".join(f"{_quoted(one)} {where(one.place)}" for one in nodes)


def _to(one: Occurrence) -> str:
    return f"to {one.target}" if one.target else "nowhere"


def _quoted(one: Occurrence | None) -> str:
    return f"'{one.label}'" if one else ""
