"""Design system: components without state, one per file."""
