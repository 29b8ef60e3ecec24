"""The Word template: opened once, checked for every role, and emptied of everything but look.

A role is what the document calls a thing ("lead", "caption"); a style is what the designer calls it.
Nothing of a template's own text, headers, fields or history reaches a product.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from exporter.errors import Fault, Place, ThemeError
from exporter.units import Length


class _Named(NamedTuple):
    """The style that a role asks for: its name in Word, in any case, and its type."""

    name: str
    kind: str = "paragraph"


ROLES: Mapping[str, _Named] = MappingProxyType(
    {
        "cover_kind": _Named("Cover Kind"),
        "title": _Named("Title"),
        "subtitle": _Named("Subtitle"),
        "cover_detail": _Named("Cover Detail"),
        "heading1": _Named("heading 1"),
        "heading2": _Named("heading 2"),
        "heading3": _Named("heading 3"),
        "heading4": _Named("heading 4"),
        "body": _Named("Body Text"),
        "lead": _Named("Lead"),
        "note": _Named("Note"),
        "source": _Named("Source"),
        "marking": _Named("Marking"),
        "empty": _Named("Empty"),
        "bullets": _Named("List Bullet"),
        "numbers": _Named("List Number"),
        "caption": _Named("caption"),
        "figure": _Named("Figure"),
        "figure_caption": _Named("Figure Caption"),
        "table": _Named("Exporter Table", "table"),
        "table_text": _Named("Table Text"),
        "table_heading": _Named("Table Heading"),
        "table_end": _Named("Table End"),
        "key_figures": _Named("Key Figures", "table"),
        "key_figure_value": _Named("Key Figure Value"),
        "key_figure_meaning": _Named("Key Figure Meaning"),
        "key_figure_source": _Named("Figure Source", "character"),
        "contents_title": _Named("TOC Heading"),
        "contents1": _Named("toc 1"),
        "contents2": _Named("toc 2"),
        "contents3": _Named("toc 3"),
        "header": _Named("header"),
        "footer": _Named("footer"),
        "page_number": _Named("page number", "character"),
        "footnote": _Named("footnote text"),
        "footnote_call": _Named("footnote reference", "character"),
        "parallel": _Named("Parallel Columns", "table"),
        "parallel_text": _Named("Parallel Text"),
        "parallel_bullets": _Named("Parallel Bullet"),
        "parallel_numbers": _Named("Parallel Number"),
        "link": _Named("Hyperlink", "character"),
        "strong": _Named("Strong", "character"),
        "work": _Named("Title of Work", "character"),
    }
)


# What stands in a column of its own language beside another: running text is set smaller there.
_BESIDE = MappingProxyType(
    {
        "body": "parallel_text",
        "lead": "parallel_text",
        "empty": "parallel_text",
        "bullets": "parallel_bullets",
        "numbers": "parallel_numbers",
        "note": "note",
        "source": "source",
        "marking": "marking",
        "strong": "strong",
        "work": "work",
    }
)


class Page(NamedTuple):
    """A page as XML (w:pgSz, w:pgMar …), and the width and height of the text on it."""

    setup: str
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class WordTheme:
    """A checked template.

    `styles` gives the style id of every role; `portrait` is the template's page, `landscape` the same
    sheet turned; `numbering` the abstract numbering of the ordered list, `next_number` the first free
    w:numId.
    """

    template: bytes = field(repr=False)
    styles: Mapping[str, str]
    portrait: Page
    landscape: Page
    numbering: str
    next_number: int

    def package(self, language: str, beside: tuple[str, ...] = ()) -> bytes:
        """Return the emptied template in `language`, a BCP 47 tag, as a Word file without text.

        It has styles as well for text in the languages `beside` it.
        """
        return _edition(self.template, language, beside)

    def column_style(self, role: str, language: str, main: str) -> str:
        """Return the style of `role` in a column of `language`, in a document of the language `main`."""
        style = self.styles[_BESIDE.get(role, role)]
        foreign = role in _BESIDE and _primary(language) != _primary(main)
        return _beside_id(style, language) if foreign else style


def open_word_theme(template: Path) -> WordTheme:
    """Return the theme of the Word file `template`, or raise every fault of it at once."""
    file = f"{template.parent.name}/{template.name}"
    word = _opened(template, file)
    faults = (*_style_faults(word, file), *_list_faults(word, file), *_page_faults(word, file))
    if faults:
        raise ThemeError(faults)
    _empty(word)
    return _theme(word)


def _theme(word: WordDocument) -> WordTheme:
    found = _styles(word)
    portrait = _page_setup(word)
    return WordTheme(
        template=_saved(word),
        styles=MappingProxyType({role: found[named.name.lower()].id for role, named in ROLES.items()}),
        portrait=_page(portrait),
        landscape=_page(_turned(portrait)),
        numbering=_abstract_numbering(word, ROLES["numbers"].name),
        next_number=1 + max(int(number.get(qn("w:numId"), "0")) for number in _numbers(word)),
    )


# -- opening ---------------------------------------------------------------------------------------

_RESAVE = "save it anew in Word as a document (.docx), or take the starting template"
_BROKEN = (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, EOFError)


def _opened(template: Path, file: str) -> WordDocument:
    try:
        data = template.read_bytes()
    except OSError as error:
        raise _error(file, f"cannot be read: {error.strerror}", "put the Word template there") from error
    try:
        return docx.Document(io.BytesIO(_as_document(data, file)))
    except _BROKEN as error:
        raise _error(file, "is not a sound Word document", _RESAVE) from error


def _as_document(data: bytes, file: str) -> bytes:
    """Return a Word file as a document: a template (.dotx) differs in the type of one part only."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES).decode("utf-8")
        if CT.WML_DOCUMENT_MAIN in types:
            return data
        if _TEMPLATE_TYPE not in types:
            raise _error(file, "is a Word file with macros (.docm, .dotm), or of another kind", _RESAVE)
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[_TYPES] = types.replace(_TEMPLATE_TYPE, CT.WML_DOCUMENT_MAIN).encode()
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return document.getvalue()


