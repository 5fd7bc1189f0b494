"""Previews: what decisions about identity would change, found before anything is done, and without writing anything."""

from queries.previews.changes import FindingChange
from queries.previews.preview import DecisionPreview, RecordMove, preview, preview_undo

__all__ = ["DecisionPreview", "FindingChange", "RecordMove", "preview", "preview_undo"]
