"""The list of interviews: what each is found by, and how it is asked for."""
