"""Draws a picture anew, so that nothing of the file but its pixels goes on: no position, no camera, no comment, no hidden content."""

import logging
import struct
import zlib
from io import BytesIO
from threading import Lock

from PIL import ImageOps
from PIL.Image import DecompressionBombError, Image
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from engine.attachments import Refused

PIXELS = {"jpeg": 25_000_000, "png": 15_000_000, "webp": 15_000_000}
"""How many pixels are unpacked at most: a hundred megabytes of a photo, fewer of what takes longer to pack again."""
HALVED = 2 * PIXELS["jpeg"]
"""A JPEG of up to this many is unpacked at half its width, which costs no more, unless it is a progressive one."""
QUALITY = 85
PACKING = 3
"""How hard a PNG is packed: more takes seconds and gains little."""

_READERS: dict[str, type[ImageFile]] = {"jpeg": JpegImageFile, "png": PngImageFile, "webp": WebPImageFile}
# what Pillow raises for content that is not what it says, here and there in its readers
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error, zlib.error)
# it would log what a picture holds, and that is not ours to tell
logging.getLogger("PIL").setLevel(logging.WARNING)
# one at a time, so that the memory it takes does not grow with the number of threads
_ALONE = Lock()


def drawn_anew(content: bytes, format: str) -> bytes:
    """The picture as a new file of the same format, turned the way it is to be seen; raises Refused."""
    with _ALONE:
        try:
            return _written(_pixels(_READERS[format](BytesIO(content)), PIXELS[format]), format)
        except DecompressionBombError:
            raise Refused("too-many-pixels") from None
        except _BROKEN:
            raise Refused("broken-file") from None


def _pixels(image: ImageFile, most: int) -> Image:
    """The picture unpacked, in colours that every format can hold."""
    if getattr(image, "n_frames", 1) > 1:
        raise Refused("moving-image")
    if most < image.width * image.height <= HALVED and "progressive" not in image.info:
        # does nothing but to a JPEG
        image.draft(image.mode, (image.width // 2, image.height // 2))
    if image.width * image.height > most:
        raise Refused("too-many-pixels")
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    if image.mode.startswith("I"):
        # sixteen bits, of which a screen shows the upper eight
        return image.convert("I").point(lambda value: value / 256).convert("L")
    wanted = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == wanted else image.convert(wanted)


def _written(pixels: Image, format: str) -> bytes:
    pixels.info.clear()
    made = BytesIO()
    pixels.save(made, format, quality=QUALITY, compress_level=PACKING)
    return made.getvalue()
