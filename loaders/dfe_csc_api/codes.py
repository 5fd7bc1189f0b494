"""What the codes of a payload become here, where the lists that several formats share do not have them."""

ADOPTION = {
    "initial_decision_date": "Decision that the child should be placed for adoption",
    "matched_date": "Matched with adopters",
    "placed_date": "Placed for adoption",
}
"""The dates of an adoption, and what happened on each."""
