// Whoever it is: whether they are labelled Adult is told beside who they were.
true
