"""Small projects whose entrypoints are asked about, by topic."""
