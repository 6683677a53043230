"""Write the pages' types of the API from its OpenAPI document.

`python -m checks.api_types` (or `npm run types`) writes them; a test fails when they are out of date.
"""

import json
import subprocess
from pathlib import Path

from functions.api.application import openapi_document

ROOT = Path(__file__).resolve().parent.parent
API_TYPES = ROOT / "static_site" / "shared" / "api-types.ts"


def api_types() -> str:
    """TypeScript that openapi-typescript makes of the document."""
    generator = ROOT / "node_modules" / ".bin" / "openapi-typescript"
    made = subprocess.run(
        [generator, "--root-types", "--root-types-no-schema-prefix"],
        input=json.dumps(openapi_document()),
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout


if __name__ == "__main__":
    API_TYPES.write_text(api_types())
