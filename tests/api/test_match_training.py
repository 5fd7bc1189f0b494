"""`casegraph match train` and `casegraph match report`."""

import json
from pathlib import Path

from graph.store import Store
from tests.api.test_who_is_known import run
from tests.queries.building import child, loaded, partnership


async def test_the_matcher_is_trained_and_measured_on_what_was_decided(
    store: Store, environment: dict[str, str], tmp_path: Path
) -> None:
    names = {"given_names": "Amina", "family_name": "Okonkwo", "sex": "F"}
    gp = [child("a", "2015-03-04", **names), child("x", "2015-03-04", given_names="Zed", family_name="Okonkwo", sex="F")]
    await loaded(store, *partnership(tmp_path, gp={"people": gp}, school={"people": [child("b", "2015-03-04", **names)]}))
    trained = run(environment, "match", "train", "--by", "ann", "--format", "json")
    assert trained.exit_code == 0, trained.stderr
    (model,) = map(json.loads, trained.stdout.splitlines())
    assert model["records"] == 3 and model["model"] in trained.stderr
    decided = run(
        environment, "match", "decide", "gp/s/a", "school/s/b", "--same", "--reason", "the mother says so", "--by", "ann"
    )
    assert decided.exit_code == 0, decided.stderr
    assert await store.read("MATCH (p:Proposal) RETURN count(p)") == [[0]]
    rows = [
        json.loads(line)
        for line in run(environment, "match", "report", "--children", "0", "--format", "json").stdout.splitlines()
    ]
    assert rows[0] == {
        "measured_on": "decided here", "by": "all", "group": None, "true_pairs": 1, "found": 1.0, "found_likely": 1.0,
        "wrong_of_likely": 0.0, "wrong_of_possible": None, "records_without_identifier": 1.0,
    }  # fmt: skip
    assert {"by": "agencies", "group": "gp and school"}.items() <= rows[-1].items()
    shown = run(environment, "match", "report", "--children", "20")
    assert shown.exit_code == 0, shown.stderr
    assert "invented" in shown.stderr and "ethnicity" in shown.stdout
