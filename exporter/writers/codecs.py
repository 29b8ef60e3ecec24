"""Faster compressors of the optional extra `exporter[fast]`, by name.

Never taken unasked: their bytes are not those of the standard library, and differ between releases.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exporter.errors import UsageError
from exporter.writers.package import Codec, Compressor, zlib_codec

_RAW = -15  # a bare deflate stream with the largest window
_ISAL_LEVEL = 3  # its highest: files some tenth larger than zlib's, in a quarter of the time


def find_codec(name: str) -> Codec:
    """Return the codec called "zlib", "zlib-ng" or "isal"; UsageError where it is not installed."""
    if name not in _CODECS:
        raise UsageError(f"there is no codec '{name}'\n  remedy: one of {', '.join(_CODECS)}")
    try:
        return _CODECS[name]()
    except ImportError:
        raise UsageError(f"'{name}' is not installed\n  remedy: pip install 'exporter[fast]'") from None


def _zlib_ng() -> Codec:
    from zlib_ng import zlib_ng

    def codec(level: int) -> Compressor:
        compressor: Compressor = zlib_ng.compressobj(level, zlib_ng.DEFLATED, _RAW)
        return compressor

    return codec


def _isal() -> Codec:
    from isal import isal_zlib

    def codec(level: int) -> Compressor:  # noqa: ARG001 - its levels are others
        compressor: Compressor = isal_zlib.compressobj(_ISAL_LEVEL, isal_zlib.DEFLATED, _RAW)
        return compressor

    return codec


_CODECS: Mapping[str, Callable[[], Codec]] = {
    "zlib": lambda: zlib_codec,
    "zlib-ng": _zlib_ng,
    "isal": _isal,
}
