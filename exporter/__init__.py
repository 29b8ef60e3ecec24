"""One typed, bilingual report chapter in; Word briefings, PDF fact sheets and Excel trackers out."""

__version__ = "0.1.0"
