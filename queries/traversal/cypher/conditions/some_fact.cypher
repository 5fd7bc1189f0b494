// Some visible fact about the person that fits.
EXISTS { MATCH («of»)<-[:ABOUT]-(«to»:«label») WHERE visible(«to») AND «condition» }
