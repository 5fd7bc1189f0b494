fact <> child
