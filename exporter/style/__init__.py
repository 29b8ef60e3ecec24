"""Does the printed text keep the habits of its language?

Documents and workbooks → passages → hits of rules.  This room reads what will be printed and says what a
native reader would mind; it changes nothing, opens nothing, and knows no chapter: what depends on the names
of a registry comes in as `Known`.
"""
