known_death(«of»)
