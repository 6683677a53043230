"""What one interview may cost: how much of each thing its link may ask for, far above what a person can need; and how
often some things may be asked for, whoever asks.

An interview has at most 150 questions, 50 of them main ones, and a link lasts at most 90 days. docs/security.md lists
every quota with the reason for its size.
"""

from dataclasses import dataclass
from datetime import timedelta

__all__ = [
    "ANALYTICS_LATELY",
    "API_KEYS",
    "COMMENTS",
    "CONTACT_CHANGES",
    "CONTESTS",
    "CORRECTIONS",
    "DECISIONS",
    "DECISIONS_LATELY",
    "DISMISSALS",
    "DISMISSALS_LATELY",
    "EARLY_MERGES",
    "EVENT_DELIVERIES",
    "EXPORTS",
    "EXPORTS_WAITING",
    "FEEDBACK",
    "INVITATION_BATCHES",
    "INVITATION_CHANGES",
    "JUDGEMENTS",
    "JUDGEMENTS_LATELY",
    "KEPT_ANSWERS",
    "KEYS_LATELY",
    "KEY_CALLS",
    "LATE_ATTEMPTS",
    "LATE_MERGES",
    "LETTERS",
    "LETTERS_ASKED_FOR",
    "LIMIT_NAMES",
    "LINKS",
    "LIVE_MESSAGES",
    "LIVE_TAKES",
    "LIVE_TICKETS",
    "LIVE_TICKETS_LATELY",
    "LOGOS",
    "MANIFESTS",
    "MANIFESTS_AT_ONCE",
    "MAX_EXPORTS_WAITING",
    "MAX_OPEN_INTERVIEWS",
    "MAX_TEMPLATES",
    "MEMBERS",
    "MEMBERS_FULL",
    "MEMBER_LETTERS",
    "NOTES",
    "NOTES_LATELY",
    "OPEN_INTERVIEWS",
    "PAGE_ERRORS",
    "PAGE_JOINS",
    "POSTED_BYTES",
    "PROCTORING_EVENTS",
    "PUBLIC_REQUESTS",
    "PUBLIC_REQUESTS_OF_ADDRESS",
    "PUBLIC_REQUESTS_OF_LINK",
    "PUBLIC_REQUESTS_OF_NETWORK",
    "QUESTIONS",
    "QUESTION_SEARCHES",
    "QUOTAS",
    "RATES",
    "RATINGS",
    "REMINDERS_ASKED_FOR",
    "REPLAYS",
    "RESCORED_ANSWERS",
    "RESCORES",
    "RESTARTS",
    "RESULT_LOOKS",
    "SELF_IDENTIFICATIONS",
    "SHARES",
    "SHARES_LATELY",
    "SHARE_COMMENTS",
    "SHARE_LOOKS",
    "SIGN_INS",
    "SPOKEN_CHARACTERS",
    "TAGS",
    "TAG_CHANGES_LATELY",
    "TEMPLATES",
    "TEMPLATE_CHANGES",
    "TEMPLATE_DRAFTS",
    "TEXT_ANSWERS",
    "TIMES_TOLD",
    "TRANSCRIBED_SECONDS",
    "UNREADABLE_INTERVIEWS",
    "UPLOAD_POLICIES",
    "UPLOAD_TESTS",
    "VOICE_SECONDS",
    "VOICE_TICKETS",
    "WATCHING",
    "WATCHING_PERSON",
    "WATCHING_TICKETS",
    "WEBHOOKS",
    "Quota",
    "Rate",
]


