"""The content of PDF pages taken apart: strings, numbers, names, arrays, and what is passed over."""

import pytest

from scrapers.documents.pdf.tokens import Name, Operand, number, operations


def operands(content: bytes) -> list[Operand]:
    """Return the operands of the first operator."""
    return next(iter(operations(content)))[1]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(
            (rb"(V\351 \(a\)\\)", b"V\xe9 (a)\\"),
            (rb"(\n\r\t\b\f\q\053\53+\0531)", b"\n\r\t\b\fq+++" + b"+1"),
        ),
        *((b"(a(b)c\\)d)", b"a(b)c)d"), (b"((a)\\\n(b))", b"(a)(b)"), (b"(a\\\r\nb)", b"ab"), (b"()", b"")),
        *((b"<48 65 6>", b"He`"), (b"<>", b""), (b"<4g>", b""), (b"(\\777)", b"\xff")),
    ],
)
def test_strings(written: bytes, said: bytes) -> None:
    assert [one for one in operands(written + b" Tj") if isinstance(one, bytes)] == [said] * (
        written != b"<4g>"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        *(
            (b"12", 12),
            (b"-.5", -0.5),
            (b"+3.", 3),
            (b"4.25", 4.25),
            (b"--3", -3),
            (b"0.-2", 0),
            (b"-7-2", -7),
        ),
        *((b"1.2.3", 1.2), (b"-..5", 0), (b"+-3", 3), (b"--", 0)),
    ],
)
def test_numbers_are_read_as_viewers_do_where_they_are_written_wrong(written: bytes, said: float) -> None:
    assert number(written) == said
    assert written in (b"-..5", b"--") or operands(written + b" w") == [said]


def test_names_arrays_and_comments() -> None:
    content = b"/F#201 /A [(a) -30 <62>] % (no) Tj\n[1 2] TJ /B<</C 1>>BDC"

    assert list(operations(content)) == [
        (b"TJ", [Name("F 1"), Name("A"), [b"a", -30.0, b"b"], [1.0, 2.0]]),
        (b"BDC", [Name("B"), Name("C"), 1.0]),
    ]


def test_what_is_not_understood_is_passed_over_and_operands_are_not_without_end() -> None:
    assert list(operations(b") } 1 { 2 m ] 3 [ 4 l")) == [(b"m", [1.0, 2.0]), (b"l", [3.0, [4.0]])]
    assert len(operands(b"1 " * 1000 + b"w")) == 64


def test_an_image_in_the_content_is_no_operators_and_a_string_without_an_end_goes_to_the_end() -> None:
    image = b"BI /W 1 ID \x01 (EI) EIx Tj EI Q (a(b Tj"

    assert [operator for operator, _ in operations(image)] == [b"BI", b"ID", b"Q"]
    assert [operator for operator, _ in operations(b"BI ID abc")] == [b"BI", b"ID"]
