"""The dated price table beside this file."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["Price", "Prices", "read_prices"]

TABLE = Path(__file__).with_name("prices.toml")


class Price(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    usd: float = Field(gt=0)
    per: int = Field(default=1, ge=1)
    page: str
    """Name of the public page that it stands on."""
    from_memory: bool = False

    def of(self, quantity: float) -> float:
        """US dollars."""
        return quantity * self.usd / self.per


class Prices(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    dated: date
    pages: dict[str, str]
    prices: dict[str, Price]

    @model_validator(mode="after")
    def _pages_are_known(self) -> Self:
        unknown = {price.page for price in self.prices.values()} - self.pages.keys()
        if unknown:
            raise ValueError(f"pages that are not named: {', '.join(sorted(unknown))}")
        return self

    def usd(self, name: str, quantity: float) -> float:
        """What so much of a thing costs. KeyError where nobody knows its price."""
        return self.prices[name].of(quantity)


def read_prices(text: str | None = None) -> Prices:
    return Prices.model_validate(tomllib.loads(TABLE.read_text() if text is None else text))
