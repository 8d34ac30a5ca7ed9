"""Claims as runs of lines: what a look at each line of a table and the one before tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openrvu.pricing.table.arrow import range_from
from openrvu.pricing.table.cells import Cells, Kind
from openrvu.pricing.table.lines import Claims

if TYPE_CHECKING:
    import pyarrow as pa

#: Lines that are looked at together.
_AT_ONCE = 1 << 18


class Disordered(Exception):
    """The lines of a claim may stand apart, or not in the order of their numbers."""


def write_places(claims: Claims, target: Path, column: str) -> bool:
    """Write the place of each line in its claim, from 1; 0 where the claim has one line.

    Args:
        claims: the table, which says claims.
        target: a Parquet file to write, of the same row groups.
        column: the name of its column.

    Returns:
        Whether any claim has several lines.

    Raises:
        Disordered: claims are no runs of lines, so far as a look at the line before tells.
    """
    import pyarrow as pa
    from pyarrow.parquet import ParquetFile, ParquetWriter

    schema = pa.schema([(column, pa.int32())])
    meet = False
    with ParquetFile(claims.path) as file, ParquetWriter(target, schema) as writer:
        about = file.metadata
        sizes = [about.row_group(group).num_rows for group in range(about.num_row_groups)]
        places = _ended(_places(_said(file, claims)))
        for size in filter(None, sizes):
            group = _taken(places, size)
            meet = meet or any(map(_any, group))
            writer.write_table(pa.table([pa.chunked_array(group)], schema=schema), size)
    return meet


def _any(places: pa.Array) -> bool:
    """Whether any place is not 0."""
    import pyarrow.compute as pc

    return bool(pc.any(places.cast("bool")).as_py())


def _taken(places: Iterator[pa.Array], size: int) -> list[pa.Array]:
    """The next arrays that have so many places in all; none goes beyond a row group."""
    taken: list[pa.Array] = []
    while size:
        taken.append(next(places))
        size -= len(taken[-1])
    return taken


def _said(file: Any, claims: Claims) -> Iterator[tuple[pa.Array, pa.Array | None]]:
    """The claims of some lines at a time, and their numbers where the table says them.

    Raises:
        Disordered: they are neither texts nor whole numbers.
    """
    import pyarrow as pa

    names = [claims.columns.names[n] for n in ("claim_id", "line") if n in claims.columns.names]
    kinds = [Cells(claims.types).kind(name) for name in names]
    for group in range(file.metadata.num_row_groups):
        for batch in file.iter_batches(_AT_ONCE, row_groups=[group], columns=names):
            try:
                claim = _comparable(batch.column(names[0]), kinds[0])
                numbers = [batch.column(name).cast(pa.int64()) for name in names[1:]]
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                raise Disordered from None
            yield claim, numbers[0] if numbers else None


def _comparable(claim: pa.Array, kind: Kind) -> pa.Array:
    """The claims as texts, an empty one none, or as whole numbers."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if kind is Kind.TEXT:
        text = claim.cast(pa.large_string())
        return pc.if_else(pc.equal(pc.binary_length(text), 0), None, text)
    if kind is Kind.WHOLE and not pa.types.is_dictionary(claim.type):
        return claim
    raise Disordered


def _places(said: Iterable[tuple[pa.Array, pa.Array | None]]) -> Iterator[pa.Array]:
    """The place of each line in its run, from 1.

    Raises:
        Disordered: a claim comes before the claim of the line before, or after a line that says
            none; or its number is no higher.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    claim_before, number_before, last = None, None, 0
    for claim, number in said:
        before = _shifted(claim, claim_before)
        again = pc.fill_null(pc.equal(claim, before), fill_value=False)
        backwards = pc.and_(claim.is_valid(), pc.fill_null(pc.less(claim, before), fill_value=True))
        if pc.any(backwards if last else backwards.slice(1)).as_py():
            raise Disordered
        if number is not None:
            rises = pc.fill_null(pc.greater(number, _shifted(number, number_before)), False)  # noqa: FBT003
            if pc.any(pc.and_not(again, rises)).as_py():
                raise Disordered
            number_before = number[-1]
        rows = range_from(0, len(claim)).cast(pa.int32())
        starts = pc.fill_null_forward(pc.if_else(again, pa.scalar(None, pa.int32()), rows))
        places = pc.add(pc.subtract(rows, pc.fill_null(starts, -last)), pa.scalar(1, pa.int32()))
        yield places
        claim_before, last = claim[-1], places[-1].as_py()


def _shifted(values: pa.Array, first: Any) -> pa.Array:
    """The values of the lines before."""
    import pyarrow as pa

    value = None if first is None else first.as_py()
    return pa.concat_arrays([pa.array([value], values.type), values.slice(0, len(values) - 1)])


def _ended(places: Iterator[pa.Array]) -> Iterator[pa.Array]:
    """The places, 0 for a line that no other follows in its claim."""
    import pyarrow as pa
    import pyarrow.compute as pc

    one, two = pa.scalar(1, pa.int32()), pa.scalar(2, pa.int32())
    before: pa.Array | None = None

    def end(some: pa.Array, following: int) -> pa.Array:
        after = pa.concat_arrays([some.slice(1), pa.array([following], pa.int32())])
        is_alone = pc.and_(pc.equal(some, one), pc.not_equal(after, two))
        return pc.if_else(is_alone, pa.scalar(0, pa.int32()), some)

    for some in places:
        if before is not None:
            yield end(before, some[0].as_py())
        before = some
    if before is not None:
        yield end(before, 0)
