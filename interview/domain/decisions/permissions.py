"""Who may do what: interviewers read and note, reviewers score as well, recruiters and admins invite, decide, have
interviews processed and scored again, take results elsewhere, see what many come to together, and write the templates
that interviews follow; admins look after the organisation itself."""

from collections.abc import Mapping
from enum import StrEnum

from interview.domain.accounts import Role

__all__ = ["MAY", "WHO_JUDGES", "Action"]


class Action(StrEnum):
    READ = "read"
    INVITE = "invite"
    PROCESS_AGAIN = "process_again"
    SCORE_ANSWER = "score_answer"
    NOTE = "note"
    TAG = "tag"
    DISMISS_FLAG = "dismiss_flag"
    DECIDE = "decide"
    OVERRIDE = "override"
    SHARE = "share"
    EXPORT = "export"
    ANALYSE = "analyse"
    READ_TEMPLATE = "read_template"
    WRITE_TEMPLATE = "write_template"
    AUDIT = "audit"
    READ_AUDIT_LOG = "read_audit_log"
    MANAGE_KEYS = "manage_keys"
    ERASE = "erase"
    CONFIGURE = "configure"
    MANAGE_MEMBERS = "manage_members"
    MANAGE_WEBHOOKS = "manage_webhooks"


EVERYBODY = frozenset(Role)
WHO_JUDGES = EVERYBODY - {Role.INTERVIEWER}
WHO_DECIDES = frozenset({Role.ADMIN, Role.RECRUITER})
WHO_MANAGES = frozenset({Role.ADMIN})

MAY: Mapping[Action, frozenset[Role]] = {
    Action.READ: EVERYBODY,
    Action.INVITE: WHO_DECIDES,
    Action.PROCESS_AGAIN: WHO_DECIDES,
    Action.SCORE_ANSWER: WHO_JUDGES,
    Action.NOTE: EVERYBODY,
    Action.TAG: WHO_DECIDES,
    Action.DISMISS_FLAG: WHO_DECIDES,
    Action.DECIDE: WHO_DECIDES,
    Action.OVERRIDE: WHO_DECIDES,
    Action.SHARE: WHO_DECIDES,
    Action.EXPORT: WHO_DECIDES,
    Action.ANALYSE: WHO_DECIDES,
    Action.READ_TEMPLATE: EVERYBODY,
    Action.WRITE_TEMPLATE: WHO_DECIDES,
    Action.AUDIT: WHO_DECIDES,
    Action.READ_AUDIT_LOG: WHO_MANAGES,
    Action.MANAGE_KEYS: WHO_MANAGES,
    Action.ERASE: WHO_DECIDES,
    Action.CONFIGURE: WHO_MANAGES,
    Action.MANAGE_MEMBERS: WHO_MANAGES,
    Action.MANAGE_WEBHOOKS: WHO_MANAGES,
}
