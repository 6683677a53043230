"""Refuse a second place that names environment variables: settings declare them, nothing else reads them.

Looks at the product's syntax trees for `os.environ`, `os.getenv`, and string constants equal to a declared variable.
The template writes the names once more, and a test compares the two.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

PRODUCT = ("interview", "functions", "voice_proxy_container")
DECLARED_IN = (Path("interview/settings"), Path("voice_proxy_container/settings.py"))
OF_THE_SYSTEM = Path("interview/adapters/bounded_process.py")
"""Hands on to a process of its own where the interpreter finds its library, which is no setting."""
READERS = frozenset({"environ", "getenv", "environb"})


def declared_names(settings: Path) -> set[str]:
    """The variables that a settings module declares: its models' fields, in capitals."""
    fields = [
        statement.target.id
        for model in ast.walk(ast.parse(settings.read_text()))
        if isinstance(model, ast.ClassDef)
        for statement in model.body
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
    ]
    return {field.upper() for field in fields}


def declares(module: Path) -> bool:
    return module == OF_THE_SYSTEM or any(module.is_relative_to(place) for place in DECLARED_IN)


def second_places(source: Path, names: set[str]) -> Iterator[str]:
    """Every place of a module that reads the environment or names a variable."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in READERS:
            yield f"{source}:{node.lineno}: reads the environment; declare the variable in settings"
        if isinstance(node, ast.Constant) and node.value in names:
            yield f"{source}:{node.lineno}: names {node.value} again"


def main() -> int:
    modules = sorted(path for package in PRODUCT for path in Path(package).rglob("*.py"))
    names = {name for path in modules if declares(path) for name in declared_names(path)}
    problems = [problem for path in modules if not declares(path) for problem in second_places(path, names)]
    print("\n".join(problems) or f"environment names: {len(names)} declared, each in one place")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
