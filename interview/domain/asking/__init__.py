"""Questions about what was said in interviews: passages that can be found, and in which order they answer."""
