from pathlib import Path

import pytest

from reader.library import Library
from reader.model import Query
from reader.paths import Paths
from tests.bench import data


@pytest.mark.parametrize(("bodies", "cached"), [(True, 30), (False, 0)])
def test_stores_of_a_bench_hold_articles_or_their_heads_alone(
    bodies: bool, cached: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(data, "FOLDER", tmp_path)

    there = data.home(30, bodies=bodies)

    with Library.open(Paths.choose(there)) as library:
        heads = library.heads(library.rows(Query(portal=data.PORTAL)))
        assert (len(heads), sum(head.cached for head in heads)) == (30, cached)
        assert len(library.rows(Query(portal=data.PORTAL, shelf="tin-trong-nganh"))) > 0
        assert library.notices == []
    assert data.newest_title(there).endswith("tin số 30")
