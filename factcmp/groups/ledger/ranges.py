"""What figures of one scope span, from the lowest to the highest; never a sum, never a best estimate."""

from collections.abc import Iterable
from dataclasses import dataclass

from factcmp.models import Grade, LedgerRow
from factcmp.models.partition import grouped


@dataclass(frozen=True)
class LedgerRange:
    """The rows of one scope. With one figure, or with figures that are all the same, `low` and `high` are equal."""

    scope: str
    current: tuple[LedgerRow, ...]
    """Rows with a number that no later one replaces, the lowest first."""
    unknown: tuple[LedgerRow, ...]
    """Rows whose words give no number: to be written out, never left away or shown as nought."""
    earlier: tuple[LedgerRow, ...]
    """Rows that a later figure replaces, in the order of their days: how the figure grew."""
    low: float | None
    """None where no row gives a number."""
    high: float | None
    open_below: bool
    """Whether the lowest figure is "at most"."""
    open_above: bool
    """Whether the highest is "at least"."""
    low_by: tuple[str | None, ...]
    """Voices (ids) of the lowest figure."""
    high_by: tuple[str | None, ...]

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """All of them."""
        return (*self.current, *self.unknown, *self.earlier)

    @property
    def conservative(self) -> float | None:
        """The lowest figure, where figures differ: to be labelled as the conservative one beside the range."""
        return self.low if len({(row.lower, row.upper) for row in self.current}) > 1 else None

    @property
    def contested(self) -> bool:
        """Whether known voices exclude each other's figures or name different doers."""
        return any(row.grade is Grade.CONTESTED for row in self.current)

    @property
    def first(self) -> LedgerRow:
        """The row whose words name the scope: whom, where, when."""
        return max(self.rows, key=lambda row: sum(bool(told) for told in (row.of_whom, row.place, row.period)))


def ledger_ranges(rows: Iterable[LedgerRow]) -> tuple[LedgerRange, ...]:
    """A range for each scope, in the order of the ledger; every row is in exactly one."""
    rows = tuple(rows)
    replaced = {row.updates for row in rows}
    return tuple(_range(scope, of_it, replaced) for scope, of_it in grouped(rows, lambda row: row.scope).items())


def _range(scope: str, rows: list[LedgerRow], replaced: set[str | None]) -> LedgerRange:
    unknown = tuple(row for row in rows if row.lower is None and row.upper is None)
    earlier = [row for row in rows if row.id in replaced]
    current = sorted(
        (row for row in rows if row.id not in replaced and (row.lower, row.upper) != (None, None)), key=_low
    )
    low = min(map(_low, current), default=None)
    high = max(map(_high, current), default=None)
    return LedgerRange(
        scope=scope,
        current=tuple(current),
        unknown=unknown,
        earlier=tuple(sorted(earlier, key=_low)),
        low=low,
        high=high,
        open_below=any(row.lower is None for row in current if _low(row) == low),
        open_above=any(row.upper is None for row in current if _high(row) == high),
        low_by=tuple(dict.fromkeys(row.voice for row in current if _low(row) == low)),
        high_by=tuple(dict.fromkeys(row.voice for row in current if _high(row) == high)),
    )


def _low(row: LedgerRow) -> float:
    return row.lower if row.lower is not None else row.upper or 0.0


def _high(row: LedgerRow) -> float:
    return row.upper if row.upper is not None else row.lower or 0.0
