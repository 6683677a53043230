"""A small stack that holds one of everything the product asks of its cloud."""
