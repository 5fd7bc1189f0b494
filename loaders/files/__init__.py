"""How files are opened: only ordinary ones, none larger than the settings say, and zips that cannot fill the memory."""
