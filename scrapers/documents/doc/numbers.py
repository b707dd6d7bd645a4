"""Reads the whole numbers in the bytes of a DOC; struct.error where the bytes end before."""

from struct import unpack_from


def half(data: bytes, at: int) -> int:
    """Return the number of two bytes at a place."""
    return int(unpack_from("<H", data, at)[0])


def whole(data: bytes, at: int) -> int:
    """Return the number of four bytes at a place."""
    return int(unpack_from("<L", data, at)[0])
