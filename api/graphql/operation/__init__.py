"""What every operation passes through: context, limits, cost, cursors, errors, and the fast path."""
