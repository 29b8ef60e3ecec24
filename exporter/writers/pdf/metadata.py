"""What a PDF file says of itself: the XMP packet, dates, and the colour space that its colours mean."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from html import escape

from exporter.document.nodes import Properties
from exporter.writers.pdf.text import plain

PRODUCER = "exporter (reportlab)"


def keywords(properties: Properties) -> str:
    """Return the keywords as the one string that both the information dictionary and XMP hold."""
    return plain("; ".join(properties.keywords))


def pdf_date(stamp: str) -> str:
    """Return an ISO 8601 instant as PDF writes it.

    >>> pdf_date("2022-04-27T08:30:00+08:00")
    "D:20220427083000+08'00'"
    """
    when = datetime.fromisoformat(stamp)
    offset = when.strftime("%z") or "+0000"
    return f"D:{when:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def xmp_date(stamp: str) -> str:
    """Return an ISO 8601 instant as XMP writes it: with seconds and offset.

    >>> xmp_date("2022-04-27T00:00:00Z")
    '2022-04-27T00:00:00+00:00'
    """
    when = datetime.fromisoformat(stamp).isoformat(timespec="seconds")
    return when if "+" in when or when.count("-") > 2 else f"{when}+00:00"  # noqa: PLR2004 - two in the date


def packet(properties: Properties, language: str, *, archival: bool = True) -> bytes:
    """Return the XMP packet: the same facts as the information dictionary, and the standards kept.

    A file that is not `archival` claims PDF/UA-1 alone.
    """
    said = {
        "title": properties.title,
        "author": properties.author,
        "subject": properties.subject,
        "keywords": keywords(properties),
        "revision": properties.revision,
        "language": language,
        "producer": PRODUCER,
        "date": xmp_date(properties.stamp),
    }
    packet = _PACKET if archival else _PACKET.replace(_ARCHIVAL, "")
    return packet.format_map({key: escape(plain(words), quote=False) for key, words in said.items()}).encode()


_ARCHIVAL = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords><pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmpMM:VersionID>{revision}</xmpMM:VersionID>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@lru_cache(maxsize=1)
def srgb_profile() -> bytes:
    """Return an ICC profile of sRGB without the date and the id that would make each file another."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes(12)  # date and time
    profile[84:100] = bytes(16)  # profile id
    return bytes(profile)
