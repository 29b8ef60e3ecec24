"""Drawings in the line of text: photographs, and the frame that charts share with them."""

from __future__ import annotations

from exporter.document.nodes import Image, Picture
from exporter.units import Length
from exporter.writers.docx.output import Output
from exporter.writers.docx.xml import escaped

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_COARSEST = 110  # pixels to the inch: a photograph is not blown up beyond that
_TALLEST = 0.55  # of the text's height, so that the caption and some text share the page
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


def picture_xml(picture: Picture, out: Output) -> str:
    """Return the photograph, kept with its caption; nothing where there is no image."""
    if picture.image is None:
        return ""
    width, height = _fitted(picture.image, out)
    key = out.relations.add("image", _media(_printed(picture.image, width), out))
    drawing = drawing_xml(_graphic(key, width, height), width, height, picture.alt, out)
    return out.paragraph("figure", drawing, keep=True)


def _printed(image: Image, width: Length) -> bytes:
    """Return `image` as fine as print shows at `width`, without what a camera wrote beside it."""
    from exporter.writers.photos import printable  # 40 ms, and only photographs need it

    _kind(image.data)
    return printable(image.data, width.pt)


def _media(data: bytes, out: Output) -> str:
    """Return the target of an image, as seen from the document part."""
    known = (name for name, part in out.parts.items() if part == data)
    name = next(known, f"word/media/image{len(out.parts) + 1}.{_kind(data)}")
    out.parts[name] = data
    return name.removeprefix("word/")


def _kind(data: bytes) -> str:
    for mark, kind in _KINDS.items():
        if data.startswith(mark):
            return kind
    raise ValueError("an image has to be PNG or JPEG")


def _fitted(image: Image, out: Output) -> tuple[Length, Length]:
    """Return the printed width and height of `image`, in proportion."""
    natural = image.width / _COARSEST * 914_400
    across = min(natural, out.page.width.emu, out.page.height.emu * _TALLEST * image.width / image.height)
    return Length(round(across)), Length(round(across * image.height / image.width))


def drawing_xml(graphic: str, width: Length, height: Length, alt: str, out: Output) -> str:
    """Return a run that holds `graphic` with `alt` as its text alternative."""
    key = out.next_drawing()
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0"'
        f' distL="0" distR="0"><wp:extent cx="{width.emu}" cy="{height.emu}"/>'
        f'<wp:docPr id="{key}" name="{key}" descr="{escaped(alt)}"/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"{graphic}</wp:inline></w:drawing></w:r>"
    )


def graphic_xml(kind: str, content: str) -> str:
    """Return `content` as graphic data of `kind`: "picture", "chart"."""
    return (
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/{kind}">{content}'
        "</a:graphicData></a:graphic>"
    )


def _graphic(key: str, width: Length, height: Length) -> str:
    return graphic_xml(
        "picture",
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" name=""/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width.emu}" cy="{height.emu}"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>',
    )
