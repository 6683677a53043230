"""Every use case with its production dependencies: the one place where the product is put together.

A module an entry point, of the same name, which imports what that one uses and nothing else: a function starts no later
for what another one does. An entry point loads its settings at import and asks its module for its use case at each
call; what was built once is kept until a secret has another value.
Nothing connects before that: a function without a database address starts, and answers that it is not configured.
"""
