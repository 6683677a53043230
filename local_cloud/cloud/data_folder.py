"""The folder with everything a local cloud keeps; one cloud at a time uses it."""

import fcntl
import json
import os
import shutil
from pathlib import Path
from typing import Any

from local_cloud.errors import LocalCloudError

__all__ = ["DataFolder"]


class DataFolder:
    """`logs/`, `aws/`, `mongodb/`, and the state of the cloud that uses it now."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.logs = self.path / "logs"
        self._lock = self.path / "lock"
        self._state = self.path / "cloud.json"
        self._held: int | None = None

    def take(self) -> None:
        """Make it this process's until `release`; LocalCloudError when another cloud has it or it is no such folder."""
        if self.path.exists() and any(self.path.iterdir()) and not self._lock.exists():
            raise LocalCloudError(f"{self.path} holds other things: name an empty folder, or a new one, with --data.")
        self.logs.mkdir(parents=True, exist_ok=True)
        self._held = self._try_lock()
        if self._held is None:
            where = self.state().get("edge_url", "its address")
            raise LocalCloudError(f"A local cloud with the data in {self.path} is running already, at {where}.")

    @property
    def is_held(self) -> bool:
        """Whether this object has taken it."""
        return self._held is not None

    def release(self) -> None:
        if self._held is not None:
            self._state.unlink(missing_ok=True)
            os.close(self._held)
            self._held = None

    def is_taken(self) -> bool:
        """Whether a running cloud has it: the lock ends with its process, however that ends."""
        if not self._lock.exists():
            return False
        held = self._try_lock()
        if held is None:
            return True
        os.close(held)
        return False

    def write_state(self, state: dict[str, Any]) -> None:
        draft = self._state.with_suffix(".draft")
        draft.write_text(json.dumps(state, indent=2))
        draft.replace(self._state)

    def state(self) -> dict[str, Any]:
        """What the running cloud wrote, or nothing yet."""
        return dict(json.loads(self._state.read_text())) if self._state.exists() else {}

    def _try_lock(self) -> int | None:
        file = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return None
        return file

    def wipe(self) -> None:
        """Delete all that clouds kept here."""
        for entry in self.path.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry != self._lock:
                entry.unlink()
        self.logs.mkdir()
