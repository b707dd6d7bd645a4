"""PDF files under passwords: those that anybody may open are read, whatever hides their text."""

import io
from typing import Any

import pytest
from pypdf import PdfWriter, _encryption

from scrapers.documents.pdf.aes import Cipher
from scrapers.model import NoText
from tests.scrapers.documents.making import read, texts
from tests.scrapers.documents.samples import samples

PLAIN = bytes.fromhex("00112233445566778899aabbccddeeff")


@pytest.mark.parametrize(
    ("length", "hidden"),
    [(16, "69c4e0d86a7b0430d8cdb78070b4c55a"), (32, "8ea2b7ca516745bfeafc49904b496089")],
)
def test_a_block_is_hidden_and_turned_back_as_in_the_standard(length: int, hidden: str) -> None:
    """FIPS 197, appendix C."""
    cipher = Cipher(bytes(range(length)))

    assert cipher.chained(bytes(16), PLAIN).hex() == hidden
    assert cipher.turned_back(bytes.fromhex(hidden)) == PLAIN


def test_blocks_are_chained_as_in_the_standard() -> None:
    """NIST SP 800-38A, F.2.1."""
    cipher, start = Cipher(bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c")), bytes(range(16))
    plain = bytes.fromhex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51")
    hidden = bytes.fromhex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2")

    assert cipher.chained(start, plain) == hidden
    assert cipher.unchained(start, hidden) == plain


@pytest.mark.parametrize("size", [0, 9, 16, 17])
def test_what_is_cut_off_before_its_first_block_is_nothing(size: int) -> None:
    assert Cipher(bytes(16)).decrypt(bytes(size)) == b""


def test_what_does_not_say_how_much_it_was_filled_is_whole() -> None:
    cipher = Cipher(bytes(16))

    assert cipher.decrypt(PLAIN + cipher.chained(PLAIN, b"K" * 32)) == b"K" * 32


class Hiding(Cipher):
    """What pypdf asks of one who writes, which the reader has no use for."""

    def encrypt(self, data: bytes) -> bytes:
        filled = data + bytes([16 - len(data) % 16]) * (16 - len(data) % 16)
        return PLAIN + self.chained(PLAIN, filled)


def locked(algorithm: str, password: str) -> bytes:
    """Make a PDF under a password, or under an empty one."""
    writer, out = PdfWriter(io.BytesIO(samples()["pdf"])), io.BytesIO()
    writer.encrypt(password, "chu-so-huu", algorithm=algorithm)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_under_an_empty_password_is_read(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known: Any = _encryption
    monkeypatch.setattr(known, "CryptAES", Hiding)
    monkeypatch.setattr(known, "aes_ecb_encrypt", lambda key, data: Cipher(key).chained(bytes(16), data))

    assert texts(read(locked(algorithm, ""))) == texts(read(samples()["pdf"]))


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128"])
def test_a_pdf_under_a_password_is_locked(algorithm: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_encryption, "CryptAES", Hiding)

    assert read(locked(algorithm, "mat-khau")).no_text is NoText.LOCKED
