«to»:«label»
