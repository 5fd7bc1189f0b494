"""The views of a case: how it looks through the lens of each set of agencies, each made once."""

from queries.core.case import Case


class CaseViews:
    """One case, and its views by set of agencies, kept for all the patterns that are judged from it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._views: dict[tuple[str, ...], Case] = {}

    def of(self, *agencies: str) -> Case:
        """The case through the lens of these agencies alone."""
        if agencies not in self._views:
            self._views[agencies] = self.case.seen_from(*agencies)
        return self._views[agencies]
