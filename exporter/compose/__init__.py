"""Model + Edition → Document, Workbook.  The only room that sees both trees."""
