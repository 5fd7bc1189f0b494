"""Tests never reach the store that their user works with."""

import os


def test_no_setting_of_the_user_is_left() -> None:
    kept = {name for name in os.environ if name.startswith("CASEGRAPH_")}
    assert {name for name in kept if not name.startswith("CASEGRAPH_TEST_")} == set()
