«left», «right»
