from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrvu.pricing.table.thrift import Listed, Struct, read_struct, write_struct

#: Types of the protocol, and values that they have.
WHOLE = st.integers(-(2**63), 2**63 - 1)
SIMPLE = st.one_of(
    st.tuples(st.sampled_from([4, 5, 6]), WHOLE),
    st.tuples(st.just(8), st.binary(max_size=20)),
    st.tuples(st.just(3), st.binary(min_size=1, max_size=1)),
    st.tuples(st.just(7), st.binary(min_size=8, max_size=8)),
    st.booleans().map(lambda value: (1 if value else 2, value)),
)
LISTS = st.one_of(
    st.lists(WHOLE, max_size=40).map(lambda items: (9, Listed(6, items))),
    st.lists(st.binary(max_size=3), max_size=20).map(lambda items: (10, Listed(8, items))),
    # of a list, a boolean is a byte
    st.lists(st.sampled_from([b"\1", b"\2"]), max_size=20).map(lambda items: (9, Listed(1, items))),
)


def structs(values: st.SearchStrategy[tuple[int, Any]]) -> st.SearchStrategy[Struct]:
    return st.builds(Struct, st.dictionaries(st.integers(1, 60), values, max_size=6))


STRUCTS = structs(
    st.recursive(
        st.one_of(SIMPLE, LISTS),
        lambda values: st.one_of(
            structs(values).map(lambda struct: (12, struct)),
            st.lists(structs(values), max_size=3).map(lambda items: (9, Listed(12, items))),
        ),
    )
)


@given(STRUCTS)
def test_what_is_written_is_read_back(struct: Struct) -> None:
    assert read_struct(write_struct(struct)) == struct


@given(st.binary(max_size=60))
def test_of_any_bytes_a_structure_is_read_or_refused(data: bytes) -> None:
    try:
        found = read_struct(data)
    except ValueError:
        return
    assert read_struct(write_struct(found)) == found


@given(STRUCTS, st.binary(min_size=1, max_size=3))
def test_bytes_after_the_structure_are_refused(struct: Struct, more: bytes) -> None:
    with pytest.raises(ValueError, match="follow"):
        read_struct(write_struct(struct) + more)


def test_the_protocol_s_own_numbers() -> None:
    """A field 1 of 150 as i32, zigzag 300: 0xAC 0x02; then the field 17, written out: 0x22."""
    struct = Struct({1: (5, 150), 17: (2, False)})
    assert write_struct(struct) == bytes([0x15, 0xAC, 0x02, 0x02, 0x22, 0x00])
