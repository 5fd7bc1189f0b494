startNode(fact).id
