import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.clock import sort_key
from scrapers.dates import guess_time, is_month_first, parse_count, parse_time

SHAPE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d\+07:00)?")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("26/07/2022 | 09:50 AM", "2022-07-26T09:50:00+07:00"),
        ("21/01/2022 | 2:17 PM", "2022-01-21T14:17:00+07:00"),
        ("21/01/2022 | 12:05 PM", "2022-01-21T12:05:00+07:00"),
        ("21/01/2022 | 12:05 AM", "2022-01-21T00:05:00+07:00"),
        ("21/01/2022 14:17 PM", "2022-01-21T14:17:00+07:00"),
        ("Ngày đăng 11/12/2015\xa0|\xa009:00 AM  | View count: 839", "2015-12-11T09:00:00+07:00"),
        ("28/05/2018 2:05:00 chiều", "2018-05-28T14:05:00+07:00"),
        ("lúc 8 giờ tối ngày 28/05/2018", "2018-05-28T20:00:00+07:00"),
        ("8h30 sáng, 28/05/2018", "2018-05-28T08:30:00+07:00"),
        ("14h05’ ngày 28/5/2018", "2018-05-28T14:05:00+07:00"),
        ("14:05, Thứ Hai, 28/05/2018", "2018-05-28T14:05:00+07:00"),
        ("14:05 | CN ngày 27/05/2018", "2018-05-27T14:05:00+07:00"),
        ("08/01/2026 - 18:21", "2026-01-08T18:21:00+07:00"),
        ("Thứ Tư, 24/12/2025 09:30:00 +07:00", "2025-12-24T09:30:00+07:00"),
        ("Ngày đăng: 02/07/2021 - 10:22", "2021-07-02T10:22:00+07:00"),
        ("Th.ba, 12/11/2019, 18:37Lượt xem: 15053", "2019-11-12T18:37:00+07:00"),
        ("2013-07-31 14:45:58", "2013-07-31T14:45:58+07:00"),
        ("2018-01-17T09:30:00Z", "2018-01-17T16:30:00+07:00"),
        ("2018-01-17T09:30:00.125+0900", "2018-01-17T07:30:00+07:00"),
        ("14h30 ngày 26/07/2022", "2022-07-26T14:30:00+07:00"),
        ("9 giờ 30 phút, ngày 5/4/2021", "2021-04-05T09:30:00+07:00"),
        ("09:50 SA, 26.07.2022", "2022-07-26T09:50:00+07:00"),
        ("Oct 3, 2020 at 3:05 pm", "2020-10-03T15:05:00+07:00"),
    ],
)
def test_a_time_of_day_is_kept_with_the_portals_offset(text: str, time: str) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[09/01/2017]", "2017-01-09"),
        ("Thứ 3, 21/09/2021 | ", "2021-09-21"),
        ("Chủ nhật, 27/06/2021", "2021-06-27"),
        ("( Cập nhật lúc: 08/01/2024  )", "2024-01-08"),
        ("Ngày: (08/11/2020)", "2020-11-08"),
        ("Submitted by Ban biên tập on 18 October 2019", "2019-10-18"),
        ("ngày 17 tháng 01 năm 2018", "2018-01-17"),
        ("Nga\u0300y 17 tha\u0301ng 01 na\u0306m 2018", "2018-01-17"),
        ("17 Tháng Một, 2018", "2018-01-17"),
        ("5-3-2019", "2019-03-05"),
        ("29/02/2020", "2020-02-29"),
        ("(419 lượt xem) [09/01/2017]", "2017-01-09"),
        ("25/12/2015 25:99", "2015-12-25"),
    ],
)
def test_a_bare_date_stays_a_bare_date(text: str, day: str) -> None:
    assert parse_time(text) == day


@pytest.mark.parametrize("text", ["13/05/2013 | 12:00 AM", "13/05/2013 00:00", "2013-05-12T17:00:00Z"])
def test_exact_midnight_means_that_no_time_is_known(text: str) -> None:
    assert parse_time(text) == "2013-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2018",
        "29/02/2019",
        "00/01/2018",
        "12/13/2018",
        "31/12/1989",
        "01/01/2101",
        "tháng 5 năm 2018",
        "số 45/2018/QĐ-UBND",
        "12/01/2018/NĐ-CP",
        "1 giờ trước",
        "12/01/18",
    ],
)
def test_what_is_no_possible_date_is_none(text: str) -> None:
    assert parse_time(text) is None


