"""Why a pattern finds something or nothing, and what nobody alone would see."""
