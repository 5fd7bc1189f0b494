known_end(«of»)
