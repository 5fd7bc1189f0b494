"""Server processes: one, or several on one socket."""