_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def _error(file: str, problem: str, remedy: str) -> ThemeError:
    return ThemeError([Fault(Place(file), problem, remedy)])


# -- checking --------------------------------------------------------------------------------------


class _Found(NamedTuple):
    id: str
    kind: str


def _styles(word: WordDocument) -> dict[str, _Found]:
    """Return the template's styles by name in lower case: Word writes "heading 1", people "Heading 1"."""
    return {name.lower(): _Found(_value(s, "w:styleId"), _value(s, "w:type")) for name, s in _named(word)}


def _named(word: WordDocument) -> Iterator[tuple[str, etree._Element]]:
    for style in word.styles.element.iterfind(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None:
            yield _value(name, "w:val"), style


def _value(element: etree._Element, attribute: str) -> str:
    return str(element.get(qn(attribute), ""))


def _style_faults(word: WordDocument, file: str) -> Iterator[Fault]:
    found = _styles(word)
    for role, named in ROLES.items():
        style = found.get(named.name.lower())
        asked = f"role {role!r} needs the {named.kind} style {named.name!r}"
        if style is None:
            yield Fault(Place(file), f"{asked}, which is missing", "add a style of that name in Word")
        elif style.kind != named.kind:
            yield Fault(Place(file), f"{asked}, which is a {style.kind} style", "make it anew with that type")


def _list_faults(word: WordDocument, file: str) -> Iterator[Fault]:
    found = _styles(word)
    for role in ("bullets", "numbers"):
        name = ROLES[role].name
        if name.lower() in found and not _abstract_numbering(word, name):
            problem = f"role {role!r}: the style {name!r} has no list format"
            yield Fault(Place(file), problem, "give the style bullets or numbers in Word (Modify, Format)")


def _page_faults(word: WordDocument, file: str) -> Iterator[Fault]:
    if not word.sections or not word.sections[0].page_width or word.sections[0].left_margin is None:
        yield Fault(Place(file), "has no page size or margins", "set them in Word (Layout)")
    if not _has(word, RT.THEME):
        yield Fault(Place(file), "has no colour theme, which charts need", _RESAVE)


def _numbers(word: WordDocument) -> list[etree._Element]:
    return word.part.numbering_part.element.findall(qn("w:num")) if _has(word, RT.NUMBERING) else []


def _has(word: WordDocument, reltype: str) -> bool:
    return any(rel.reltype == reltype for rel in word.part.rels.values())


def _abstract_numbering(word: WordDocument, name: str) -> str:
    """Return the id of the abstract numbering that the style `name` uses; "" for none."""
    style = {found.lower(): element for found, element in _named(word)}[name.lower()]
    used = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    wanted = "" if used is None else _value(used, "w:val")
    for number in _numbers(word):
        abstract = number.find(qn("w:abstractNumId"))
        if _value(number, "w:numId") == wanted and abstract is not None:
            return _value(abstract, "w:val")
    return ""


# -- emptying --------------------------------------------------------------------------------------


def _tags(names: str) -> tuple[str, ...]:
    return tuple(qn(name if ":" in name else f"w:{name}") for name in names.split())


APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>exporter</Application></Properties>"
)
_KEPT = MappingProxyType(
    {
        RT.STYLES: "/word/styles.xml",
        RT.NUMBERING: "/word/numbering.xml",
        RT.SETTINGS: "/word/settings.xml",
        RT.FONT_TABLE: "/word/fontTable.xml",
        RT.THEME: "/word/theme/theme1.xml",
        RT.WEB_SETTINGS: "/word/webSettings.xml",
    }
)
_KEPT_IN_PACKAGE = (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES)
_PAGE_SETUP = _tags("pgSz pgMar pgBorders pgNumType cols docGrid")
# What would ask, track, count or point somewhere when a product is opened.
_UNWANTED_SETTINGS = _tags(
    "updateFields attachedTemplate footnotePr endnotePr mailMerge documentProtection docVars trackRevisions "
    "evenAndOddHeaders rsids writeProtection removePersonalInformation linkStyles"
)
_AFTER_FOOTNOTES = _tags(
    "endnotePr compat docVars rsids m:mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats shapeDefaults decimalSymbol listSeparator"
)


