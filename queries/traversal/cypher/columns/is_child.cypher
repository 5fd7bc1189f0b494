«of»:Child
