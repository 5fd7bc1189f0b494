fact <> adult
