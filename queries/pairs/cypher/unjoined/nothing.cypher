// A column that nobody asked for.
[]
