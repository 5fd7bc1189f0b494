NOT («condition»)
