toString(«value»)
