(«left» OR «right»)
