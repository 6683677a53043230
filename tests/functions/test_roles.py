"""Who may do what: every route behind a sign-in, by every role, with what is somebody else's. That it is done with what
is their own is tested where the route is; other credentials are in `test_foreign`."""

from collections.abc import Mapping

import pytest

from interview.adapters.mongo.client import Database
from interview.domain.accounts import Role
from interview.domain.decisions.permissions import MAY, Action
from tests.functions.api_client import Firm
from tests.functions.foreign import OPERATIONS, Belongings, Operation, everything_of, untouched

ACTIONS: Mapping[str, Action] = {
    **dict.fromkeys(
        [
            *("list_sessions", "show_results", "list_flags", "show_answer", "list_scores", "list_words"),
            *("show_review", "list_decisions", "list_notes", "list_tags", "list_reviewers"),
            *("ask_interviews", "issue_live_ticket"),
        ],
        Action.READ,
    ),
    "list_letters": Action.READ,
    "send_letter": Action.INVITE,
    "issue_link": Action.INVITE,
    **dict.fromkeys(["show_public_link", "change_public_link", "replace_public_link"], Action.INVITE),
    "reissue_link": Action.INVITE,
    "cancel_invitation": Action.INVITE,
    **dict.fromkeys(["remind_many", "cancel_many"], Action.INVITE),
    **dict.fromkeys(["change_candidate", "change_expiry", "change_accommodations"], Action.INVITE),
    **dict.fromkeys(
        [
            *("prepare_batch", "list_batches", "show_batch", "list_batch_rows", "begin_batch", "cancel_batch"),
            *("export_not_invited", "export_links"),
        ],
        Action.INVITE,
    ),
    "restart_processing": Action.PROCESS_AGAIN,
    "rescore_answer": Action.PROCESS_AGAIN,
    "rescore_answers": Action.PROCESS_AGAIN,
    "judge_answer": Action.SCORE_ANSWER,
    "add_note": Action.NOTE,
    "change_tags": Action.TAG,
    "dismiss_flag": Action.DISMISS_FLAG,
    "decide": Action.DECIDE,
    "change_many": Action.DECIDE,
    "override_overall": Action.OVERRIDE,
    **dict.fromkeys(["share_result", "list_shares", "revoke_share"], Action.SHARE),
    **dict.fromkeys(
        ["export_session", "export_to_greenhouse", "export_to_lever", "request_export", "show_export"], Action.EXPORT
    ),
    **dict.fromkeys(["erase_session", "list_erasures", "show_erasure"], Action.ERASE),
    **dict.fromkeys(["show_settings", "change_retention", "change_consent", "preview_consent"], Action.CONFIGURE),
    **dict.fromkeys(
        ["show_mail_settings", "word_letter", "unword_letter", "set_mail_time_zone", "preview_letter"], Action.CONFIGURE
    ),
    **dict.fromkeys(["change_look", "set_logo", "remove_logo", "preview_look"], Action.CONFIGURE),
    **dict.fromkeys(["show_provider", "change_provider", "remove_provider"], Action.CONFIGURE),
    "show_consent_text": Action.READ_TEMPLATE,
    "show_given_consent": Action.READ,
    **dict.fromkeys(
        [
            *("list_members", "change_role", "remove_member", "list_member_invitations", "invite_member"),
            *("send_invitation_again", "withdraw_invitation", "remove_second_factor_of"),
        ],
        Action.MANAGE_MEMBERS,
    ),
    "show_analytics": Action.ANALYSE,
    "audit_bias": Action.AUDIT,
    "export_bias_audit": Action.AUDIT,
    **dict.fromkeys(
        [
            *("add_webhook", "list_webhooks", "change_webhook", "remove_webhook", "replace_webhook_secret"),
            *("list_deliveries", "replay_delivery"),
        ],
        Action.MANAGE_WEBHOOKS,
    ),
    **dict.fromkeys(["make_key", "list_keys", "revoke_key"], Action.MANAGE_KEYS),
    **dict.fromkeys(
        ["list_audit_entries", "export_audit_lines", "export_audit_csv", "verify_audit_entries"],
        Action.READ_AUDIT_LOG,
    ),
    **dict.fromkeys(
        ["list_templates", "find_questions", "show_template", "list_versions", "show_version"], Action.READ_TEMPLATE
    ),
    **dict.fromkeys(
        ["create_template", "draft_template", "change_template", "archive_template", "delete_template"],
        Action.WRITE_TEMPLATE,
    ),
}
OF_ONESELF = {"sign_out", "me", "change_password", "list_sign_ins", "end_sign_in", "sign_out_everywhere"}
OF_ONESELF |= {"show_second_factor", "offer_second_factor", "confirm_second_factor", "remove_second_factor"}
LISTS = {"list_sessions", "ask_interviews", "find_questions", "list_templates", "list_tags", "list_reviewers"}
LISTS |= {"list_members", "list_member_invitations"}
LISTS |= {
    "list_webhooks",
    "list_keys",
    "list_audit_entries",
    "export_audit_lines",
    "export_audit_csv",
    "verify_audit_entries",
}
LISTS |= {"list_erasures", "show_settings", "show_consent_text", "show_mail_settings"}
LISTS |= {"list_batches", "show_provider"}
"""What names something foreign finds nothing there."""
MAKES = {"make_key", "add_webhook", "invite_member", "create_template", "draft_template"}
MAKES |= {"change_provider", "change_retention", "change_consent", "preview_consent"}
MAKES |= {"word_letter", "unword_letter", "set_mail_time_zone", "preview_letter"}
MAKES |= {"change_look", "set_logo", "remove_logo", "preview_look"}
EACH_BY_ITSELF = {"change_many", "remind_many", "cancel_many"}


ROUTES: Mapping[str, Operation] = {
    name: operation for name, operation in OPERATIONS.items() if "signIn" in operation.opens_by
}


@pytest.fixture(scope="module")
def theirs(other_firm: Firm, api_database: Database) -> Belongings:
    return everything_of(other_firm, api_database)


def test_the_table_names_every_route_behind_a_sign_in() -> None:
    assert set(ROUTES) == set(ACTIONS) | OF_ONESELF
    assert set(ACTIONS.values()) == set(Action)


@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_nobody_gets_at_what_is_anothers_and_who_may_not_is_told_so(name: str, firm: Firm, theirs: Belongings) -> None:
    with untouched(theirs):
        for role in Role:
            answer = theirs.ask(getattr(firm, role), ROUTES[name])
            if role not in MAY[ACTIONS[name]]:
                assert (answer.status, answer.error) == (403, "forbidden"), (role, answer.body)
            elif name in LISTS | EACH_BY_ITSELF | MAKES:
                assert answer.status not in (401, 403), (role, answer.body)
                assert name in EACH_BY_ITSELF or theirs.given_away_by(answer.body) == [], (role, answer.body)
            else:
                assert (answer.status, answer.error) == (404, "not_found"), (role, answer.body)
