"""HTTP APIs: what a function is given and what the caller sees when it fails."""

from typing import Any

from ministack.services import apigateway, lambda_svc

from local_cloud.cloud.emulator.patching import Patch, existing, wrap

__all__ = ["PATCHES"]

_INTERNAL_ERROR = {
    "statusCode": 500,
    "headers": {"Content-Type": "application/json"},
    "body": '{"message":"Internal Server Error"}',
}


def give_cookies_to_functions() -> None:
    """Payload 2.0 carries cookies as a list in `event["cookies"]`; ministack leaves them in a header only."""
    existing(apigateway, "_invoke_lambda_proxy")

    def make(original: Any) -> Any:
        def execute(func: Any, event: Any) -> Any:
            if isinstance(event, dict) and event.get("version") == "2.0":
                cookie = (event.get("headers") or {}).pop("cookie", "")
                if cookie:
                    event.setdefault("cookies", [part.strip() for part in cookie.split(";")])
            return original(func, event)

        return execute

    wrap(lambda_svc, "_execute_function_with_config_scope", "func event", make)


def hide_function_errors() -> None:
    """A failed function is a bare 500 to the caller; ministack answers 502 with the error and its trace."""

    def make(original: Any) -> Any:
        def respond(exec_result: Any) -> Any:
            if exec_result.get("error") and not exec_result.get("throttle"):
                return dict(_INTERNAL_ERROR), None
            return original(exec_result)

        return respond

    wrap(lambda_svc, "lambda_execute_result_to_api_proxy_response", "exec_result", make)


PATCHES: tuple[Patch, ...] = (give_cookies_to_functions, hide_function_errors)
