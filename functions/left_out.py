"""What libraries do at their import that no function uses: a twelfth of what a function takes to start
(decision 69).

PyMongo imports its driver for asyncio, botocore what writes the documentation of its methods, Powertools metrics,
traces and the events of other services: names without what is behind them come in their place. pydantic-core says in
types of dictionaries what it is given, for type checkers alone: their fields are left out. PyMongo looks for
PyOpenSSL, which is not there, and imports `cryptography` first, which is: it does not look. Its modules for both
drivers import asyncio, which the one for threads never asks: it comes when somebody does. A library that was imported
before is as it was.
"""

import sys
import typing
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["leave_out"]

_POWERTOOLS = "aws_lambda_powertools"
LEFT_OUT = frozenset(
    {
        f"{_POWERTOOLS}.metrics",
        f"{_POWERTOOLS}.tracing",
        *(
            f"{_POWERTOOLS}.event_handler.{other}"
            for other in (
                *("appsync", "bedrock_agent", "bedrock_agent_function", "events_appsync.appsync_events"),
                *("http_resolver", "vpc_lattice"),
            )
        ),
        *(
            f"{_POWERTOOLS}.utilities.data_classes.{event}_event"
            for event in (
                *("appsync_resolver", "appsync_resolver_events", "aws_config_rule", "bedrock_agent_function"),
                *("cloud_watch_alarm", "cloud_watch_custom_widget", "cloud_watch_logs"),
                *("cloudformation_custom_resource", "code_deploy_lifecycle_hook", "code_pipeline_job"),
                *("connect_contact_flow", "dynamo_db_stream", "event_bridge", "kafka", "kinesis_firehose"),
                *("kinesis_stream", "s3", "s3_batch_operation", "secrets_manager", "ses", "sns", "transfer_family"),
            )
        ),
        "botocore.docs",
        "botocore.docs.docstring",
        "pymongo.asynchronous.mongo_client",
    }
)
PACKAGES = frozenset({"botocore.docs"})
"""What is in these is imported as ever: only what they import themselves is left out."""
NOT_THERE = "pymongo.pyopenssl_context"
"""An import of it fails at once."""


class _Nothing(str):
    """Instead of a class: whatever it is made of, it is an empty text, which is what documentation may be."""

    __slots__ = ()

    def __new__(cls, *_: Any, **__: Any) -> "_Nothing":
        return super().__new__(cls)


class _Dictionary(dict[str, Any]):
    """Instead of a type of dictionaries."""

    def __init_subclass__(cls, **_: Any) -> None:
        """Takes what such a type is made with."""


class _NamesAlone(ModuleType):
    """Instead of a module that is named at an import and not used: whatever it is asked for is a class of nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (_Nothing,), {})


class _Later(_NamesAlone):
    """The module itself from then on."""

    is_imported = True

    def __getattr__(self, name: str) -> Any:
        return super().__getattr__(name) if self.is_imported else getattr(import_module(self.__name__), name)


class _LeavingOut:
    """A finder and a loader, as the import system asks for them."""

    def find_spec(self, name: str, path: Sequence[str] | None, _: ModuleType | None = None) -> ModuleSpec | None:
        if name not in LEFT_OUT:
            return None
        spec = ModuleSpec(name, self, is_package=name in PACKAGES)  # type: ignore[arg-type]
        if name in PACKAGES:
            spec.submodule_search_locations = [f"{each}/{name.rpartition('.')[2]}" for each in path or ()]
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _NamesAlone(spec.name)

    def exec_module(self, _: ModuleType) -> None:
        """There is nothing in it."""


def _import_without(module: str, left_out: str) -> None:
    if left_out in sys.modules:
        return
    later = sys.modules[left_out] = _Later(left_out)
    try:
        import_module(module)
    finally:
        del sys.modules[left_out]
        later.is_imported = False


def leave_out() -> None:
    import typing_extensions

    sys.meta_path.insert(0, _LeavingOut())
    sys.modules[NOT_THERE] = None  # type: ignore[assignment]
    places = [vars(typing), vars(typing_extensions)]
    whole = [place["TypedDict"] for place in places]
    for place in places:
        place["TypedDict"] = _Dictionary
    try:
        import pydantic_core.core_schema  # noqa: F401
    finally:
        for place, kept in zip(places, whole, strict=True):
            place["TypedDict"] = kept
    _import_without("pymongo", "asyncio")
