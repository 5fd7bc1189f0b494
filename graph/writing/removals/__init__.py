"""What a later whole extract no longer has: counted before it is written, and taken away after."""