def _empty(word: WordDocument) -> None:
    body = word.element.body
    for child in body.findall("*")[:-1]:
        body.remove(child)
    word.part.partname = PackURI("/word/document.xml")
    for key, rel in list(word.part.rels.items()):
        if rel.reltype in _KEPT:
            rel.target_part.partname = PackURI(_KEPT[rel.reltype])
        else:
            del word.part.rels[key]
    _keep_only(word.part.package.rels, _KEPT_IN_PACKAGE)
    _clean_settings(word)
    _forget_its_makers(word)


def _forget_its_makers(word: WordDocument) -> None:
    """Drop what Word notes about the people and hours behind a template; a product tells its own."""
    word.core_properties.author = word.core_properties.last_modified_by = ""
    for rel in word.part.package.rels.values():
        if rel.reltype == RT.EXTENDED_PROPERTIES:
            rel.target_part._blob = APPLICATION.encode()


def _keep_only(rels: Relationships, types: Collection[str]) -> None:
    for key in [key for key, rel in rels.items() if rel.reltype not in types]:
        del rels[key]


def _clean_settings(word: WordDocument) -> None:
    settings = word.settings.element
    word.part.part_related_by(RT.SETTINGS).rels.clear()
    for element in list(settings):
        if element.tag in _UNWANTED_SETTINGS:
            settings.remove(element)
    notes = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    _insert_before(settings, notes, _AFTER_FOOTNOTES)


def _insert_before(parent: etree._Element, child: etree._Element, tags: Collection[str]) -> None:
    """Put `child` before the first of `tags`: Word refuses children in another order."""
    places = (position for position, element in enumerate(parent) if element.tag in tags)
    parent.insert(next(places, len(parent)), child)


def _page_setup(word: WordDocument) -> etree._Element:
    section = word.sections[0]._sectPr
    found = map(section.find, _PAGE_SETUP)
    kept: etree._Element = parse_xml(f"<w:sectPr {nsdecls('w')}/>")
    kept.extend(deepcopy(element) for element in found if element is not None)
    return kept


def _turned(setup: etree._Element) -> etree._Element:
    """Return `setup` as Word turns a sheet by a quarter: the left margin comes to lie on top."""
    turned = deepcopy(setup)
    if _twips(setup, "pgSz", "w") > _twips(setup, "pgSz", "h"):  # a template that lies already
        return turned
    size, margins = turned.find(qn("w:pgSz")), turned.find(qn("w:pgMar"))
    assert size is not None
    assert margins is not None
    for name, old in (("w", "h"), ("h", "w")):
        size.set(qn(f"w:{name}"), str(_twips(setup, "pgSz", old)))
    size.set(qn("w:orient"), "landscape")
    for name, old in _QUARTER_TURN:
        margins.set(qn(f"w:{name}"), str(_twips(setup, "pgMar", old)))
    return turned


