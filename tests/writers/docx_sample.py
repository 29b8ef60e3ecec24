"""A small briefing with every node of the document tree, in an English and a Chinese edition."""

from __future__ import annotations

import struct
import zlib

from exporter.document import nodes as n
from exporter.document.passes import number


def png(width: int, height: int) -> bytes:
    """A picture of one colour."""
    rows = (b"\0" + b"\x4a\x7a\xa8" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


PHOTO = n.Image(png(600, 300), 600, 300)


def cell(words: str, align: str = "start") -> n.Cell:
    return n.Cell(n.text(words), align)  # type: ignore[arg-type]


def rows(*lines: tuple[str, ...]) -> tuple[tuple[n.Cell, ...], ...]:
    return tuple((*map(cell, line[:-1]), cell(line[-1], "end")) for line in lines)


def sample(language: str) -> n.Document:
    return number(ENGLISH if language == "en" else CHINESE)


ENGLISH = n.Document(
    language="en-GB",
    properties=n.Properties(
        "Cooperation with the Northern Office",
        "Bilateral cooperation",
        "International Cooperation Desk",
        ("patents", "cooperation"),
        "2022-03-01T00:00:00Z",
        "2021.1",
    ),
    cover=n.Cover(
        "Cooperation with the Northern Office",
        "Meeting of heads of office, spring session",
        "Briefing",
        (
            ("Period", "2021"),
            ("As of", "31 December 2021"),
            ("Version", "2021.1"),
            ("Issued by", "International Cooperation Desk"),
        ),
    ),
    furniture=n.Furniture(
        "Cooperation with the Northern Office",
        "International Cooperation Desk · As of 31 December 2021",
        "Page {page} of {pages}",
        "RESTRICTED",
    ),
    labels=n.Labels("Table {number}  {caption}", "Figure {number}  {caption}"),
    blocks=(
        n.Contents("Contents", 2),
        n.Heading(1, n.text("At a glance"), "glance", "1"),
        n.KeyFigures(
            (
                n.KeyFigure("12", n.text("memoranda of understanding signed"), "2.1", "mou.count"),
                n.KeyFigure("30", n.text("partners in the Patent Prosecution Highway"), "2.2"),
                n.KeyFigure("about 101", n.text("technology and innovation support centres"), "2.3"),
                n.KeyFigure("€4.5 m", n.text("project funding"), ""),
                n.KeyFigure("62nd", n.text("series of meetings of the Assemblies attended"), "1.1"),
            )
        ),
        n.Paragraph(
            n.text(
                "The two offices renewed their memorandum of understanding and agreed on a work plan with "
                "four joint projects. One question is open: the term of the highway pilot."
            ),
            "lead",
        ),
        n.Heading(2, n.text("What was agreed"), "agreed", "1.1"),
        n.Paragraph(
            (
                n.Text("In September 2021 the heads of office signed the "),
                n.Title(n.text("Memorandum of Understanding on Bilateral Cooperation")),
                n.Text(" in place of the text of 2016"),
                n.Footnote(
                    (
                        n.Text("Renewed once before, see "),
                        n.Link(n.text("the register"), "https://example.org/register?a=1&b=2"),
                        n.Text("."),
                    )
                ),
                n.Text(". "),
                n.Reference("deals"),
                n.Text(" lists every instrument, and section "),
                n.Reference("figures"),
                n.Text(" gives the numbers; the "),
                n.Link(n.text("photograph"), "#photo"),
                n.Text(" was taken at the signing. "),
                n.Strong((n.Text("The next step is ours: "), n.Title(n.text("Work Plan 2022–2023")))),
                n.Text(". Its Chinese title is "),
                n.Title((n.Text("《双边合作谅解备忘录》", "zh-Hans-CN"),)),
                n.Text(" <as printed> & “sealed”."),
            ),
            anchor="agreed-text",
        ),
        n.ListBlock(
            tuple(
                n.text(words)
                for words in (
                    "Exchange of examiners in two technical fields, three weeks each",
                    "A shared glossary of classification terms",
                    "Training for regional offices on electronic filing, by video conference",
                )
            )
        ),
        n.Paragraph(n.text("The desk asks the head of office to:")),
        n.ListBlock(
            (n.text("confirm the date of the next meeting;"), n.text("approve the list of projects.")),
            ordered=True,
        ),
        n.Paragraph(n.text("Then, at the meeting:")),
        n.ListBlock((n.text("thank the host;"), n.text("raise the question of fees.")), ordered=True),
        n.Heading(3, n.text("Instruments"), "instruments", "1.1.1"),
        n.Table(
            "deals",
            n.text("Instruments in effect or signed in 2021"),
            (
                n.Column("Instrument", 3),
                n.Column("Signed", 1.4),
                n.Column("State on 31 December 2021", 1.8),
                n.Column("Projects", 0.9),
            ),
            (
                *rows(
                    (
                        "Memorandum of Understanding on Bilateral Cooperation",
                        "15 September 2021",
                        "in effect",
                        "4",
                    ),
                    ("Work Plan 2022–2023", "not stated in the chapter", "announced", "12"),
                ),
                (
                    n.Cell((n.Text("Joint statement"), n.LineBreak(), n.Text("on classification"))),
                    n.Cell((n.Text("October 2021"), n.Footnote(n.text("Day not printed.")))),
                    cell("—"),
                    cell("1,204", "end"),
                ),
            ),
            "Four columns: instrument, date of signature, state, number of projects.",
        ),
        n.Paragraph(n.text("Source: report of the office for 2021, section 4.1."), "source"),
        n.Heading(4, n.text("Points still open"), "open"),
        n.Paragraph(n.text("No open point is recorded for this partner."), "empty"),
        n.PageBreak(),
        n.Heading(1, n.text("Figures"), "figures", "2"),
        n.Chart(
            "bars",
            n.text("Requests under the highway by office of first filing"),
            (
                n.Bar("Northern Office", 120, "120"),
                n.Bar("Eastern Office", 64, "about 64"),
                n.Bar("Office of the Western and Southern Islands", 7.5, "7.5"),
            ),
            "Bars: Northern Office 120, Eastern Office about 64, Western and Southern Islands 7.5.",
            note="Offices with fewer than five requests are left out.",
            unit="requests",
        ),
        n.Table(
            "plain",
            n.text("Meetings"),
            (n.Column("Meeting"), n.Column("Date")),
            rows(("Heads of office", "2021")),
            stub=False,
        ),
        n.Picture(
            "photo", n.text("Signing ceremony, September 2021"), "Two people at a table sign papers.", PHOTO
        ),
        n.Picture("lost", n.text("Photograph not at hand"), "A group before a building."),
        n.Paragraph(n.text("Restricted: contains points of negotiation."), "marking"),
        n.Paragraph(n.text("Money is given in the currency of the source."), "note"),
        n.KeyFigures((n.KeyFigure("3", n.text("visits")),)),
    ),
)

CHINESE = n.Document(
    language="zh-Hans-CN",
    properties=n.Properties(
        "与北方局的合作",
        "双边合作",
        "国际合作处",
        ("专利", "合作"),
        "2022-03-01T08:00:00+08:00",
        "2021.1",
    ),
    cover=n.Cover(
        "与北方局的合作",
        "局长会谈（春季）",
        "工作简报",
        (("期间", "2021年"), ("截至", "2021年12月31日"), ("版本", "2021.1"), ("编制", "国际合作处")),
    ),
    furniture=n.Furniture("与北方局的合作", "国际合作处 · 截至2021年12月31日", "— {page} —", "内部资料"),
    labels=n.Labels("表{number} {caption}", "图{number} {caption}", "："),
    blocks=(
        n.Contents("目录", 2),
        n.Heading(1, n.text("总体情况"), "glance", "一、"),
        n.KeyFigures(
            (
                n.KeyFigure("12", n.text("份谅解备忘录"), "二"),
                n.KeyFigure("30", n.text("个专利审查高速路伙伴"), "二"),
                n.KeyFigure("约101", n.text("家技术与创新支持中心")),
            )
        ),
        n.Paragraph(
            n.text(
                "两局续签了谅解备忘录，商定了包含四个合作项目的工作计划。"
                "尚待商定的问题只有一个：高速路试点的期限。"
            ),
            "lead",
        ),
        n.Heading(2, n.text("商定事项"), "agreed", "（一）"),
        n.Paragraph(
            (
                n.Text("2021年9月，两局局长签署了"),
                n.Title(n.text("《双边合作谅解备忘录》")),
                n.Text("，取代2016年文本"),
                n.Footnote(
                    (
                        n.Text("此前续签一次，见"),
                        n.Link(n.text("登记簿"), "https://example.org/register?a=1&b=2"),
                        n.Text("。"),
                    )
                ),
                n.Text("。"),
                n.Reference("deals"),
                n.Text("列出全部文书；"),
                n.Link(n.text("照片"), "#photo"),
                n.Text("摄于签字仪式。“一带一路”倡议……下的合作——见"),
                n.Text("WIPO’s “Green” programme", "en-GB"),
                n.Text("，联系人José·García先生。"),
                n.Strong(n.text("下一步由我方落实：")),
                n.Text("提出2022年工作计划。"),
            )
        ),
        n.ListBlock(
            (
                n.text("两个技术领域的审查员互派，每次三周，形成联合报告，并在年底前提交两局局长审阅；"),
                n.text("共用分类术语表。"),
            )
        ),
        n.ListBlock((n.text("确认下次会谈日期；"), n.text("批准项目清单。")), ordered=True),
        n.Heading(3, n.text("文书"), "instruments", "1."),
        n.Table(
            "deals",
            n.text("2021年签署或有效的文书"),
            (
                n.Column("文书", 3),
                n.Column("签署日期", 1.6),
                n.Column("截至2021年12月31日的状态", 1.8),
                n.Column("项目数（个）", 1),
            ),
            rows(
                ("《双边合作谅解备忘录》", "2021年9月15日", "有效", "4"),
                ("2022—2023年工作计划", "报告未载明", "已宣布", "12"),
            ),
            "四列：文书、签署日期、状态、项目数。",
        ),
        n.Paragraph(n.text("资料来源：本局2021年年度报告第四章第一节。"), "source"),
        n.Heading(4, n.text("待议事项"), "open", "（1）"),
        n.Paragraph(n.text("本章未载明与该伙伴的待议事项。"), "empty"),
        n.PageBreak(),
        n.Heading(1, n.text("数据"), "figures", "二、"),
        n.Chart(
            "bars",
            n.text("按首次申请局统计的高速路请求"),
            (n.Bar("北方局", 120, "120"), n.Bar("东方局", 64, "约64"), n.Bar("西南群岛局", 7.5, "7.5")),
            "条形图：北方局120件，东方局约64件，西南群岛局7.5件。",
            note="请求少于五件的局未列出。",
            unit="件",
        ),
        n.Picture("photo", n.text("2021年9月签字仪式"), "两人在桌前签署文件。", PHOTO),
        n.Picture("lost", n.text("照片缺"), "楼前合影。"),
        n.Paragraph(n.text("内部资料，请勿外传"), "marking"),
        n.Paragraph(n.text("金额按来源所用货币列出。"), "note"),
    ),
)
