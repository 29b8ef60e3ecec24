"""The page as printed: Document for the reading formats, Workbook for Excel.  Knows no model."""
