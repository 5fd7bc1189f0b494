// Which agency a share or a decision not to share names.
«of»_agency.id
