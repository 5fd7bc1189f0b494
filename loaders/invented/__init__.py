"""The invented partnership: an example to look at, and partnerships of any size to measure with.

Everything in it is made up: people, places, numbers. It writes agency extract folders and touches no graph.
"""

from datetime import date
from pathlib import Path

from loaders.invented.extracts import Extracts
from loaders.invented.identifiers import nhs_numbers
from loaders.invented.ordinary import tell_ordinary
from loaders.invented.partnership import write_partnership
from loaders.invented.stories import STORIES, ExpectedFinding, Story, tell_stories

__all__ = ["STORIES", "ExpectedFinding", "Story", "write_example", "write_partnership"]


def write_example(folder: Path, until: date) -> list[Path]:
    """Write the example's extracts, as of the day `until`; returns its folders, one an agency.

    Five stories (`STORIES`) and sixty ordinary families. Raises InvalidInput when `folder` is a file.
    """
    nhs = nhs_numbers()
    with Extracts(folder, until) as extracts:
        tell_stories(extracts, nhs)
        tell_ordinary(extracts, nhs)
        return extracts.folders
