"""Edited files → tables of records.  Files are only read, and none is trusted."""
