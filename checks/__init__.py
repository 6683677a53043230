"""What `make check` and `make lock` run besides the standard tools."""
