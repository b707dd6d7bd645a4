"""Zstandard (RFC 8878): Python's own from 3.14 on, and before that the same as a package of its own."""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZstdCompressor = zstd.ZstdCompressor
ZstdDecompressor = zstd.ZstdDecompressor
ZstdDict = zstd.ZstdDict
ZstdError = zstd.ZstdError
ZstdFile = zstd.ZstdFile


def packing(level: int) -> dict[int, int]:
    """Return the options of a compressor of that level, with a checksum by which a lost bit is seen."""
    return {zstd.CompressionParameter.compression_level: level, zstd.CompressionParameter.checksum_flag: 1}


def unpacking(window: int) -> dict[int, int]:
    """Return the options of a decompressor that refuses what needs more than 2 ** `window` bytes at once."""
    return {zstd.DecompressionParameter.window_log_max: window}
