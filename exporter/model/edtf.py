"""EDTF dates (interim)."""
from __future__ import annotations
import calendar, re
from dataclasses import dataclass
from datetime import date
_D = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
@dataclass(frozen=True)
class Edtf:
    text: str
    first_day: date | None
    last_day: date | None
    is_interval: bool = False
    @classmethod
    def parse(cls, text: str) -> "Edtf":
        if "/" in text:
            a, b = text.split("/", 1)
            return cls(text, _span(a)[0] if a not in ("", "..") else None, _span(b)[1] if b not in ("", "..") else None, True)
        a, b = _span(text)
        return cls(text, a, b)
    def __str__(self) -> str: return self.text
    def _k(self): return (self.first_day or date.min, self.last_day or date.max)
    def __lt__(self, o): return self._k() < o._k()
    def contains(self, o): return self._k()[0] <= o._k()[0] and o._k()[1] <= self._k()[1]
    def is_before(self, o): return self._k()[1] < o._k()[0]
def _span(t: str):
    m = _D.fullmatch(t)
    if not m: raise ValueError(f"'{t}' is no EDTF date")
    y = int(m[1]); mo = int(m[2]) if m[2] else None; d = int(m[3]) if m[3] else None
    if mo is None: return date(y,1,1), date(y,12,31)
    if d is None: return date(y,mo,1), date(y,mo,calendar.monthrange(y,mo)[1])
    return date(y,mo,d), date(y,mo,d)
