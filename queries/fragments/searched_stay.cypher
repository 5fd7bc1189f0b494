[fact.agency, fact.address, fact.postcode, fact.place]