@dataclass(frozen=True)
class Quota:
    """At most `most` of a thing for each session, or for each of its questions. `refusal` is what the refused one is
    told; None where nobody asked, and the work goes on in another way. `once` is the name
    under which it was counted before: that counts as well."""

    name: str
    most: int
    refusal: str | None
    per_question: bool = False
    once: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All under which it is counted."""
        return (self.name, self.once) if self.once else (self.name,)


@dataclass(frozen=True)
class Rate:
    """At most `most` of a thing within `per`, which begins with the first of them. `refusal` as that of a quota."""

    name: str
    most: int
    per: timedelta
    refusal: str


LIVE_TICKETS = Quota(
    "live_tickets", 2_000, "The live connection was opened too often. The interview goes on without it."
)
VOICE_TICKETS = Quota(
    "voice_tickets", 2_000, "The voice was connected too often. The interview goes on without it: read the questions."
)
VOICE_SECONDS = Quota(
    "voice_seconds", 24 * 60 * 60, "The voice has been on for very long. The interview goes on without it."
)
SPOKEN_CHARACTERS = Quota(
    "spoken_characters", 500_000, "The voice has said very much. The interview goes on without it: read the questions."
)
PROCTORING_EVENTS = Quota("proctoring_events", 2_000, "There are too many events of this interview.")
UPLOAD_TESTS = Quota("upload_tests", 500, "The connection was tested too often. Go on without the test.")
UPLOAD_POLICIES = Quota(
    "upload_policies", 1_000, "This question was recorded too often. Contact your recruiter.", per_question=True
)
POSTED_BYTES = Quota("posted_bytes", 32 * 1024**3, None)
MANIFESTS = Quota(
    "manifests",
    1_000,
    "What was recorded for this question changed too often. Contact your recruiter.",
    per_question=True,
)
CORRECTIONS = Quota(
    "corrections", 100, "This answer was corrected too often. The last correction counts.", per_question=True
)
TEXT_ANSWERS = Quota(
    "text_answers", 200, "This answer was changed too often. The last text that was sent counts.", per_question=True
)
FEEDBACK = Quota(
    "feedback",
    20,
    "This answer was reviewed too often. The interview goes on without another review.",
    per_question=True,
    once="reviews",
)
PREPARED_FEEDBACK = Quota(
    "prepared_feedback",
    10,
    "This answer was reviewed ahead too often. It is reviewed when it is over.",
    per_question=True,
)
LIVE_TAKES = Quota(
    "live_takes",
    300,
    "This answer was begun too often. The interview goes on without its words on the screen.",
    per_question=True,
)
TRANSCRIBED_SECONDS = Quota(
    "transcribed_seconds",
    24 * 60 * 60,
    "More was recorded in this interview than is put into words: 24 hours. The recording is there to listen to.",
)
EARLY_MERGES = Quota("early_merges", 20, None, per_question=True)
LATE_MERGES = Quota("late_merges", 200, None, per_question=True)
TIMES_TOLD = Quota("times_told", 6_000, None, per_question=True)
RESTARTS = Quota("restarts", 50, "This interview was processed too often. What is there stays.")
LATE_ATTEMPTS = Quota("late_attempts", 100, None)
CONTESTS = Quota("contests", 20, "You have written very often. The last words that were sent count.")
CONTACT_CHANGES = Quota("contact_changes", 10, "Your name and address were changed very often. Ask your recruiter.")
SELF_IDENTIFICATIONS = Quota(
    "self_identifications", 20, "This was answered very often. The last answer counts; you can still take it back."
)
RATINGS = Quota("ratings", 20, "This was answered very often. The last answer counts.")
RESCORES = Quota(
    "rescores", 10, "This answer was scored again too often. The scores there are stay.", per_question=True
)
DECISIONS = Quota("decisions", 200, "This interview was decided about too often. The last decision holds.")
NOTES = Quota("notes", 500, "This interview has 500 notes, as many as there may be.")
COMMENTS = Quota("comments", 200, "This result has 200 comments, as many as there may be.")
"""Of the notes: who wrote them has no account, and leaves room for those who have one."""
DISMISSALS = Quota("dismissals", 4_000, "Flags of this interview were set aside too often. What was said last holds.")
JUDGEMENTS = Quota(
    "judgements", 2_000, "The answers of this interview were judged too often. What each person gave last counts."
)
SHARES = Quota("shares", 100, "This interview was shared 100 times, as often as it may be.")

LETTERS_ASKED_FOR = Quota(
    "letters_asked_for", 20, "This candidate was written to very often. Reach them in another way."
)

QUOTAS = (
    LIVE_TICKETS,
    VOICE_TICKETS,
    VOICE_SECONDS,
    SPOKEN_CHARACTERS,
    PROCTORING_EVENTS,
    UPLOAD_TESTS,
    UPLOAD_POLICIES,
    POSTED_BYTES,
    MANIFESTS,
    CORRECTIONS,
    TEXT_ANSWERS,
    FEEDBACK,
    PREPARED_FEEDBACK,
    LIVE_TAKES,
    TRANSCRIBED_SECONDS,
    EARLY_MERGES,
    LATE_MERGES,
    TIMES_TOLD,
    RESTARTS,
    LATE_ATTEMPTS,
    CONTESTS,
    CONTACT_CHANGES,
    RATINGS,
    RESCORES,
    DECISIONS,
    JUDGEMENTS,
    NOTES,
    COMMENTS,
    DISMISSALS,
    SELF_IDENTIFICATIONS,
    SHARES,
    LETTERS_ASKED_FOR,
)

LIVE_MESSAGES = Rate(
    "live_messages",
    300,
    timedelta(minutes=1),
    "Too many messages came at once. Wait a minute, then open another socket.",
)
LIVE_TICKETS_LATELY = Rate(
    "live_tickets_lately",
    60,
    timedelta(minutes=10),
    "The live connection was opened too often. The interview goes on without it for a while.",
)
EVENT_DELIVERIES = Rate(
    "event_deliveries",
    120,
    timedelta(minutes=10),
    "Too many were brought at once. What the browser noticed is kept there: bring it later.",
)
WATCHING_TICKETS = Rate(
    "watching_tickets", 600, timedelta(hours=1), "The live connection was opened too often. Wait a while, then reload."
)
RESULT_LOOKS = Rate(
    "result_looks", 600, timedelta(minutes=10), "The result was asked for very often. Wait a while, then reload."
)
PAGE_ERRORS = Rate("page_errors", 2_000, timedelta(minutes=10), "Enough is known of the pages for now.")
PAGE_JOINS = Rate("page_joins", 2_000, timedelta(minutes=10), "Enough is known of joining for now.")
"""Anybody may tell of either, and so they are counted apart: what is told of joining hides no fault."""
UNREADABLE_INTERVIEWS = Rate(
    "unreadable_interviews", 2, timedelta(days=1), "More recordings than one person's cannot be used."
)
LETTERS = Rate("letters", 10_000, timedelta(days=1), "Your organisation has sent 10,000 mails within a day.")
INVITATION_BATCHES = Rate(
    "invitation_batches", 40, timedelta(days=1), "You have sent 40 lists of people within a day, as many as one may."
)
LOGOS = Rate("logos", 50, timedelta(days=1), "Your organisation has sent 50 logos within a day.")
INVITATION_CHANGES = Rate(
    "invitation_changes", 100, timedelta(days=1), "This invitation was changed 100 times within a day. Go on tomorrow."
)
LINKS = Rate("links", 5_000, timedelta(days=1), "Your organisation has issued 5,000 links within a day.")

REMINDERS_ASKED_FOR = Rate(
    "reminders_asked_for", 1, timedelta(days=1), "This candidate was reminded within the last 24 hours."
)
PUBLIC_REQUESTS = Rate(
    "public_requests",
    2_000,
    timedelta(days=1),
    "Very many people have asked for interviews of this organisation within a day. Come back tomorrow.",
)
PUBLIC_REQUESTS_OF_LINK = Rate(
    "public_requests_of_link",
    500,
    timedelta(days=1),
    "As many people as may have asked by this link within a day. Come back tomorrow.",
)
"""At most: each link has a number of its own."""
PUBLIC_REQUESTS_OF_NETWORK = Rate(
    "public_requests_of_network",
    30,
    timedelta(hours=1),
    "Very many people have asked for interviews from this network. Wait a while, then go on.",
)
PUBLIC_REQUESTS_OF_ADDRESS = Rate(
    "public_requests_of_address", 5, timedelta(days=1), "This address was written to very often within a day."
)
"""Which nobody is told: the page says the same of every address."""
MEMBER_LETTERS = Rate(
    "member_letters",
    200,
    timedelta(days=1),
    "Your organisation has invited colleagues 200 times within a day, as often as it may.",
)
RESCORED_ANSWERS = Rate(
    "rescored_answers",
    2_000,
    timedelta(days=1),
    "Your organisation has had as many answers scored again as it may within a day.",
)
EXPORTS = Rate(
    "exports", 100, timedelta(days=1), "You have exported 100 times within a day, as often as one person may."
)
ANALYTICS_LATELY = Rate(
    "analytics_lately",
    120,
    timedelta(minutes=10),
    "You have had figures counted very often. Wait a while, then go on.",
)
QUESTIONS = Rate(
    "questions",
    300,
    timedelta(days=1),
    "You have asked 300 questions across interviews within a day, as many as one person may.",
)
QUESTION_SEARCHES = Rate(
    "question_searches",
    600,
    timedelta(minutes=10),
    "You have looked for questions of other templates very often. Wait a while, then go on.",
)
SHARES_LATELY = Rate(
    "shares_lately",
    100,
    timedelta(days=1),
    "You have made 100 links to results within a day, as many as one person may.",
)
SHARE_LOOKS = Rate(
    "share_looks", 600, timedelta(minutes=10), "This was looked at very often. Wait a while, then reload."
)
SHARE_COMMENTS = Rate(
    "share_comments", 10, timedelta(hours=1), "You have commented very often. Wait a while, then go on."
)
TEMPLATE_CHANGES = Rate(
    "template_changes",
    500,
    timedelta(days=1),
    "You have saved templates 500 times within a day, as often as one person may.",
)
TEMPLATE_DRAFTS = Rate(
    "template_drafts",
    30,
    timedelta(days=1),
    "You have had 30 templates drafted within a day, as many as one person may.",
)

KEY_CALLS = Rate(
    "key_calls", 600, timedelta(minutes=1), "This API key was used 600 times within a minute. Wait a while."
)
KEPT_ANSWERS = Rate(
    "kept_answers",
    20_000,
    timedelta(days=1),
    "You have sent 20,000 requests with an Idempotency-Key within a day, as many as are kept of one person.",
)
REPLAYS = Rate(
    "replays", 500, timedelta(hours=1), "You have had webhooks told again very often. Wait a while, then go on."
)
KEYS_LATELY = Rate(
    "keys_lately", 50, timedelta(days=1), "You have made 50 API keys within a day, as many as one person may."
)

DECISIONS_LATELY = Rate(
    "decisions_lately",
    40,
    timedelta(days=1),
    "You have decided about this interview very often within a day. Your last decision stands.",
)
JUDGEMENTS_LATELY = Rate(
    "judgements_lately",
    400,
    timedelta(days=1),
    "You have judged the answers of this interview very often within a day. What you gave last counts.",
)
NOTES_LATELY = Rate(
    "notes_lately", 100, timedelta(days=1), "You have written 100 notes on this interview within a day. Go on tomorrow."
)
DISMISSALS_LATELY = Rate(
    "dismissals_lately",
    1_000,
    timedelta(days=1),
    "You have set flags of this interview aside very often within a day. What was said last holds.",
)
TAG_CHANGES_LATELY = Rate(
    "tag_changes_lately",
    100,
    timedelta(days=1),
    "You have changed the tags of this interview very often within a day. Go on tomorrow.",
)
"""Of one person in one interview: a part of what it may have in all, so that nobody uses up what others need."""
RATES = (
    ANALYTICS_LATELY,
    DECISIONS_LATELY,
    DISMISSALS_LATELY,
    EVENT_DELIVERIES,
    EXPORTS,
    JUDGEMENTS_LATELY,
    KEPT_ANSWERS,
    KEYS_LATELY,
    KEY_CALLS,
    LETTERS,
    INVITATION_BATCHES,
    INVITATION_CHANGES,
    LINKS,
    LOGOS,
    LIVE_MESSAGES,
    LIVE_TICKETS_LATELY,
    MEMBER_LETTERS,
    NOTES_LATELY,
    PAGE_ERRORS,
    PAGE_JOINS,
    PUBLIC_REQUESTS,
    PUBLIC_REQUESTS_OF_ADDRESS,
    PUBLIC_REQUESTS_OF_LINK,
    PUBLIC_REQUESTS_OF_NETWORK,
    QUESTIONS,
    QUESTION_SEARCHES,
    REMINDERS_ASKED_FOR,
    REPLAYS,
    RESCORED_ANSWERS,
    RESULT_LOOKS,
    SHARES_LATELY,
    SHARE_COMMENTS,
    SHARE_LOOKS,
    TAG_CHANGES_LATELY,
    TEMPLATE_CHANGES,
    TEMPLATE_DRAFTS,
    UNREADABLE_INTERVIEWS,
    WATCHING_TICKETS,
)

SIGN_INS = "sign_ins"
MEMBERS = "members"
MANIFESTS_AT_ONCE = "manifests_at_once"
OPEN_INTERVIEWS = "open_interviews"
TEMPLATES = "templates"
TAGS = "tags"
API_KEYS = "api_keys"
WEBHOOKS = "webhooks"
EXPORTS_WAITING = "exports_waiting"
WATCHING = "watching"
WATCHING_PERSON = "watching_person"
LIMIT_NAMES = (
    *(limit.name for limit in (*QUOTAS, *RATES)),
    *(
        SIGN_INS,
        MEMBERS,
        MANIFESTS_AT_ONCE,
        OPEN_INTERVIEWS,
        TEMPLATES,
        TAGS,
        API_KEYS,
        WEBHOOKS,
        EXPORTS_WAITING,
        WATCHING,
        WATCHING_PERSON,
    ),
)
"""Of all that somebody may be told to have reached."""

MEMBERS_FULL = "Your organisation has {most:,} members and invitations, as many as it may."
MAX_WATCHING = 1_000
"""Sockets of `/live` of one organisation's people: forty beats a second of the thousand messages that all share."""
WATCHING_FULL = (
    "Your organisation watches {most:,} interviews live, as many as it may at once. Close one that nobody looks at."
)
MAX_WATCHING_PERSON = 50
"""Of one person, for whatever sessions: nobody looks at so many, and twenty people find room beside each other."""
WATCHING_FULL_PERSON = (
    "You watch {most:,} interviews live, as many as one person may at once. Close one that you do not need."
)
WATCHING_AGAIN_AFTER_S = 60
MAX_EXPORTS_WAITING = 5
"""Of one person: two are made at once, and others wait for theirs, too."""
EXPORTS_WAITING_FULL = "{most} of your exports are being made, as many as may be at once. Wait for one of them."
EXPORTS_AGAIN_AFTER_S = 30
MAX_OPEN_INTERVIEWS = 30_000
"""Of one organisation: a thousand new ones a day whose links last a month, if nobody comes."""
MAX_TEMPLATES = 500
"""Of one organisation: as many as one answer of the API can list, whatever they are called."""
