"""Expected dates of birth that are none: some systems put an estimated date of birth where a due date belongs."""

from datetime import date, timedelta

from graph.vocabulary import BirthDateKind, Sex

_OVERDUE = timedelta(weeks=6)


def kind_of_due_date(due: date, sex: object, last: date | None, made: date) -> BirthDateKind:
    """Estimated, when it is past on the day of the extract (`made`) and the child has a sex, or a fact over six weeks after it.

    No pregnancy lasts so long. `last` is the day of the latest such fact. Expected in every other case.
    """
    living = sex in (Sex.F, Sex.M) or (last is not None and last - due > _OVERDUE)
    return BirthDateKind.ESTIMATED if living and due <= made else BirthDateKind.EXPECTED
