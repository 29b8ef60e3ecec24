"""Lengths as one type, so that nobody adds points to millimetres."""

from __future__ import annotations

from dataclasses import dataclass

EMU_PER_POINT = 12_700
EMU_PER_MILLIMETRE = 36_000


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length in English Metric Units (914,400 to the inch), the unit of both Office formats."""

    emu: int

    @classmethod
    def points(cls, value: float) -> Length:
        """Return a length given in typographic points (72 to the inch)."""
        return cls(round(value * EMU_PER_POINT))

    @classmethod
    def millimetres(cls, value: float) -> Length:
        """Return a length given in millimetres."""
        return cls(round(value * EMU_PER_MILLIMETRE))

    @classmethod
    def of_twips(cls, value: float) -> Length:
        """Return a length given in twentieths of a point."""
        return cls(round(value * 635))

    @property
    def pt(self) -> float:
        """The length in points, the unit of PDF."""
        return self.emu / EMU_PER_POINT

    @property
    def mm(self) -> float:
        """The length in millimetres."""
        return self.emu / EMU_PER_MILLIMETRE

    @property
    def twips(self) -> int:
        """The length in twentieths of a point, the unit of WordprocessingML."""
        return round(self.emu / 635)
