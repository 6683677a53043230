"""Build the voice proxy's image as the deploy does, start it as the template does, and end it: `make image`.

Needs a Docker engine. Variables, command and read-only disk are those of the synthesized task definition, so that no
second list of them is kept.
"""

import argparse
import http.client
import json
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from cdk.assets import voice_proxy_image
from cdk.inputs import BUILD, ROOT

IMAGE = "colloquy-voice-proxy"
CONTAINER = "colloquy-voice-proxy-check"
PLATFORMS = {"x86_64": "linux/amd64", "arm64": "linux/arm64"}
LIVENESS = "/voice/live"
START_TIMEOUT_S = 90
STOP_TIMEOUT_S = 30
ELSEWHERE = "example.invalid"
"""What stands for names that only a deploy knows."""
GIVEN_BY_ECS = {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true"}


class ImageError(Exception):
    """The image cannot be built, does not live, or does not end; the message says which."""


def container_of(template: dict[str, Any]) -> dict[str, Any]:
    """The voice proxy's container definition in a synthesized template."""
    resources = template["Resources"].values()
    [task] = [each for each in resources if each["Type"] == "AWS::ECS::TaskDefinition"]
    [container] = task["Properties"]["ContainerDefinitions"]
    return dict(container)


def literal(value: Any) -> str:
    """A value of the template without what only a deploy knows."""
    match value:
        case str():
            return value
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(literal(part) for part in parts)
        case _:
            return ELSEWHERE


def docker(*arguments: str) -> str:
    finished = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if finished.returncode:
        raise ImageError(f"docker {arguments[0]}: {finished.stderr.strip()[-2000:]}")
    return finished.stdout.strip()


def build(context: Path, architecture: str) -> None:
    command = [
        *("docker", "build", "--platform", PLATFORMS[architecture], "--tag", IMAGE),
        *("--file", str(context / "voice_proxy_container/Dockerfile"), str(context)),
    ]
    if subprocess.run(command, check=False).returncode:
        raise ImageError("The image cannot be built.")


def start(container: dict[str, Any], architecture: str) -> int:
    """Start it as ECS would; the port of this machine that it answers on."""
    environment = GIVEN_BY_ECS | {each["Name"]: literal(each["Value"]) for each in container["Environment"]}
    variables = [part for name, value in environment.items() for part in ("--env", f"{name}={value}")]
    docker(
        *("run", "--detach", "--name", CONTAINER, "--platform", PLATFORMS[architecture]),
        *(["--read-only"] if container.get("ReadonlyRootFilesystem") else []),
        *("--publish", f"127.0.0.1:0:{environment['PORT']}", *variables, IMAGE, *container["Command"]),
    )
    return int(docker("port", CONTAINER, environment["PORT"]).splitlines()[0].rpartition(":")[2])


def lives(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", LIVENESS)
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def check(container: dict[str, Any], architecture: str) -> None:
    """Raises ImageError, after the container's last words."""
    try:
        port = start(container, architecture)
        deadline = time.monotonic() + START_TIMEOUT_S
        while not lives(port):
            if time.monotonic() > deadline or docker("inspect", "--format", "{{.State.Running}}", CONTAINER) != "true":
                raise ImageError(f"It does not say that it lives. Its log: {docker('logs', CONTAINER)}")
            time.sleep(0.5)
        docker("stop", "--time", str(STOP_TIMEOUT_S), CONTAINER)
        code = docker("inspect", "--format", "{{.State.ExitCode}}", CONTAINER)
        if code != "0":
            raise ImageError(f"It was told to end, and ended with {code}.")
    finally:
        subprocess.run(["docker", "rm", "--force", CONTAINER], capture_output=True, check=False)


def main() -> int:
    machine = platform.machine().lower()
    own = {"amd64": "x86_64", "aarch64": "arm64"}.get(machine, machine)
    options = argparse.ArgumentParser(description="Build, start and end the voice proxy's image.")
    options.add_argument("--architecture", choices=sorted(PLATFORMS), default=own)
    architecture = options.parse_args().architecture
    output = BUILD / "cdk.out" / "image"
    synth = [sys.executable, "-m", "cdk.app", "--stage", "prod", "--if-changed", "--output", str(output)]
    try:
        docker("version")
        subprocess.run(synth, cwd=ROOT, check=True)
        build(voice_proxy_image(), architecture)
        check(container_of(json.loads((output / "Colloquy-prod.template.json").read_text())), architecture)
    except (ImageError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The image for {architecture} lives, and ends when it is told to.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
