COUNT { «reach»
  RETURN «to» }
