from tests.bench import tables
from tests.bench.harness import Bar, Row, Sample, Work


def row(size: int, ours: list[float] | None, peer: float | None, *bars: Bar, work: Work | None = None) -> Row:
    peers = {} if peer is None else {"peer": Sample((peer,))}
    sample = None if ours is None else Sample(tuple(ours))
    return Row("start", "first list", "ms", sample, peers, bars, size=size, work=work)


def test_a_bar_tells_its_ratio_both_sides_of_it_and_whether_it_is_held():
    rows = [
        row(1_000, [130.0], 100.0, Bar("peer", most=1.3)),
        row(100_000, [200.0], 100.0, Bar("peer", most=1.3)),
    ]

    assert tables.bars(rows) == [
        ["what", "bar", "measured", "held"],
        ["Start: first list, 1,000 articles", "≤ 1.3 peer", "1.3 (130 : 100 ms)", "✓ yes"],
        ["Start: first list, 100,000 articles", "≤ 1.3 peer", "2 (200 : 100 ms)", "✗ no"],
    ]
    assert tables.summary(rows) == "1 of 2 bars are held."


def test_a_bar_may_be_about_the_median_or_the_slowest_of_a_hundred():
    slow = row(1_000, [*[5.0] * 98, 40.0, 50.0], None, Bar("median", most=8), Bar("p99", most=33))

    assert [line[2:] for line in tables.bars([slow])[1:]] == [["5 ms", "✓ yes"], ["50 ms", "✗ no"]]


def test_a_bar_against_a_peer_that_was_not_there_is_left_out():
    rows = [row(1_000, [130.0], None, Bar("peer", most=1.3))]

    assert tables.bars(rows) == []
    assert tables.summary(rows) == "0 of 0 bars are held."


def test_sizes_are_columns_and_each_peer_has_a_line_with_how_many_times_its_figure_is_ours():
    rows = [row(1_000, [10.0, 20.0, 30.0], 10.0), row(100_000, [400.0], None), row(0, None, 5.0)]

    assert tables.figures(rows) == [
        ["articles", "of", "0", "1,000", "100,000"],
        ["**first list (ms)**", "tinvl", "", "20 ± 10", "400"],
        ["", "peer", "5", "10 (×2)", ""],
    ]


def test_growth_is_judged_by_the_work():
    sizes = (1_000, 10_000, 100_000)
    rows = [row(size, [size / 100], None, work="log n") for size in sizes]

    assert tables.growths(rows)[1] == [
        "Start: first list",
        "10 ms at 1,000",
        "1,000 ms at 100,000 articles",
        "1.00",
        "+495 ms",
        "as n",
        "✗ log n",
    ]
    assert tables.growths([row(size, [size / 100], None, work="n") for size in sizes])[1][-1] == "✓ n"


def test_a_measure_has_a_table_for_each_kind_of_size_and_its_title_once():
    rows = [
        row(1_000, [1.0], None),
        Row("start", "modules", "", Sample((500.0,))),
        Row("keys", "down", "ms", Sample((8.0,)), size=1_000),
    ]

    assert [(title, table[0]) for title, table in tables.all_of(rows)] == [
        ("Start", ["articles", "of", "1,000"]),
        ("", ["", "of", "measured"]),
        ("Keys", ["articles", "of", "1,000"]),
    ]
