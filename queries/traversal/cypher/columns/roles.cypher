[«of»:Child, «of»:Adult]
