"""Who may send mail, as whom, and who is told what became of it."""

import json

from cdk.mail import WRITTEN_FOR
from interview.use_cases.mail.write_letters import WRITTEN_FOR as WRITTEN_BY
from tests.infrastructure.template import Template


def test_letters_follow_from_the_events_that_are_subscribed_to(template: Template) -> None:
    assert set(WRITTEN_FOR) == {kind.__name__ for kind in WRITTEN_BY}
    rule = template.one("AWS::Events::Rule", "MailRule")
    assert set(rule["EventPattern"]["detail-type"]) == set(WRITTEN_FOR)
    assert rule["Targets"][0]["DeadLetterConfig"]


def test_a_stage_with_an_address_sends_from_it_alone_and_in_no_clear_text(local: Template) -> None:
    address = local.environment("notify")["MAIL_FROM"]
    (sending,) = [
        statement
        for statement in local.statements(local.functions()["notify"]["Role"])
        if "ses:SendEmail" in statement["Action"]
    ]
    assert sending["Condition"] == {"StringEquals": {"ses:FromAddress": address}}
    assert "*" not in json.dumps(sending["Resource"])
    assert local.one("AWS::SES::ConfigurationSet")["DeliveryOptions"] == {"TlsPolicy": "REQUIRE"}
    told = local.one("AWS::SES::ConfigurationSetEventDestination")["EventDestination"]
    assert {kind.upper() for kind in told["MatchingEventTypes"]} == {"DELIVERY", "BOUNCE", "COMPLAINT"}
    subscription = local.one("AWS::SNS::Subscription")
    assert subscription["RawMessageDelivery"] is True
    assert told["SnsDestination"]["TopicARN"] == subscription["TopicArn"]


def test_a_stage_without_one_has_nothing_to_send_by(prod: Template) -> None:
    assert prod.environment("notify")["MAIL_FROM"] == ""
    assert not [action for action in prod.allowed("notify") if action.startswith("ses:")]
    assert prod.all("AWS::SES::ConfigurationSet") == {}


def test_the_key_of_links_is_made_once_and_outlives_the_stack(prod: Template) -> None:
    (key,) = [
        resource
        for name, resource in prod.body["Resources"].items()
        if resource["Type"] == "AWS::SecretsManager::Secret" and name.startswith("SecretsLinkKey")
    ]
    assert key["Properties"]["GenerateSecretString"]["PasswordLength"] == 64
    assert key["DeletionPolicy"] == "RetainExceptOnCreate"
