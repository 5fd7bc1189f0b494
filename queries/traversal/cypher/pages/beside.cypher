// A thing that the step has already reached: its columns stand in a list of their own.
[«columns»]
