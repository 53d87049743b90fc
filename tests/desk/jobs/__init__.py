"""Long work: kinds, files, one attempt."""
