"""Passwords, hashed with Argon2id under the parameters that the library recommends: RFC 9106, the second choice."""


class Passwords:
    def __init__(self) -> None:
        import argon2  # only who signs people in pays for it

        self._hasher = argon2.PasswordHasher()
        self._no_match = (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError)

    def hash(self, password: str) -> str:
        """An Argon2id string: salt and parameters included. Takes as long as `matches`."""
        return self._hasher.hash(_encoded(password))

    def matches(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, _encoded(password))
        except self._no_match:
            return False

    def is_outdated(self, password_hash: str) -> bool:
        """Whether the hash was made under other parameters than today's."""
        return self._hasher.check_needs_rehash(password_hash)


def _encoded(password: str) -> bytes:
    """JSON may carry half a surrogate pair, which UTF-8 proper refuses: a wrong password like any other."""
    return password.encode("utf-8", "surrogatepass")
