"""What an organisation decides for all its interviews."""
