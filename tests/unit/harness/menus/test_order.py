from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.menus.order import out_of_order


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(7)))
def test_as_few_as_possible_are_taken_out(places: list[int]) -> None:
    """The rest stands in order, and no smaller choice would do."""
    taken = out_of_order(places, [f"thing {index}" for index in range(7)])
    rest = [place for index, place in enumerate(places) if index not in taken]
    assert rest == sorted(rest)
    longest = max(
        size for size in range(8) for some in combinations(places, size) if list(some) == sorted(some)
    )
    assert len(rest) == longest


@settings(max_examples=100, deadline=None)
@given(st.permutations(range(7)))
def test_the_way_back_takes_out_the_same(places: list[int]) -> None:
    """Seen from the other side, the same things changed their order."""
    names = [f"thing {index}" for index in range(7)]
    back = [places.index(index) for index in range(7)]
    there_names = {names[index] for index in out_of_order(places, names)}
    back_names = [names[index] for index in back]
    assert {back_names[index] for index in out_of_order(back, back_names)} == there_names
