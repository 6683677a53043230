"""What a candidate's page asks of the site at most while it begins: a browser counts it, the web ACL lets it pass."""

REQUESTS = 200
TICKETS = 20
STARTING_TOGETHER = 500
"""Candidates of one assessment centre, behind one address."""
TIME_TOLD = 20
"""In five minutes, every fifteen seconds; a test's answers are shorter."""
