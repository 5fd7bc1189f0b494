startNode(«of»).id
