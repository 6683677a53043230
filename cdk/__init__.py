"""The CDK application: every AWS resource of Colloquy, one construct a file."""
