"""Documents of a fictitious office, in both languages: every node once, and a fact sheet as it is used."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from exporter.document.nodes import (
    Bar,
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Contents,
    Cover,
    Document,
    Footnote,
    Furniture,
    Heading,
    Image,
    Inline,
    KeyFigure,
    KeyFigures,
    Labels,
    LineBreak,
    Link,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Properties,
    Reference,
    Strong,
    Table,
    Text,
    Title,
    text,
)
from exporter.document.passes import number

LANGUAGES = ("en", "zh")
TAGS = {"en": "en-GB", "zh": "zh-Hans-CN"}


def png(width: int, height: int, *, alpha: bool = False) -> bytes:
    """Return a picture of one colour, made by hand so that no library decides its bytes."""
    pixel = bytes((47, 109, 181, 128)) if alpha else bytes((47, 109, 181))
    rows = (b"\0" + pixel * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 6 if alpha else 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@dataclass(frozen=True, slots=True)
class _Both:
    """Picks the words of one language."""

    language: str

    def __call__(self, en: str, zh: str) -> str:
        return {"en": en, "zh": zh}[self.language]


def sample(language: str) -> Document:
    """Return a document that holds every block and every inline, in "en" or "zh"."""
    return _document(language, _every_node(_Both(language)), marking=_Both(language)("Internal", "内部"))


def fact_sheet(language: str) -> Document:
    """Return a fact sheet in "en" or "zh": one sheet, front and back."""
    return _document(language, _sheet(_Both(language)), marking="")


def table_of(rows: int, language: str = "en", words: str = "") -> Document:
    """Return a document with one table of so many rows; `words` fill a cell of each."""
    columns = (Column("No."), Column("Words", 4), Column("Count"))
    cells = tuple(
        (Cell(text(f"row {n}")), Cell(text(words or f"the words of row {n}")), Cell(text(str(n)), "end"))
        for n in range(1, rows + 1)
    )
    return _document(language, (Table("t", text("Rows"), columns, cells),), marking="")


def of_blocks(*blocks: Block, language: str = "en") -> Document:
    """Return a document with these blocks."""
    return _document(language, blocks, marking="")


def of_text(words: str, language: str = "en") -> Document:
    """Return a document with one paragraph."""
    return of_blocks(Paragraph(text(words)), language=language)


def _document(language: str, blocks: tuple[Block, ...], marking: str) -> Document:
    t = _Both(language)
    title = t("International work of the Alpina office", "阿尔皮纳局国际合作")
    document = Document(
        language=TAGS[language],
        properties=Properties(
            title=title,
            subject=t("Annual Report 2031, Chapter 4", "2031年年度报告第四章"),
            author=t("Alpina Intellectual Property Office", "阿尔皮纳知识产权局"),
            keywords=(t("patents", "专利"), t("meetings", "会议")),
            stamp="2032-03-01T08:30:00Z",
            revision="1.2",
        ),
        cover=Cover(
            title=title,
            subtitle=t("Annual Report 2031, Chapter 4", "《2031年年度报告》第四章"),
            kind=t("Fact sheet", "情况简表"),
            details=(
                (t("Issued by", "发布单位"), t("Alpina Intellectual Property Office", "阿尔皮纳知识产权局")),
                (t("Period", "报告期"), t("2031", "2031年")),
                (t("Data", "数据截至"), t("as of 31 December 2031", "2031年12月31日")),
                (t("Date", "日期"), t("1 March 2032", "2032年3月1日")),
                (t("Version", "版本"), "1.2"),
            ),
        ),
        furniture=Furniture(
            running_header=t(f"Fact sheet: {title}", f"情况简表：{title}"),
            footer=t(
                "Source: Annual Report 2031, Chapter 4. Version 1.2.",
                "资料来源：《2031年年度报告》第四章。版本1.2。",
            ),
            page=t("Page {page} of {pages}", "第{page}页，共{pages}页"),
            marking=marking,
        ),
        labels=Labels(
            table=t("Table {number}", "表{number}"),
            figure=t("Figure {number}", "图{number}"),
            colon=t(": ", "："),
        ),
        blocks=blocks,
    )
    return number(document)


def _every_node(t: _Both) -> tuple[Block, ...]:
    return (
        Contents(t("Contents", "目录")),
        PageBreak(),
        Heading(1, text(t("Meetings of the year", "本年度会议")), "meetings", t("4.1", "一、")),
        Paragraph(
            text(t("The office met nine partners in four countries.", "全局在四个国家会见了九个伙伴机构。")),
            "lead",
        ),
        Paragraph(_inlines(t), anchor="inlines"),
        Heading(2, text(t("Lists", "列表")), "lists", t("4.1.1", "（一）")),
        ListBlock((text(t("Patents", "专利")), text(t("Trade marks", "商标")))),
        ListBlock(
            (text(t("First, the draft", "先起草")), text(t("Then the signature", "后签署"))), ordered=True
        ),
        Heading(3, text(t("Figures", "数字")), "figures"),
        KeyFigures(_key_figures(t)),
        _months(t),
        Heading(4, text(t("Instruments", "文件")), "instruments"),
        _instruments(t, 4),
        Picture(
            "photo",
            text(t("The delegations in Alpina", "两国代表团在阿尔皮纳")),
            t("Twelve people stand in front of a building.", "十二人站在一座楼前。"),
            Image(png(64, 32), 640, 320),
        ),
        Picture("lost", text(t("The signing ceremony", "签字仪式")), t("Two people sign.", "二人签字。")),
        Paragraph(text(t("Numbers were rounded.", "数字经四舍五入。")), "note"),
        Paragraph(text(t("Source: the office’s own count.", "资料来源：本局统计。")), "source"),
        Paragraph(text(t("For internal use", "内部使用")), "marking"),
        Paragraph(text(t("Nothing was reported.", "本期无报告事项。")), "empty"),
    )


def _inlines(t: _Both) -> tuple[Inline, ...]:
    return (
        Strong(text(t("Signed: ", "签署："))),
        Title(text(t("Memorandum on First Actions", "《首次审查意见备忘录》"))),
        Text(t(" (12 May 2031), see ", "（2031年5月12日），见")),
        Reference("t-instruments"),
        Footnote(text(t("The memorandum runs for five years.", "该备忘录有效期五年。"))),
        LineBreak(),
        Text(t("Its site is ", "网址为")),
        Link(text(t("the office’s page", "该局网页")), "https://office.example/pph?lang=en&year=2031"),
        Text(t("; the Chinese name is ", "；英文名为")),
        Text(t("阿尔皮纳知识产权局", "Alpina Intellectual Property Office"), t("zh-Hans", "en")),
        Text(t(". “Quoted” words—and the office’s own.", "。“引用”的话——以及……")),
    )


def _key_figures(t: _Both) -> tuple[KeyFigure, ...]:
    return (
        KeyFigure("101", text(t("offices that publish with the programme", "个机构参与该项目")), "4.1"),
        KeyFigure("12", text(t("memoranda signed", "份谅解备忘录签署")), "4.2"),
        KeyFigure(
            t("over 3,000", "超过3000"), text(t("examiners trained online", "名审查员参加线上培训")), "4.3"
        ),
        KeyFigure("30", text(t("PPH partners", "个PPH合作伙伴")), "4.4"),
        KeyFigure("98.5%", text(t("of requests answered in time", "的请求按期答复")), "4.4"),
    )


def _chart(
    anchor: str,
    caption: str,
    bars: tuple[tuple[str, int], ...],
    alt: str,
    kind: ChartKind = "bars",
    note: str = "",
) -> Chart:
    drawn = tuple(Bar(name, float(n), str(n)) for name, n in bars)
    return Chart(anchor, text(caption), drawn, alt, kind=kind, note=note)


def _months(t: _Both) -> Chart:
    english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
    counts = (3, 1, 4, 6, 5, 9, 2, 0, 12, 7, 8, 4)
    bars = tuple(
        (t(name, f"{n}月"), count) for n, (name, count) in enumerate(zip(english, counts, strict=True), 1)
    )
    return _chart(
        "c-months",
        t("Meetings by month", "各月会议次数"),
        bars,
        t(
            "Bar chart. Meetings by month: from 0 in August to 12 in September.",
            "条形图。各月会议次数：8月0次，9月12次。",
        ),
        "columns",
        t("Without a stated month: 2.", "未注明月份：2次。"),
    )


def _kinds(t: _Both) -> Chart:
    bars = (
        (t("Bilateral meeting", "双边会谈"), 21),
        (t("Seminar", "研讨会"), 14),
        (t("Assembly session", "大会会议"), 9),
        (t("Heads of office meeting", "局长会议"), 7),
        (t("Training", "培训"), 5),
        (t("other kinds", "其他"), 5),
    )
    alt = t("Bar chart. Meetings by kind: 21 bilateral meetings.", "条形图。各类会议次数：双边会谈21次。")
    return _chart("c-kinds", t("Meetings by kind", "各类会议次数"), bars, alt)


def _regions(t: _Both) -> Chart:
    bars = (
        (t("Europe", "欧洲"), 24),
        (t("Asia", "亚洲"), 19),
        (t("Americas", "美洲"), 8),
        (t("Africa", "非洲"), 4),
    )
    alt = t("Bar chart. Meetings by region: 24 in Europe.", "条形图。各地区会议次数：欧洲24次。")
    return _chart("c-regions", t("Meetings by region", "各地区会议次数"), bars, alt)


def _instruments(t: _Both, rows: int) -> Table:
    partners = (
        ("Northland Patent Office", "北地专利局"),
        ("Office of Industrial Property of Meridia", "梅里迪亚工业产权局"),
        ("Eastern Union Intellectual Property Office", "东部联盟知识产权局"),
        ("Ministry of Trade of Costa Verde", "绿岸国贸易部"),
    )
    names = (
        ("Memorandum of Understanding on Cooperation in Intellectual Property", "《知识产权合作谅解备忘录》"),
        ("Work Plan for 2031–2032", "《2031—2032年度工作计划》"),
        (
            "Joint Statement on the Pilot of the Patent Prosecution Highway",
            "《关于专利审查高速路（PPH）试点的联合声明》",
        ),
    )
    body = tuple(
        (
            Cell(text(t(*partners[n % 4]))),
            Cell((Title(text(t(*names[n % 3]))),)),
            Cell(text(t(f"signed {n + 3} May 2031", f"2031年5月{n + 3}日签署"))),
            Cell(text(str(n + 2)), "end"),
        )
        for n in range(rows)
    )
    caption = t("Instruments of the year", "本年度签署的文件")
    columns = (
        Column(t("With", "合作方"), 2.2),
        Column(t("Instrument", "文件"), 4),
        Column(t("Action", "进展"), 2),
        Column(t("Years", "年限"), 1),
    )
    return Table("t-instruments", text(caption), columns, body, description=caption)


def _sheet(t: _Both) -> tuple[Block, ...]:
    return (
        Paragraph(
            text(
                t(
                    "The chapter records 61 engagements, 18 instruments, five projects and two publications.",
                    "本章共记录61次交流活动、18份文件、5个项目和2份出版物。",
                )
            ),
            "lead",
        ),
        Heading(1, text(t("Key figures", "关键数字")), "key-figures"),
        KeyFigures(_key_figures(t) + _key_figures(t)[:3]),
        Heading(1, text(t("Meetings over the year", "全年会议")), "engagements"),
        _months(t),
        _kinds(t),
        _regions(t),
        Heading(1, text(t("Agreements and other instruments", "协议及其他文件")), "agreements"),
        _instruments(t, 5),
        Paragraph(text(t("And four more.", "另有4份。")), "note"),
        Heading(1, text(t("Patent Prosecution Highway", "专利审查高速路")), "pph"),
        ListBlock(
            (
                (
                    Strong(text(t("In operation: ", "运行中："))),
                    Text(
                        t(
                            "Northland, Meridia, the Eastern Union and 24 others",
                            "北地、梅里迪亚、东部联盟等27个机构",
                        )
                    ),
                ),
                (Strong(text(t("Extended in 2031: ", "2031年延长："))), Text(t("Costa Verde", "绿岸国"))),
            )
        ),
        Paragraph(
            text(t("Contact: international@office.example", "联系方式：international@office.example")),
            "source",
        ),
    )
