"""What many interviews come to together: where candidates leave, how long deciding takes, how far people agree."""
