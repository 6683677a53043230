"""MongoDB: one repository a collection, the indexes that carry the invariants, and the client.

Nothing is imported here: whoever needs one repository pays for that one.
"""
