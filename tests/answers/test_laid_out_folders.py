"""The folders of tables, headings, rosters and prose are answered as often as `bot/answers/README.md` says."""

from pathlib import Path

import pytest

from tests.benchmarks.laid_out import GROUPS, KINDS, OUTCOMES, counts_of, group_of

README = Path(__file__).parents[2] / "bot" / "answers" / "README.md"


def told_of(group):
    """Return the counts that the table has for a group, by kind and outcome."""
    names = {name: kind for kind, name in KINDS.items()}
    told = {}
    for line in README.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == group:
            counts = [int(one) for cell in cells[3:6] for one in cell.split(",")]
            assert sum(counts) == int(cells[2])
            told |= {(names[cells[1]], one): count for one, count in zip(OUTCOMES, counts, strict=True)}
    return told


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_of_the_folders_is_true(group):
    counts = counts_of(group_of(group))
    assert {key: counts[key] for key in told_of(group)} == told_of(group)
    assert len(told_of(group)) == len(KINDS) * len(OUTCOMES)
