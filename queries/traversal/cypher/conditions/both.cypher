(«left» AND «right»)
