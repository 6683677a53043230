"""Questions about what was said in interviews."""
