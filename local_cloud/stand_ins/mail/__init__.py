"""Stand-in for Amazon SES and for all the mailboxes of the world."""
