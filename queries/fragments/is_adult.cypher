fact:Adult
