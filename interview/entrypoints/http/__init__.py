"""What functions behind the HTTP API have in common: the door, the shape of errors, and who calls."""
