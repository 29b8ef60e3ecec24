"""Word briefings of ours, read back: what they print, and from which record."""

from exporter.readers.docx.printed import PrintedFile, Printing, read_printed

__all__ = ["PrintedFile", "Printing", "read_printed"]
