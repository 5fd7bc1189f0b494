endNode(fact).id
