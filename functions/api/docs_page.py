"""The API's description as one calm page: no scripts, nothing from other sites."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

Schema = Mapping[str, Any]

CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
"""The other answers of the API are no pages and get a policy that allows nothing at all."""

STYLE = """\
:root {
  color-scheme: light dark;
  --accent: #3b82f6;
  --link: light-dark(#1d4ed8, #93c5fd);
  --text: light-dark(#1f2937, #e5e7eb);
  --quiet: light-dark(#5b6472, #a3adba);
  --page: light-dark(#ffffff, #0f141b);
  --raised: light-dark(#f6f7f9, #171e27);
  --line: light-dark(#e2e5ea, #2a3441);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2rem 1rem 6rem; max-width: 52rem;
  background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.75rem; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 3px solid var(--accent); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: 0 0 .75rem; }
a { color: var(--link); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0 0; padding: 0; }
code { font: .9em ui-monospace, monospace; }
pre {
  margin: .5rem 0; padding: .6rem .9rem; border-inline-start: 3px solid var(--line);
  color: var(--text); overflow-x: auto;
}
details { margin: .5rem 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--raised); }
summary { padding: .6rem .9rem; cursor: pointer; }
summary small { display: block; color: var(--quiet); font-size: .9rem; }
details > div { padding: 0 .9rem .9rem; }
.method { color: var(--link); font-weight: 700; }
.quiet { color: var(--quiet); }
dl { margin: 0; }
dt { margin-top: .5rem; }
dd { margin: 0 0 0 1rem; color: var(--quiet); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
"""


def render(document: Schema) -> str:
    """The OpenAPI document as HTML."""
    tags = [tag for tag in document["tags"] if any(_operations(document, tag["name"]))]
    links = "".join(f'<li><a href="#{_anchor(tag["name"])}">{escape(tag["name"])}</a></li>' for tag in tags)
    sections = "".join(_section(document, tag) for tag in tags)
    models = "".join(_model(name, schema) for name, schema in sorted(document["components"]["schemas"].items()))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(document["info"]["title"])} API</title>
<link rel="stylesheet" href="/api/docs.css">
</head>
<body>
<header>
<h1>{escape(document["info"]["title"])} API</h1>
<p>{_prose(document["info"]["description"])}</p>
<p>For programs: <a href="/api/openapi.json">/api/openapi.json</a></p>
<nav aria-label="Sections"><ul>{links}<li><a href="#models">Models</a></li></ul></nav>
</header>
<main>
{sections}
<h2 id="models">Models</h2>
{models}
</main>
</body>
</html>
"""


def _section(document: Schema, tag: Schema) -> str:
    name = tag["name"]
    operations = "".join(_operation(*operation) for operation in _operations(document, name))
    return f'<h2 id="{_anchor(name)}">{escape(name)}</h2>\n<p>{_prose(tag["description"])}</p>\n{operations}'


def _operations(document: Schema, tag: str) -> Iterator[tuple[str, str, Schema]]:
    for path, methods in sorted(document["paths"].items()):
        for method, operation in methods.items():
            if tag in operation.get("tags", ()):
                yield path, method.upper(), operation


def _operation(path: str, method: str, operation: Schema) -> str:
    parts = [f"<p>{_prose(operation.get('description', ''))}</p>"]
    if schemes := [name for scheme in operation.get("security", ()) for name in scheme]:
        parts.append(f"<p><b>Needs:</b> {' or '.join(escape(_SCHEMES[name]) for name in schemes)}</p>")
    if parameters := operation.get("parameters"):
        parts.append(f"<h3>Parameters</h3><dl>{''.join(_field(one['name'], one) for one in parameters)}</dl>")
    if body := operation.get("requestBody"):
        content = body["content"]["application/json"]
        parts.append(f"<h3>Body</h3><p>{_type(content['schema'])}</p>{_example(content)}")
    answers = "".join(_answer(status, answer) for status, answer in operation["responses"].items())
    parts.append(f"<h3>Answers</h3><dl>{answers}</dl>")
    title = f'<span class="method">{method}</span> <code>{escape(path)}</code>'
    summary = f"<summary>{title}<small>{_prose(operation['summary'])}</small></summary>"
    return f"<details>{summary}<div>{''.join(parts)}</div></details>\n"


_SCHEMES = {
    "signIn": "the cookie of a sign-in",
    "link": "the token of the candidate's link",
    "publicLink": "the token of a public link, or of the mail that confirms",
    "share": "the token of a link to a result",
    "key": "an API key",
}


def _answer(status: str, answer: Schema) -> str:
    shown = "".join(_content(kind, body, status) for kind, body in answer.get("content", {}).items()) or "no body"
    return f"<dt><code>{'any other' if status == 'default' else escape(status)}</code></dt><dd>{shown}</dd>"


def _content(content_type: str, content: Schema, status: str) -> str:
    """Every refusal looks alike: its example would stand beside each route."""
    if content_type != "application/json":
        return f"<code>{escape(content_type)}</code>"
    return _type(content["schema"]) + ("" if status == "default" else _example(content))


def _example(content: Schema) -> str:
    if "example" not in content:
        return ""
    text = json.dumps(content["example"], indent=2, ensure_ascii=False)
    return f'<pre tabindex="0" aria-label="Example"><code>{escape(text)}</code></pre>'


def _model(name: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    fields = "".join(
        _field(field, {"schema": one, "description": one.get("description"), "required": field in required})
        for field, one in schema.get("properties", {}).items()
    )
    values = ", ".join(f"<code>{escape(str(value))}</code>" for value in schema.get("enum", ()))
    about = f"<p>{_prose(schema.get('description', ''))}</p>"
    inner = f"{about}<p>{values}</p>" if values else f"{about}<dl>{fields}</dl>"
    return f'<details id="{_anchor(name)}"><summary><code>{escape(name)}</code></summary><div>{inner}</div></details>\n'


def _field(name: str, field: Schema) -> str:
    optional = "" if field.get("required") else ' <span class="quiet">optional</span>'
    words = _prose(field.get("description") or "")
    return f"<dt><code>{escape(name)}</code> {_type(field['schema'])}{optional}</dt><dd>{words}</dd>"


def _type(schema: Schema) -> str:
    """A schema in a few words; models are links."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[-1]
        return f'<a href="#{_anchor(name)}">{escape(name)}</a>'
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return " or ".join(map(_type, choices))
    if "const" in schema:
        return f"<code>{escape(str(schema['const']))}</code>"
    if values := schema.get("enum"):
        return " or ".join(f"<code>{escape(str(value))}</code>" for value in values)
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    return escape(str(schema.get("format") or schema.get("type") or "any"))


def _prose(text: str) -> str:
    """Escaped text; what stands between backticks is code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if number % 2 else part for number, part in enumerate(parts))


def _anchor(name: str) -> str:
    return escape(name.replace(" ", "-"))
