"""Which passage stands where: global rows, taken apart by segment."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.keeping.rows import RowMap


@given(of=st.lists(st.integers(0, 2), min_size=1, max_size=20), data=st.data())
def test_shares_have_each_place_once(of, data):
    """Of rows of one segment and of several, in any order, again and again, or none."""
    locals_ = [of[:row].count(segment) for row, segment in enumerate(of)]
    rows = RowMap(np.array(of, np.uint16), np.array(locals_, np.int32), [of.count(segment) for segment in range(3)])
    wanted = data.draw(st.lists(st.integers(0, len(of) - 1), max_size=8))
    shares = rows.split(wanted)
    assert [share.segment for share in shares] == sorted({of[row] for row in wanted})
    found = {
        place: (share.segment, local)
        for share in shares
        for place, local in zip(share.places.tolist(), share.locals.tolist(), strict=True)
    }
    assert sum(len(share.places) for share in shares) == len(wanted)
    assert found == {place: (of[row], locals_[row]) for place, row in enumerate(wanted)}
