endNode(«of»).id
