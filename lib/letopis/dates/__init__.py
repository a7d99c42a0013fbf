"""When? Expressions of time, and the time each sentence describes."""
