"""Files of photographs below source/images → checked images.  `read_image` opens them; the rest is pure."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from hashlib import sha256
from pathlib import Path

from exporter.document.nodes import Image

IMAGES = "images"  # the folder below source/
MAX_BYTES = 50_000_000
MAX_PIXELS = 100_000_000  # 300 MB when decoded
_ORIENTATION = 0x0112  # Exif 2.3, 4.6.4: values from 5 on lie on their side
_SIDEWAYS = 5


class UnusableImage(ValueError):  # noqa: N818 - it says what the file is
    """A picture cannot be printed; `remedy` says what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def read_image(images: Path, name: str) -> Image:
    """Return the picture `name` below the folder `images`; UnusableImage says why there is none."""
    try:
        path = (images / name).resolve()
        if not (path.is_relative_to(images.resolve()) and path.is_file()):
            raise _missing(name)
        if path.stat().st_size > MAX_BYTES:
            size, most = path.stat().st_size // 1_000_000, MAX_BYTES // 1_000_000
            problem = f"the picture '{name}' has {size} MB; at most {most} MB are read"
            raise UnusableImage(problem, "save it smaller")
        data = path.read_bytes()
    except UnusableImage:
        raise
    except (OSError, ValueError, RuntimeError) as error:  # a name too long, a link to itself
        raise _missing(name) from error
    return decoded(data, name)


def _missing(name: str) -> UnusableImage:
    return UnusableImage(
        f"there is no picture '{name}' in source/images", "add the file, or leave 'image' out"
    )


def decoded(data: bytes, name: str) -> Image:
    """Return a picture with its size in pixels as it is seen, after decoding all of it once."""
    from PIL import Image as Pillow  # a project without photographs pays nothing
    from PIL import UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # our own limit is below
            warnings.simplefilter("ignore", UserWarning)  # broken Exif is left out anyway
            with Pillow.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
                _check_size(image.size, name)
                image.load()
                width, height = image.size
                if image.getexif().get(_ORIENTATION, 1) >= _SIDEWAYS:
                    width, height = height, width
    except Pillow.DecompressionBombError as error:
        raise _too_large(name) from error
    except UnidentifiedImageError as error:
        problem = f"the picture '{name}' is no JPEG or PNG"
        raise UnusableImage(problem, "save it as JPEG; as PNG if it is a drawing") from error
    except (
        OSError,
        SyntaxError,
        EOFError,
        TypeError,
        IndexError,
        struct.error,
        zlib.error,
        MemoryError,
    ) as error:
        problem = f"the picture '{name}' is damaged"
        raise UnusableImage(problem, "copy it again, or save it anew") from error
    return Image(data, width, height, sha256(data).hexdigest())


def _check_size(size: tuple[int, int], name: str) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UnusableImage:
    problem = f"the picture '{name}' has more than {MAX_PIXELS // 1_000_000} million pixels"
    return UnusableImage(problem, "save it smaller: print needs 2,000 pixels across")
