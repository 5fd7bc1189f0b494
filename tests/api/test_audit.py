"""The audit of GraphQL over HTTP that the protocol's own implementation carries (the npm package graphql-http)."""

import json
import subprocess
from collections import Counter
from pathlib import Path

from api.http.application import application
from tests.api.serving import served
from tests.api.signed_in import signed_in

# GET is off, so these three, which a server MAY answer, are not.
NOT_OFFERED = {"5A70", "D6D5", "6A70"}


def test_every_must_and_should_is_kept(node_packages: Path) -> None:
    # As the demo's caller: the rules on variables are tried by introspection.
    with served(application(object(), signed_in(), demo=True)) as address:  # type: ignore[arg-type]
        done = subprocess.run(["node", node_packages / "audit.js", f"{address}/graphql"], capture_output=True, text=True)
    rules = [json.loads(line) for line in done.stdout.splitlines()]
    kept = Counter(rule["name"].split()[0] for rule in rules if rule["kept"])
    assert {rule["id"] for rule in rules if not rule["kept"]} == NOT_OFFERED
    assert kept == {"MUST": 13, "SHOULD": 23, "MAY": 22}
