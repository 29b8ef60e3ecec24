"""Others' tools on the same content, one file each; left out with a word where they are not installed."""
