"""The request to an endpoint: signed, to a public address alone, and not for long."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from interview.adapters.webhook_client import WebhookClient
from interview.domain.clock import utc_now
from interview.domain.tokens import new_token
from interview.domain.webhooks.deliveries import DeliveryFault, headers_of, secret_text
from tests.receivers import LOOPBACK, NAME, Receiver, leads, receiver

BODY = '{"type":"SessionChanged"}'


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with receiver(tmp_path, monkeypatch) as received:
        yield received


def test_what_is_sent_arrives_as_it_was_signed(hook: Receiver) -> None:
    token = new_token()
    attempt = WebhookClient(LOOPBACK).post(hook.url, headers_of("1", BODY, token, utc_now()), BODY)
    assert (attempt.status, attempt.fault) == (200, None)
    ((headers, body),) = hook.came
    assert Webhook(secret_text(token)).verify(body, headers) == {"type": "SessionChanged"}
    assert headers["host"] == f"{NAME}:{hook.port}"


def test_an_address_inside_is_not_called(hook: Receiver) -> None:
    assert WebhookClient().post(hook.url, {}, BODY).fault is DeliveryFault.REFUSED_ADDRESS
    assert hook.came == []


def test_a_name_is_looked_up_once(hook: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it leads to the next time is not called: that of the first look-up is, or nothing."""
    leads(monkeypatch, NAME, "127.0.0.1", "10.0.0.1")
    assert WebhookClient(LOOPBACK).post(hook.url, {}, BODY).status == 200
    leads(monkeypatch, NAME, "10.0.0.1", "127.0.0.1")
    assert WebhookClient(LOOPBACK).post(hook.url, {}, BODY).fault is DeliveryFault.REFUSED_ADDRESS
    assert len(hook.came) == 1


def test_a_redirect_is_not_followed(hook: Receiver) -> None:
    hook.answer = lambda _: (307, {"location": hook.url})
    attempt = WebhookClient(LOOPBACK).post(hook.url, {}, BODY)
    assert (attempt.status, attempt.fault) == (307, DeliveryFault.STATUS)
    assert len(hook.came) == 1


def test_a_certificate_for_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiver(tmp_path, monkeypatch, name="other.example.com") as other:
        assert WebhookClient(LOOPBACK).post(other.url, {}, BODY).fault is DeliveryFault.BAD_CERTIFICATE
    assert other.came == []


def test_an_answer_that_drips_in_is_waited_for_no_longer_than_any(hook: Receiver) -> None:
    hook.drips = True
    began = time.monotonic()
    assert WebhookClient(LOOPBACK, total_s=0.5).post(hook.url, {}, BODY).fault is DeliveryFault.TIMEOUT
    assert time.monotonic() - began < 3


def test_heads_without_an_end_are_not_read(hook: Receiver) -> None:
    hook.answer = lambda _: (200, {f"x-{nth}": "a" * 1000 for nth in range(80)})
    assert WebhookClient(LOOPBACK).post(hook.url, {}, BODY).fault is DeliveryFault.UNREACHABLE


def test_a_pause_that_is_asked_for_is_told(hook: Receiver) -> None:
    hook.answer = lambda _: (429, {"retry-after": "120"})
    assert WebhookClient(LOOPBACK).post(hook.url, {}, BODY).retry_after_s == 120


def test_nobody_there(hook: Receiver) -> None:
    gone = hook.url.replace(f":{hook.port}", ":1")
    assert WebhookClient(LOOPBACK).post(gone, {}, BODY).fault is DeliveryFault.UNREACHABLE
    assert WebhookClient().post("https://nowhere.invalid/", {}, BODY).fault is DeliveryFault.UNKNOWN_HOST
