"""Hand-written YAML texts, by topic."""