def test_the_first_possible_date_of_a_text_wins() -> None:
    assert parse_time("31/02/2018, 05/03/2018, 2017-01-01") == "2018-03-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ngày 17/01/2018, Sở Thông tin và Truyền thông tổ chức", "2018-01-17"),
        ("(Vinhlong.gov.vn) – Sáng ngày 13/3/2026, tại trụ sở", "2026-03-13"),
        ("(Vinhlong.gov.vn) - Chiều 5/4/2021, ông", "2021-04-05"),
        ("Sáng ngày 17 tháng 01 năm 2018 tại hội trường", "2018-01-17"),
        ("Tại TP. Vĩnh Long, ngày 17/01/2018, đã diễn ra", "2018-01-17"),
        ("Trong 2 ngày 17-18/01/2018, đoàn", "2018-01-18"),
        ("Sáng nay (17/01/2018), Sở", "2018-01-17"),
    ],
)
def test_the_opening_of_an_article_gives_a_guess(text: str, day: str) -> None:
    assert guess_time(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/01/2018 của UBND tỉnh, Sở tổ chức",
        "Tính đến ngày 31/12/2017, toàn tỉnh có 94 xã",
        "Sở vừa họp. Ngày 17/01/2018 sẽ họp tiếp.",
        "Hội nghị diễn ra trong năm 2018",
        "Ngày 31/02/2018, Sở",
    ],
)
def test_a_document_a_period_or_a_later_sentence_is_no_guess(text: str) -> None:
    assert guess_time(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1503139", 1503139),
        ("1.503.139", 1503139),
        ("1,204", 1204),
        ("1 204", 1204),
        ("0", 0),
        ("(419 lượt xem)", 419),
        ("Kết quả công tác năm 2016 (419 lượt xem) [09/01/2017]", 419),
        ("View count: 839", 839),
        ("Th.ba, 12/11/2019, 18:37Lượt xem: 15.053", 15053),
        ("Đang xem: 17", 17),
        ("Tất cả: 1503139", 1503139),
        ("Hiển thị 1 - 10 of 1.243 kết quả.", 1243),
        ("", None),
        ("chưa có", None),
        ("11/12/2015", None),
        ("1.2K", None),
        ("3 trên bàn, 4 dưới đất", None),
        ("9" * 40, None),
    ],
)
def test_counts_are_read_in_every_shape(text: str, count: int | None) -> None:
    assert parse_count(text) == count


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from("/-."))
def test_every_written_day_is_read_back(day: date, mark: str) -> None:
    assert parse_time(f"Ngày đăng: {day.day:02}{mark}{day.month:02}{mark}{day.year} ") == day.isoformat()


@given(st.integers(0, 10**12))
def test_every_count_is_read_back_in_vietnamese_grouping(number: int) -> None:
    assert parse_count(f"({number:,} lượt xem)".replace(",", ".")) == number


@given(st.text())
def test_any_text_gives_a_well_formed_time_or_none(text: str) -> None:
    for found in (parse_time(text), guess_time(text)):
        assert found is None or (SHAPE.fullmatch(found) and sort_key(found) > 0)
    assert (parse_count(text) or 0) >= 0


@given(st.text(alphabet="0123456789/:-. hgiờtháng năm,|APMT+"))
def test_text_near_a_date_gives_a_well_formed_time_or_none(text: str) -> None:
    found = parse_time(text)
    assert found is None or (SHAPE.fullmatch(found) and sort_key(found) > 0)


def test_the_order_of_times_is_that_of_the_clock() -> None:
    times = [None, "2017-01-09", "2017-01-09T00:05:00+07:00", "2017-01-09T23:00:00+07:00", "2017-01-10"]
    assert sorted(times, key=sort_key) == times
    assert sort_key("2017-01-09T07:00:00+07:00") == int(datetime(2017, 1, 9, tzinfo=UTC).timestamp())
    assert sort_key("rubbish") == sort_key("") == sort_key(None) == 0


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["5/4/2018", "5/28/2018"], True),
        (["5/4/2018 2:28:33 PM"], True),
        (["10/4/2018 2:28:33 AM"], True),
        (["5/28/2018", "28/5/2018"], False),
        (["28/05/2018 2:28:33 PM", "5/4/2018 2:28:33 PM"], False),
        (["05/04/2018 2:28:33 PM"], False),
        (["5/4/2018 14:28"], False),
        (["45/28/2018/QĐ"], False),
        ([], False),
    ],
)
def test_how_a_portal_orders_its_dates_is_told_by_all_of_them(texts: list[str], expected: bool) -> None:
    assert is_month_first(texts) is expected


def test_a_month_may_come_first() -> None:
    assert parse_time("5/4/2018 2:28:33 PM", month_first=True) == "2018-05-04T14:28:33+07:00"
    assert parse_time("4 tháng 5 năm 2018", month_first=True) == "2018-05-04"
