"""Scores are Splink's: the statement that casegraph writes gives what `predict` gives, and training is the same every time."""

from datetime import date, timedelta
from itertools import product

import pytest

from graph.errors import CasegraphError
from graph.matching.comparisons import COMMON, COMPARISONS
from graph.matching.features import RecordFacts, RecordFeatures, features_of
from graph.matching.match_model import ASSUMED, MatchModel
from graph.matching.scorer import database, record_table, scored_pairs
from graph.matching.trainer import splink_settings, trained

FAR_DOWN = -1000.0


def people(count: int = 40) -> dict[str, RecordFeatures]:
    """So many people with two records each: one joined by an identifier, every third with a slip."""
    facts = RecordFacts()
    names = list(product(("Adaeze", "Tom", "Kate", "Zofia", "Bilal"), ("Okonkwo", "Archer", "Nowak", "Khan"), ("F", "M")))
    for place, (given, family, sex) in enumerate(names[:count]):
        born = date(2001, 1, 1) + timedelta(days=97 * place)
        for system in ("gp/s", "hv/s"):
            slip = system == "hv/s" and place % 3 == 0
            facts.says[f"{system}/{place}"] = {
                "given_names": given[:-1] if slip else given,
                "family_name": family,
                "date_of_birth": born,
                "date_of_birth_precision": "day",
                "sex": sex,
                "role": "child",
            }
            facts.person[f"{system}/{place}"] = f"{place}" if place % 2 else f"{system}/{place}"
            facts.stays[f"{system}/{place}"].append((f"uprn:{place // 2}", "AB12CD"))
    return features_of(facts)


def test_the_score_of_a_pair_is_what_splink_predicts() -> None:
    from splink import DuckDBAPI, Linker

    records, model = people(12), trained(people())
    with database() as connection:
        table = record_table([records[key] for key in sorted(records)], model)
        frame = DuckDBAPI(connection).register(table, table_name="people")
        settings = splink_settings(model.levels, model.chance) | {"blocking_rules_to_generate_predictions": ["1 = 1"]}
        for comparison in settings["comparisons"]:
            declared = next(each for each in COMPARISONS if each.name == comparison["output_column_name"])
            common = {each.code: each.common for each in declared.levels if each.common}
            for level in comparison["comparison_levels"]:
                if level["label_for_charts"] in common:
                    level |= {"tf_adjustment_column": common[level["label_for_charts"]], "tf_adjustment_weight": 1.0}
        linker = Linker(frame, settings, log_level=None, validate_settings=False)
        keys = sorted(records)
        rows = linker.inference.predict().as_record_list()
        theirs = {(keys[min(row["id_l"], row["id_r"])], keys[max(row["id_l"], row["id_r"])]): row["match_weight"] for row in rows}
    ours = {(each.left, each.right): each.score for each in scored_pairs(records, model, None, FAR_DOWN)}
    assert len(ours) >= 6
    assert ours == {pair: pytest.approx(theirs[pair], abs=0.006) for pair in ours}


def test_training_is_the_same_every_time_and_survives_being_kept() -> None:
    model = trained(people())
    assert model == trained(dict(reversed(people().items())))
    assert MatchModel.of(model.settings()) == model
    assert MatchModel.of(model.settings()).version == model.version != ASSUMED.version


def test_a_model_of_other_comparisons_is_refused() -> None:
    kept = ASSUMED.settings().replace(b'"sex"', b'"hair"')
    with pytest.raises(CasegraphError, match="train again with casegraph match train"):
        MatchModel.of(kept)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_next_to_nobody_teaches_next_to_nothing(count: int) -> None:
    levels = trained(people(count)).levels
    assert {name: [odds[0] for odds in each] for name, each in levels.items()} == {
        name: [odds[0] for odds in each] for name, each in ASSUMED.levels.items()
    }


def test_a_rare_name_says_more_than_a_common_one() -> None:
    model = trained(people())
    assert model.share("first", "adaeze") > model.share("first", "never-seen")  # type: ignore[operator]
    assert set(model.shares) == set(COMMON)


def test_only_pairs_of_different_people_with_a_block_in_common_are_scored() -> None:
    records = people(6)
    found = scored_pairs(records, ASSUMED, None, FAR_DOWN)
    assert all(records[each.left].person != records[each.right].person for each in found)
    one = scored_pairs(records, ASSUMED, {"gp/s/0"}, FAR_DOWN)
    assert one == [each for each in found if "gp/s/0" in (each.left, each.right)]
    assert scored_pairs(records, ASSUMED, {"nobody"}, FAR_DOWN) == []