_QUARTER_TURN = (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom"))


def _twips(setup: etree._Element, element: str, attribute: str) -> int:
    found = setup.find(qn(f"w:{element}"))
    return 0 if found is None else abs(int(found.get(qn(f"w:{attribute}"), "0")))


def _page(setup: etree._Element) -> Page:
    across = sum(_twips(setup, "pgMar", side) for side in ("left", "right", "gutter"))
    down = sum(_twips(setup, "pgMar", side) for side in ("top", "bottom"))
    opened = etree.tostring(setup, encoding="unicode", with_tail=False)
    return Page(
        opened.partition(">")[2].rpartition("</")[0],
        Length.of_twips(_twips(setup, "pgSz", "w") - across),
        Length.of_twips(_twips(setup, "pgSz", "h") - down),
    )


def _saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


# -- editions --------------------------------------------------------------------------------------

_LANGUAGE = re.compile("[a-z]{2,3}")
_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
_DEFAULT_REGION = MappingProxyType({"zh": "CN", "zh-Hans": "CN", "zh-Hant": "TW", "ja": "JP", "ko": "KR"})


@cache
def is_east_asian(language: str) -> bool:
    """Tell whether Word takes `language`, a BCP 47 tag, for an East Asian one."""
    return language.partition("-")[0] in _EAST_ASIAN


def word_language(language: str) -> str:
    """Return the tag that Word knows: language and region without script.

    >>> word_language("zh-Hans-CN"), word_language("zh-Hant"), word_language("en-GB"), word_language("fr")
    ('zh-CN', 'zh-TW', 'en-GB', 'fr')
    """
    primary, *rest = language.split("-")
    region = next((part for part in rest if len(part) == 2), "")  # noqa: PLR2004 - ISO 3166 codes
    script = "-".join((primary, *(part for part in rest if len(part) == 4)))  # noqa: PLR2004 - ISO 15924
    return "-".join(filter(None, (primary, region or _DEFAULT_REGION.get(script, ""))))


@lru_cache(maxsize=8)
def _edition(template: bytes, language: str, beside: tuple[str, ...]) -> bytes:
    """Return `template` with the styles that are made for `language` taking the place of general ones."""
    word = docx.Document(io.BytesIO(template))
    foreign = [other for other in beside if _primary(other) != _primary(language)]
    columns = [style for other in dict.fromkeys(foreign) for style in _column_styles(word, other)]
    _take_variants(word, _primary(language))
    word.styles.element.extend(columns)
    _indent_lists(word)
    attribute = "w:eastAsia" if is_east_asian(language) else "w:val"
    for element in _language_elements(word):
        element.set(qn(attribute), word_language(language))
    return _saved(word)


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _beside_id(style: str, language: str) -> str:
    return f"{style}-{_primary(language)}"


def _column_styles(word: WordDocument, language: str) -> Iterator[etree._Element]:
    """Yield styles for a column in `language`: whole ones, since the general ones may take another's look."""
    named = {name.lower(): style for name, style in _named(word)}
    ids = {_value(style, "w:styleId"): name for name, style in named.items()}
    for role in sorted(set(_BESIDE.values())):
        name = ROLES[role].name.lower()
        column = deepcopy(named[name])
        for tag in _tags("basedOn next link pPr rPr"):
            for element in column.findall(tag):
                column.remove(element)
        column.set(qn("w:styleId"), _beside_id(_value(column, "w:styleId"), language))
        column.set(qn("w:customStyle"), "1")
        column[0].set(qn("w:val"), f"{ROLES[role].name} {_primary(language)}")
        for ancestor in _ancestry(name, named, ids):
            for style in (named[ancestor], named.get(f"{ancestor} {_primary(language)}")):
                if style is not None:
                    _refine(column, style)
        _merge(_child(column, qn("w:rPr")), _spoken(language), _RUN_ORDER)
        yield column


def _ancestry(name: str, named: Mapping[str, etree._Element], ids: Mapping[str, str]) -> list[str]:
    """Return the names of the styles that `name` is based on, the most general first, and itself."""
    line = [name]
    while (based := named[line[0]].find(qn("w:basedOn"))) is not None:
        parent = ids.get(_value(based, "w:val"), "")
        if not parent or parent in line:
            break
        line.insert(0, parent)
    return line


def _spoken(language: str) -> etree._Element:
    attribute = "eastAsia" if is_east_asian(language) else "val"
    tag = word_language(language)
    spoken: etree._Element = parse_xml(f'<w:rPr {nsdecls("w")}><w:lang w:{attribute}="{tag}"/></w:rPr>')
    return spoken


def _language_elements(word: WordDocument) -> Iterator[etree._Element]:
    defaults = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}"
    yield from word.styles.element.iterfind(defaults)
    yield from word.settings.element.iterfind(qn("w:themeFontLang"))


