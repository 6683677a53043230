"""Webhooks: what is signed how, where nothing is sent, and when it is tried again."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError
from standardwebhooks import Webhook, WebhookVerificationError

from interview.domain.clock import utc_now
from interview.domain.tokens import new_token
from interview.domain.webhooks.deliveries import DeliveryAttempt, DeliveryFault, body_of, headers_of, secret_text
from interview.domain.webhooks.endpoints import Address, is_permitted, networks_of, paused_until
from tests.builders import NOW

EVENT = {"type": "SessionChanged", "at": "2026-11-30T12:00:00Z", "id": str(UUID(int=1)), "data": {"state": "done"}}


def test_the_receivers_library_takes_what_is_sent() -> None:
    token, body = new_token(), body_of(EVENT)
    headers = headers_of(EVENT["id"], body, token, utc_now())  # type: ignore[arg-type]
    taken = Webhook(secret_text(token)).verify(body, headers)
    assert (taken["type"], taken["data"]) == ("SessionChanged", EVENT)


@pytest.mark.parametrize("forged", ["body", "id", "secret", "time"])
def test_the_receivers_library_refuses_what_was_forged(forged: str) -> None:
    token, body, at = new_token(), body_of(EVENT), utc_now()
    if forged == "time":
        at -= timedelta(minutes=6)
    headers = headers_of("1", body, token, at)
    if forged == "id":
        headers["webhook-id"] = "2"
    secret = secret_text(new_token() if forged == "secret" else token)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body if forged != "body" else json.dumps({}), headers)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "0.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *("224.0.0.1", "239.255.255.250", "255.255.255.255", "240.0.0.1", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:10.0.0.1", "::ffff:8.8.8.8", "::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::1"),
        *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1", "3fff::1"),
    ],
)
def test_nothing_is_sent_inside_nor_to_an_address_in_disguise(address: str) -> None:
    assert not is_permitted(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111"])
def test_the_public_internet_may_be_called(address: str) -> None:
    assert is_permitted(address)


def test_a_stage_may_name_networks_beyond() -> None:
    beyond = networks_of("127.0.0.0/8, ::1/128")
    assert is_permitted("127.0.0.1", beyond)
    assert is_permitted("::1", beyond)
    assert not is_permitted("10.0.0.1", beyond)


ADDRESS: TypeAdapter[str] = TypeAdapter(Address)


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.com/", "ftp://example.com", "https://", "https://localhost/", "https://127.0.0.1/"),
        *(
            "https://[::1]/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://example.com:22/",
            "https://example.com:0/",
            "https://a@example.com",
        ),
        *("https://example.com/#part", "https://exa mple.com", "https://example.com/\u202e", "https://-a.example.com"),
        *("https://example", "https://example.com:99999/", f"https://example.com/{'a' * 500}", "example.com"),
    ],
)
def test_what_is_no_address_of_a_webhook(address: str) -> None:
    with pytest.raises(ValidationError):
        ADDRESS.validate_python(address)


@pytest.mark.parametrize(
    "address", ["https://example.com", "https://hooks.example.com:8443/a?b=c", "https://xn--bcher-kva.example/hook"]
)
def test_an_address_of_a_webhook(address: str) -> None:
    assert ADDRESS.validate_python(address) == address


def test_pauses_grow_and_an_endpoint_may_ask_for_longer_ones() -> None:
    pauses = [(paused_until(failures, NOW) - NOW).total_seconds() for failures in range(1, 10)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (5, 7200)
    assert paused_until(1, NOW, 60) == NOW + timedelta(seconds=60)
    assert paused_until(1, NOW, 10**9) == NOW + timedelta(seconds=7200)


@pytest.mark.parametrize(
    ("status", "fault", "expected"),
    [
        (500, DeliveryFault.STATUS, True),
        (429, DeliveryFault.STATUS, True),
        (302, DeliveryFault.STATUS, True),
        (400, DeliveryFault.STATUS, False),
        (None, DeliveryFault.TIMEOUT, True),
        (200, None, False),
    ],
)
def test_a_fault_is_the_endpoints_or_this_one_deliverys(
    status: int | None, fault: DeliveryFault | None, expected: bool
) -> None:
    assert DeliveryAttempt(at=NOW, status=status, fault=fault).is_of_endpoint is expected
