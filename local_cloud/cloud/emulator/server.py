"""The emulator as a child process."""

import http.client
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from local_cloud.processes import Child, require_free

__all__ = ["LOGS", "ROOT_KEY", "Emulator"]

LOGS = "COLLOQUY_LOCAL_CLOUD_LOGS"
"""Variable with the folder where functions and tasks leave what they write, a file each."""

ROOT_KEY = "test"
"""Access key and secret of the emulator's root user, who may do everything."""


class Emulator:
    """AWS on one port of loopback, with its data below `data`."""

    def __init__(self, data: Path, *, port: int, log: Path, env: Mapping[str, str] | None = None) -> None:
        self.endpoint_url = f"http://127.0.0.1:{port}"
        self.child: Child | None = None
        self._port = port
        self._log = log
        self._temporary = data / "tmp"
        self._env = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL") if name in os.environ},
            "TMPDIR": str(self._temporary),
            LOGS: str(log.parent),
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "AWS_ENDPOINT_URL": self.endpoint_url,
            "AWS_ACCESS_KEY_ID": ROOT_KEY,
            "AWS_SECRET_ACCESS_KEY": ROOT_KEY,
            "AWS_EC2_METADATA_DISABLED": "true",
            "AUTH": "true",
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(data / "objects"),
            "PERSIST_STATE": "1",
            "STATE_DIR": str(data / "state"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LAMBDA_WARM_TTL_SECONDS": "300",
            **(env or {}),
        }

    def start(self) -> None:
        """Start the process and return at once."""
        require_free(self._port, "the AWS emulator")
        self._temporary.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "local_cloud.cloud.emulator"]
        self.child = Child("The AWS emulator", command, log=self._log, env=self._env, cwd=Path(__file__).parents[3])

    def wait_until_ready(self, *, timeout_s: float = 60) -> None:
        """Wait until it answers."""
        if self.child:
            self.child.wait_until(self._is_ready, timeout_s=timeout_s)

    def stop(self) -> None:
        """End it; it saves its state first."""
        if self.child:
            self.child.stop(timeout_s=30)

    def _is_ready(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=2)
        try:
            connection.request("GET", "/_ministack/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()
