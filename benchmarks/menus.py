"""How well menu trees are compared, and how the time grows with their number.

Quality: generated pairs with known edits (see :mod:`benchmarks.menu_pairs` for when the truth is unique).
Precision and recall are of edits whose truth is unique; ``wrong`` are claims about nodes where it is
not. Scale: all courts in one matrix, and one diff of growing trees; each time is given as a ratio to the
smallest of the same run, beside the ratio of the number of nodes.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.menu_pairs import make_pair
from benchmarks.menu_scores import Compare, Score, judge, total
from harness.menus.diff import diff
from harness.menus.matrix import matrix
from harness.menus.tree import MenuTree, Node, UserState

SIZES, EDITS, SEEDS = (5, 10, 20, 50, 150, 300), (1, 2, 5, 10, 20, 40), 12
COURTS, NODES = (25, 50, 100, 200), 150
NODES_OF_ONE = (300, 600, 1200, 2400, 4800)
ROUNDS = 3
LEAST_QUALITY, MOST_AMBIGUOUS = 0.99, 0.05


@dataclass(frozen=True, slots=True)
class Work:
    """Something whose time is taken, and how large it is."""

    size: int
    nodes: int
    run: Callable[[], object]


def measure(
    compare: Compare,
    *,
    repeats: bool,
    sizes: tuple[int, ...] = SIZES,
    edits: tuple[int, ...] = EDITS,
    seeds: int = SEEDS,
) -> dict[int, Score]:
    """The scores of a comparison by size of the first tree, over all numbers of edits."""
    return {
        size: total(
            judge(make_pair(seed, size, number, repeats=repeats), compare)
            for number in edits
            for seed in range(seeds)
        )
        for size in sizes
    }


def shortcomings(scores: dict[int, Score], *, repeats: bool) -> list[str]:
    """In what the scores of a comparison fall short, in words; nothing if it is good enough."""
    score = total(scores.values())
    found = []
    if score.precision < LEAST_QUALITY:
        found.append(f"precision {score.precision:.4f} is below {LEAST_QUALITY}")
    if score.recall < LEAST_QUALITY:
        found.append(f"recall {score.recall:.4f} is below {LEAST_QUALITY}")
    if score.wrong:
        found.append(f"{score.wrong} wrong claims where the truth is not unique")
    if not repeats and score.undecided > MOST_AMBIGUOUS:
        found.append(f"{score.undecided:.4f} are ambiguous, more than {MOST_AMBIGUOUS}")
    return found


def main() -> int:
    """Measures and prints; gives the exit code: 0, or 1 if the quality falls short."""
    short = [problem for repeats in (False, True) for problem in _print_quality(repeats=repeats)]
    _print_curve(f"a matrix of courts with {NODES} nodes each", "courts", _matrix_work())
    _print_curve("one diff with 20 edits", "nodes", _diff_work())
    print(
        "\n".join(["", *(f"FALLS SHORT: {problem}" for problem in short)])
        if short
        else "\nnothing falls short"
    )
    return 1 if short else 0


def _print_quality(*, repeats: bool) -> list[str]:
    scores = measure(diff, repeats=repeats)
    print(
        f"\nquality, labels {'repeated' if repeats else 'not repeated'}, {min(EDITS)} to {max(EDITS)} edits"
    )
    print("  nodes  pairs  edits  unique  precision  recall  ambiguous  not unique: claims  wrong")
    for size, score in (*scores.items(), ("all", total(scores.values()))):
        unique = score.identifiable / score.edits
        quality = f"{score.precision:10.4f} {score.recall:7.4f} {score.undecided:10.2%}"
        print(
            f"  {size!s:>5} {score.pairs:6} {score.edits:6} {unique:7.1%} {quality}"
            f" {score.claims:19} {score.wrong:6}"
        )
    return shortcomings(scores, repeats=repeats)


def _matrix_work() -> Iterator[Work]:
    base = make_pair(0, NODES, 0, repeats=False).before
    courts = [vary(base, number) for number in range(max(COURTS))]
    for count in COURTS:
        chosen = courts[:count]
        yield Work(count, sum(len(tree.occurrences()) for tree in chosen), partial(matrix, chosen))


def _diff_work() -> Iterator[Work]:
    for size in NODES_OF_ONE:
        pair = make_pair(1, size, 20, repeats=False)
        yield Work(size, size, partial(diff, pair.before, pair.after))


def vary(tree: MenuTree, number: int) -> MenuTree:
    """Another court's tree: up to 20 things renamed, with their children in a new order, and one added."""
    chance = random.Random(number)
    count = len(tree.occurrences())
    chosen = set(chance.sample(range(count), chance.randint(0, 20)))
    numbers = iter(range(count))
    own = Node(f"Own Page of Court {number}", target=f"own{number}.pl")
    nodes = (*(_vary(node, chosen, chance, numbers) for node in tree.nodes), own)
    return MenuTree(f"court{number:03}", UserState.LINKED, nodes)


def _vary(node: Node, chosen: set[int], chance: random.Random, numbers: Iterator[int]) -> Node:
    edited = next(numbers) in chosen
    children = [_vary(child, chosen, chance, numbers) for child in node.children]
    if not edited:
        return replace(node, children=tuple(children))
    chance.shuffle(children)
    return replace(node, label=f"{node.label} {chance.randint(1, 3)}", children=tuple(children))


def _print_curve(title: str, unit: str, works: Iterator[Work]) -> None:
    print(f"\ntime: {title}")
    first: tuple[int, float] | None = None
    for work in works:
        seconds = min(_seconds(work.run) for _ in range(ROUNDS))
        first = first or (work.nodes, seconds)
        grown, longer = work.nodes / first[0], seconds / first[1]
        ratios = f"nodes x{grown:5.1f}   time x{longer:5.1f}   time per node x{longer / grown:4.2f}"
        print(f"  {work.size:5} {unit} {work.nodes:6} nodes {seconds:8.3f} s   {ratios}")


def _seconds(run: Callable[[], object]) -> float:
    """Processor time without the garbage collector, as :mod:`timeit` measures."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        run()
        return time.process_time() - began
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
