"""Training of the reading model: one network that tags, parses and names English news."""
