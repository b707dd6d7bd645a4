import math
from collections.abc import Callable

import pytest

from tests.bench.growth import Growth, grown, growth
from tests.bench.harness import Row, Sample

SIZES = (1_000, 10_000, 100_000, 1_000_000)


Law = Callable[[float], float]


def of(law: Law) -> Growth:
    told = growth([(size, law(size)) for size in SIZES])
    assert told is not None
    return told


@pytest.mark.parametrize(
    ("law", "verdict", "exponent"),
    [
        (lambda _: 8.0, "constant", 0.0),
        (lambda n: 5 + 10 * math.log10(n), "as log n", 0.09),
        (lambda n: n / 500, "as n", 1.0),
        (lambda n: n * math.sqrt(n), "faster than n", 1.5),
        (math.sqrt, "as n^0.5", 0.5),
        (lambda n: 9 - math.log10(n), "falls", -0.1),
    ],
)
def test_a_law_is_told_by_what_it_does_to_the_figures(law: Law, verdict: str, exponent: float):
    told = of(law)

    assert (told.verdict, round(told.exponent, 1)) == (verdict, pytest.approx(exponent, abs=0.05))


def test_a_fixed_part_does_not_hide_what_grows_as_n_behind_it():
    told = of(lambda n: 800 + n / 1000)

    assert told.verdict == "as n"
    assert told.exponent < 0.2


def test_medians_that_scatter_are_still_what_they_lie_near():
    noise = {1_000: 1.1, 10_000: 0.92, 100_000: 1.08, 1_000_000: 0.95}

    assert of(lambda n: 20 * noise[n]).verdict == "constant"
    assert of(lambda n: n / 100 * noise[n]).verdict == "as n"


def test_what_ends_as_it_began_does_not_grow_however_it_scatters_between():
    told = growth([(1_000, 5.3), (10_000, 3.8), (100_000, 5.5)])

    assert told is not None
    assert told.verdict == "scatters"
    assert not told.exceeds("constant")
    steeper = growth([(1_000, 5.3), (10_000, 3.8), (100_000, 6.5)])
    assert steeper is not None
    assert steeper.exceeds("log n")


def test_ten_times_as_much_adds_what_lies_between_the_ends_by_tenfolds():
    told = growth([(1_000, 10.0), (10_000, 30.0), (100_000, 50.0)])

    assert told.tenfold == pytest.approx(20)
    assert (told.first, told.last) == ((1_000, 10.0), (100_000, 50.0))


def test_two_sizes_tell_nothing_nor_does_an_empty_store():
    assert growth([(1_000, 1.0), (10_000, 10.0)]) is None
    assert growth([(0, 1.0), (1_000, 1.0), (10_000, 10.0)]) is None


@pytest.mark.parametrize(
    ("law", "works"),
    [
        (lambda _: 8.0, []),
        (math.log10, ["constant"]),
        (math.sqrt, ["constant", "log n"]),
        (lambda n: n / 500, ["constant", "log n"]),
        (lambda n: n * n / 500, ["constant", "log n", "n"]),
        (lambda n: 9 - math.log10(n), []),
    ],
)
def test_what_grows_faster_than_its_work_is_found(law: Law, works: list[str]):
    told = of(law)

    assert [work for work in ("constant", "log n", "n") if told.exceeds(work)] == works


def test_rows_of_one_name_grow_together_and_others_do_not():
    rows = [
        *(Row("keys", "down", "ms", Sample((8.0,)), size=size, work="log n") for size in SIZES),
        *(Row("stores", "doctor", "s", Sample((size / 10,)), size=size, work="n") for size in SIZES),
        *(
            Row("search", "found", "ms", None, {"peer": Sample((1.0,))}, size=size, work="n")
            for size in SIZES
        ),
        Row("sync", "memory", "MiB", Sample((50.0,))),
    ]

    found = grown(rows)

    assert {name: told.verdict for name, (_, told) in found.items()} == {
        ("keys", "down"): "constant",
        ("stores", "doctor"): "as n",
    }
