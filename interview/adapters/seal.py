"""Text that only who has the key can read, or change without it being noticed: AES-256-GCM."""

import os

NONCE_BYTES = 12


def sealed(text: str, key: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # few requests need it

    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), None)


def opened(data: bytes, key: bytes) -> str:
    """Raises cryptography's InvalidTag for what was not sealed with this key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(data[:NONCE_BYTES], data[NONCE_BYTES:], None).decode()
