"""How numbers of spreadsheets are shown, by the codes of their formats."""

import pytest

from scrapers.documents.cells import Formats, Style


def shown(value: str, code: str) -> str:
    return Formats({"164": code}, [Style("164")]).shown(value, "0")


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1204.5", "General", "1204,5"),
        ("1204.5", "@", "1204,5"),
        ("1204567.891", "#,##0.00", "1.204.567,89"),
        ("365000", "#,##0", "365.000"),
        ("0", "#,##0", "0"),
        ("0.5", "#.##", "0,5"),
        ("-1500.4", "#,##0;(#,##0)", "-1.500"),
        ("-0.2", "0", "0"),
        ("912345678", "0000000000", "0912345678"),
        ("5", "00", "05"),
        ("2.5", '0.0#" ha"', "2,5 ha"),
        ("1500000", '#,##0\\ "đồng"', "1.500.000 đồng"),
        ("1500", "[$₫-42A]#,##0", "₫1.500"),
        ("2500000000", "#,##0,,", "2.500"),
        ("7", '"Lớp "0', "Lớp 7"),
        ("0.125", "0%", "12%"),
        ("0.1255", "0.0%", "12,6%"),
        ("1500000", '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "1.500.000"),
        ("0.00012", "0.00E+00", "0,00012"),
        ("0.5", "# ?/?", "0,5"),
        ("nan", "0", "nan"),
        ("inf", "0", "inf"),
        ("-inf", "#,##0", "-inf"),
        ("chữ", "0", "chữ"),
    ],
)
def test_numbers(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("43171", "dd/mm/yyyy", "12/03/2018"),
        ("43171.75", "dd/mm/yyyy", "12/03/2018"),
        ("43171.75", "dd/mm/yyyy hh:mm", "12/03/2018 18:00"),
        ("43171", '[$-42A]dd" tháng "mm" năm "yyyy;@', "12/03/2018"),
        ("43171", "mm/yyyy", "03/2018"),
        ("43171", "yyyy", "2018"),
        ("0.3125", "h:mm AM/PM", "07:30"),
        ("0.3125", "[h]:mm:ss", "07:30:00"),
        ("0.001", "mm:ss", "01:26"),
        ("0.31249999999", "h:mm", "07:30"),
        ("0", "h:mm", "00:00"),
        ("1", "yyyy", "1899"),
        ("-5", "dd/mm/yyyy", "-5"),
        ("0.5", "dd/mm/yyyy", "0,5"),
        ("1E+30", "hh:mm", "1e+30"),
    ],
)
def test_days_and_hours(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        *(("0", "43171,25"), ("2", "43171,25"), ("3", "43.171"), ("10", "4317125,00%"), ("14", "12/03/2018")),
        *(("22", "12/03/2018 06:00"), ("20", "06:00"), ("17", "03/2018"), ("43", "43.171,25")),
        ("99", "43171,25"),
    ],
)
def test_formats_that_every_program_knows(form: str, text: str) -> None:
    assert Formats({}, [Style(form)]).shown("43171.25", "0") == text


def test_a_style_that_is_not_there_shows_the_number() -> None:
    assert Formats({}, []).shown("12.5", "3") == "12,5"
