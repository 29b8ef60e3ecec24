"""A desk at work in LibreOffice: opens a tracker, does to it what people do, and saves it under its name.

Run by a Python that has LibreOffice's `uno`:  python office_session.py PIPE TRACKER.xlsx EDITS.json
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table import CellAddress, TableSortField
from com.sun.star.util import Date


def connected(pipe):
    """Return the desktop of a LibreOffice that may still be starting."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def option(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


class Desk:
    """One table of an open tracker."""

    def __init__(self, document, table):
        self.document, self.table = document, table
        self.sheet, self.ids, self.header = self.column("id")
        self.sheet.unprotect("")

    def column(self, name):
        cells = self.document.NamedRanges.getByName(f"xp_{self.table}_{name}").getReferredCells()
        address = cells.getRangeAddress()
        return self.document.Sheets.getByIndex(address.Sheet), address.StartColumn, address.StartRow

    def extent(self):
        cursor = self.sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return cursor.getRangeAddress()

    def row(self, record):
        last = self.extent().EndRow
        rows = range(self.header + 1, last + 1)
        return next(r for r in rows if self.sheet.getCellByPosition(self.ids, r).String == record)

    def cell(self, record, name):
        return self.sheet.getCellByPosition(self.column(name)[1], self.row(record))

    def put(self, record, name, text):
        self.cell(record, name).String = text

    def put_day(self, record, name, day):
        null = self.document.NullDate
        first = Date(null.Day, null.Month, null.Year)
        from datetime import date

        days = date.fromisoformat(day) - date(first.Year, first.Month, first.Day)
        self.cell(record, name).Value = days.days

    def delete(self, record):
        self.sheet.Rows.removeByIndex(self.row(record), 1)

    def insert_column(self, before, header, values):
        at = self.column(before)[1]
        self.sheet.Columns.insertByIndex(at, 1)
        self.sheet.getCellByPosition(at, self.header).String = header
        for record, text in values.items():
            self.sheet.getCellByPosition(at, self.row(record)).String = text

    def add(self, values):
        row = self.extent().EndRow + 2
        for name, text in values.items():
            self.sheet.getCellByPosition(self.column(name)[1], row).String = text

    def copy(self, record, changes):
        source = self.sheet.getCellRangeByPosition(
            0, self.row(record), self.extent().EndColumn, self.row(record)
        )
        target = CellAddress()
        target.Sheet, target.Column, target.Row = source.getRangeAddress().Sheet, 0, self.extent().EndRow + 1
        self.sheet.copyRange(target, source.getRangeAddress())
        for name, text in changes.items():
            self.sheet.getCellByPosition(self.column(name)[1], target.Row).String = text

    def sort_descending(self, records):
        rows = [self.row(record) for record in records]
        cells = self.sheet.getCellRangeByPosition(0, min(rows), self.extent().EndColumn, max(rows))
        field = TableSortField()
        field.Field, field.IsAscending = self.ids, False
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        uno.invoke(cells, "sort", ((option("SortFields", fields), option("ContainsHeader", False)),))

    def hide(self, record):
        self.sheet.Rows.getByIndex(self.row(record)).IsVisible = False

    def rename(self, title):
        self.sheet.setName(title)


def main(pipe, path, edits):
    desktop = connected(pipe)
    document = desktop.loadComponentFromURL(Path(path).as_uri(), "_blank", 0, (option("Hidden", True),))
    for table, steps in json.loads(Path(edits).read_text("utf-8")).items():
        desk = Desk(document, table)
        for name, *arguments in steps:
            getattr(desk, name)(*arguments)
    document.storeToURL(Path(path).as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    desktop.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])