def _take_variants(word: WordDocument, language: str) -> None:
    """Merge "Body Text zh" into "Body Text" for zh, and drop every language's variants.

    So a product has only the styles that Word users know by name, whatever its language.
    """
    named = {name.lower(): style for name, style in _named(word)}
    for name, variant in named.items():
        base, _, suffix = name.rpartition(" ")
        if base not in named or not _LANGUAGE.fullmatch(suffix):
            continue
        if suffix == language:
            _refine(named[base], variant)
        word.styles.element.remove(variant)


def _indent_lists(word: WordDocument) -> None:
    """Give the list formats the indents of their styles.

    A list that restarts names its numbering, and then a format's indents win over a style's.
    """
    styles = {name.lower(): style for name, style in _named(word)}
    for role in ("bullets", "numbers"):
        name = ROLES[role].name
        indent = styles[name.lower()].find(f"{qn('w:pPr')}/{qn('w:ind')}")
        if indent is not None:
            _set_indent(word, _abstract_numbering(word, name), indent)


def _set_indent(word: WordDocument, abstract: str, indent: etree._Element) -> None:
    formats = word.part.numbering_part.element
    for level in formats.xpath(f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']"):
        for old in level.findall(qn("w:pPr")):
            level.remove(old)
        properties = level.makeelement(qn("w:pPr"))
        properties.append(deepcopy(indent))
        _insert_before(level, properties, _tags("rPr"))


def _refine(base: etree._Element, variant: etree._Element) -> None:
    for tag, order in ((qn("w:pPr"), _PARAGRAPH_ORDER), (qn("w:rPr"), _RUN_ORDER)):
        refined = variant.find(tag)
        if refined is not None:
            _merge(_child(base, tag), refined, order)


def _child(style: etree._Element, tag: str) -> etree._Element:
    found = style.find(tag)
    if found is None:
        found = style.makeelement(tag)
        _insert_before(style, found, _AFTER_PROPERTIES[tag])
    return found


def _merge(general: etree._Element, special: etree._Element, order: Mapping[str, int]) -> None:
    """Lay `special` over `general` as Word lays a style over the one that it is based on."""
    for element in special:
        present = general.find(str(element.tag))
        if present is None:
            general.append(deepcopy(element))
        elif len(element):  # tabs, borders, numbering: taken whole
            general.replace(present, deepcopy(element))
        else:
            for rival in map(_RIVALS.get, map(str, element.attrib)):
                if rival is not None and rival in present.attrib:
                    del present.attrib[rival]
            present.attrib.update(element.attrib)
    general[:] = sorted(general, key=lambda child: order.get(str(child.tag), len(order)))


# A line hangs or is indented: a style that says one takes back the other, and some programs would do both.
_RIVALS = MappingProxyType(
    {
        qn(f"w:{one}{unit}"): qn(f"w:{other}{unit}")
        for one, other in (("hanging", "firstLine"), ("firstLine", "hanging"))
        for unit in ("", "Chars")
    }
)


def _order(names: str) -> Mapping[str, int]:
    return MappingProxyType({tag: position for position, tag in enumerate(_tags(names))})


_AFTER_PROPERTIES = {
    qn("w:pPr"): _tags("rPr tblPr trPr tcPr tblStylePr"),
    qn("w:rPr"): _tags("tblPr trPr tcPr tblStylePr"),
}
_PARAGRAPH_ORDER = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN_ORDER = _order(
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
