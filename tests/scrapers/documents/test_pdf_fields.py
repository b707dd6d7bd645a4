"""What was filled in on the pages of a PDF: fields of forms, and text that was written upon a page."""

import pytest

from tests.scrapers.documents.making import Pdf, line, read, stream, texts

NAME = b"/Subtype /Widget /FT /Tx /Rect [140 695 400 715]"
ASKED = line(72, 701, "Họ và tên:")
BELOW = line(72, 640, "Kính gửi Ủy ban nhân dân xã.")


def utf16(text: str) -> bytes:
    return b"<feff%s>" % text.encode("utf-16-be").hex().encode()


def filled(*fields: bytes, extra: tuple[bytes, ...] = ()) -> list[str]:
    """Read a page on which there are fields."""
    told = b" ".join(b"<< /Type /Annot %s >>" % one for one in fields)
    return texts(read(Pdf([ASKED + BELOW], page=b"/Annots [%s]" % told, extra=list(extra)).made()))


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (NAME + b"/V " + utf16("Nguyễn Văn Ẩn"), "Họ và tên: Nguyễn Văn Ẩn"),
        (NAME + b"/V (An) /DA (/Helv 9.5 Tf 0 g)", "Họ và tên: An"),
        (NAME + b"/V (An) /DA (/Helv . Tf 0 g)", "Họ và tên: An"),
        (NAME + b"/Parent << /V (An) /Parent << /Ff 0 >> >>", "Họ và tên: An"),
        (NAME.replace(b"/Tx", b"/Ch") + b"/V [(An) (Mai)]", "Họ và tên: An, Mai"),
        (NAME + b"/V (An\\rMai)", "Họ và tên: An Mai"),
        (NAME + b"/V 10 0 R", "Họ và tên: Ẩn"),
        (b"/Subtype /FreeText /Rect [400 715 140 695] /Contents (An)", "Họ và tên: An"),
        (NAME, "Họ và tên:"),
        (NAME + b"/V (An) /F 2", "Họ và tên:"),
        (NAME + b"/V (An) /F 32", "Họ và tên:"),
        (NAME + b"/V (An) /Ff 8192", "Họ và tên:"),
        (NAME.replace(b"/Tx", b"/Btn") + b"/V /Yes", "Họ và tên:"),
        (NAME.replace(b"/Tx", b"/Sig") + b"/V (An)", "Họ và tên:"),
        (b"/Subtype /Text /Rect [140 695 400 715] /Contents (Xem)", "Họ và tên:"),
        (b"/Subtype /Widget /FT /Tx /Rect [1 2] /V (An)", "Họ và tên:"),
    ],
)
def test_what_is_filled_in_stands_where_it_is_shown(field: bytes, shown: str) -> None:
    assert filled(field, extra=(stream("Ẩn".encode("utf-16")),)) == [shown, "Kính gửi Ủy ban nhân dân xã."]


def test_a_field_of_several_lines_begins_at_its_top() -> None:
    place = b"/Subtype /Widget /FT /Tx /Ff 4096 /Rect [72 560 400 634] /DA (/F 11 Tf) /V "

    assert filled(place + b"(An)")[1:] == ["Kính gửi Ủy ban nhân dân xã. An"]
    assert filled(place + b"( )", place + b"(- Mot\\r- Hai\\r- Ba)")[2:] == ["-: Mot / Hai / Ba"]
    assert filled(
        place.replace(b"Widget", b"FreeText").replace(b"/Ff 4096", b"") + b"0 /Contents (- Mot\\r- Hai)"
    )[2:] == ["-: Mot / Hai"]


def test_fields_that_go_round_or_lie_nowhere_are_left_out() -> None:
    round_ = b"<< /Subtype /Widget /Rect [9 9 99 99] /Parent 10 0 R >>"
    page = b"/Annots [10 0 R << /Subtype /FreeText /Rect [99999999999 1 2 3] /Contents (x) >> 7 null"
    page += b"<< /Subtype /FreeText /Rect [9 99999999999 99 99999999998] /Contents (Xa xoi lam) >>]"
    endless = b"/Annots [<< /Subtype /Widget /FT /Ch /Rect [9 9 99 99] /V 11 0 R >>]"

    for annots in (page, b"/Annots 7", b"/Annots [/A]", endless):
        assert texts(read(Pdf([BELOW], page=annots, extra=[round_, b"[11 0 R]"]).made())) == [
            "Kính gửi Ủy ban nhân dân xã."
        ]
