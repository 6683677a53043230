"""What happened to an interview, as other parts are told of it: ids and codes, never a name or a word that was said.

An event is stored in the same write as the change that it tells of, and published after it; docs/events.md describes
each. `session_version` counts the changes of a session: whoever hears of a lower one than is known by now drops it.
What was stored or sent once is read for ever: fields are added, with a default, and `schema_version` is raised.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID, uuid5

from pydantic import ConfigDict, Field, TypeAdapter, computed_field

from interview.domain.decisions.choice import Choice
from interview.domain.sessions.session import Session, SessionState
from interview.domain.values import Value

__all__ = [
    "EVENTS",
    "AnswerScored",
    "DecisionMade",
    "Event",
    "FlagDismissed",
    "FlagRecorded",
    "JudgedByPerson",
    "LinkIssued",
    "NoteAdded",
    "ResultContested",
    "ResultShared",
    "ScorecardMade",
    "SessionChanged",
    "SessionErased",
    "ShareRevoked",
    "TagsChanged",
    "event_of",
    "link_issued",
]


class _Data(Value):
    model_config = ConfigDict(hide_input_in_errors=True)


class _Event(Value):
    """What all events have. A field that is not known here is passed over: a newer version may say more."""

    model_config = ConfigDict(hide_input_in_errors=True)

    schema_version: int = Field(default=1, ge=1, description="of this type's fields")
    at: datetime = Field(description="when it happened")
    organisation_id: UUID = Field(description="whose interview it is")
    session_id: UUID = Field(description="the interview")
    session_version: int = Field(
        ge=0, description="how often the session had changed by then; each change has one SessionChanged"
    )

    @computed_field(description="of the event: what is published twice has the same")  # type: ignore[prop-decorator]
    @property
    def id(self) -> UUID:
        return uuid5(self.session_id, f"{type(self).__name__}/{self._which}")

    @property
    def _which(self) -> str:
        """Of the events of this type of a session."""
        return str(self.session_version)


class StateData(_Data):
    state: SessionState = Field(description="the state that the session has since")


class SessionChanged(_Event):
    """The session has another state, or something of its invitation was changed under the same."""

    type: Literal["SessionChanged"] = "SessionChanged"
    data: StateData


class LinkData(_Data):
    link_number: int = Field(ge=0, description="0 for the first link, one more for each that took its place")
    expires_at: datetime = Field(description="the end of the link's time")


class LinkIssued(_Event):
    """The candidate has a link: the first, another, or one with another end. The link itself is told to nobody."""

    type: Literal["LinkIssued"] = "LinkIssued"
    data: LinkData


class ScoreData(_Data):
    question_index: int = Field(ge=0, description="the answer's question")
    fingerprint: str = Field(description="of what was scored, and how: another score has another")


class AnswerScored(_Event):
    """An answer has a score, the first or another."""

    type: Literal["AnswerScored"] = "AnswerScored"
    data: ScoreData

    @property
    def _which(self) -> str:
        return f"{self.data.question_index}/{self.data.fingerprint}"


class ScorecardData(_Data):
    version: int = Field(ge=1, description="of the interview's scorecard: one more for each that took its place")


class ScorecardMade(_Event):
    """The interview has a scorecard, the first or one in the place of another."""

    type: Literal["ScorecardMade"] = "ScorecardMade"
    data: ScorecardData

    @property
    def _which(self) -> str:
        return str(self.data.version)


class FlagData(_Data):
    flag_id: UUID = Field(description="the flag's id in the results")
    flag_type: str = Field(description="what was noticed, as the results name it")
    question_index: int | None = Field(default=None, ge=0, description="the question that was asked, if any was")


class FlagRecorded(_Event):
    """The candidate's browser noticed something. Told of by the sweeper, within minutes."""

    type: Literal["FlagRecorded"] = "FlagRecorded"
    data: FlagData

    @property
    def _which(self) -> str:
        return str(self.data.flag_id)


class ContestData(_Data):
    changed_at: datetime = Field(description="when the candidate wrote, the first time or another")


class ResultContested(_Event):
    """The candidate wants a person to look at what was judged. Their words are in the results."""

    type: Literal["ResultContested"] = "ResultContested"
    data: ContestData

    @property
    def _which(self) -> str:
        return self.data.changed_at.isoformat()


class DecisionData(_Data):
    entry_id: UUID = Field(description="the decision's id")
    choice: Choice = Field(description="what becomes of the candidate")


class DecisionMade(_Event):
    """Somebody decided what becomes of the candidate, for the first time or anew."""

    type: Literal["DecisionMade"] = "DecisionMade"
    data: DecisionData

    @property
    def _which(self) -> str:
        return str(self.data.entry_id)


class JudgementData(_Data):
    entry_id: UUID = Field(description="the judgement's id")
    question_index: int | None = Field(
        default=None, ge=0, description="the answer's question; null where the overall figure was overridden"
    )


class JudgedByPerson(_Event):
    """A person judged an answer, or overrode the interview's overall figure."""

    type: Literal["JudgedByPerson"] = "JudgedByPerson"
    data: JudgementData

    @property
    def _which(self) -> str:
        return str(self.data.entry_id)


class NoteData(_Data):
    note_id: UUID = Field(description="the note's id")


class NoteAdded(_Event):
    """Somebody wrote a note on the interview."""

    type: Literal["NoteAdded"] = "NoteAdded"
    data: NoteData

    @property
    def _which(self) -> str:
        return str(self.data.note_id)


class TagsData(_Data):
    change_id: UUID = Field(description="of this change")


class TagsChanged(_Event):
    """Somebody put tags on the interview, or took some off."""

    type: Literal["TagsChanged"] = "TagsChanged"
    data: TagsData

    @property
    def _which(self) -> str:
        return str(self.data.change_id)


class DismissalData(_Data):
    entry_id: UUID = Field(description="the dismissal's id")
    flag_id: UUID = Field(description="the flag's id in the results")
    dismissed: bool = Field(description="false where a dismissal was taken back")


class FlagDismissed(_Event):
    """Somebody set a flag aside, or took that back."""

    type: Literal["FlagDismissed"] = "FlagDismissed"
    data: DismissalData

    @property
    def _which(self) -> str:
        return str(self.data.entry_id)


class ShareData(_Data):
    share_id: UUID = Field(description="the link's id")


class _ShareEvent(_Event):
    data: ShareData

    @property
    def _which(self) -> str:
        return str(self.data.share_id)


class ResultShared(_ShareEvent):
    """Somebody made a link by which the result is seen without an account. Told of by the sweeper, within minutes."""

    type: Literal["ResultShared"] = "ResultShared"


class ShareRevoked(_ShareEvent):
    """Somebody ended such a link before its time. Told of by the sweeper, within minutes."""

    type: Literal["ShareRevoked"] = "ShareRevoked"


class ErasedData(_Data):
    pass


class SessionErased(_Event):
    """The interview was erased, with all that was known of it. Told of by the sweeper, within minutes."""

    type: Literal["SessionErased"] = "SessionErased"
    data: ErasedData = ErasedData.model_construct()

    @property
    def _which(self) -> str:
        return ""


EVENTS = (
    SessionChanged,
    LinkIssued,
    AnswerScored,
    ScorecardMade,
    FlagRecorded,
    ResultContested,
    DecisionMade,
    JudgedByPerson,
    NoteAdded,
    TagsChanged,
    FlagDismissed,
    ResultShared,
    ShareRevoked,
    SessionErased,
)
Event: TypeAlias = Annotated[
    SessionChanged
    | LinkIssued
    | AnswerScored
    | ScorecardMade
    | FlagRecorded
    | ResultContested
    | DecisionMade
    | JudgedByPerson
    | NoteAdded
    | TagsChanged
    | FlagDismissed
    | ResultShared
    | ShareRevoked
    | SessionErased,
    Field(discriminator="type"),
]

_OF_TYPE: Mapping[str, type[Event]] = {kind.__name__: kind for kind in EVENTS}
"""Which is worked out alone: a function that comes upon one seldom comes upon all."""
_ANY: TypeAdapter[Event] = TypeAdapter(Event, config=ConfigDict(defer_build=True))


def event_of(stored: Mapping[str, Any]) -> Event:
    """The event that was stored or sent. Raises pydantic's ValidationError for what is none of ours."""
    kind = _OF_TYPE.get(stored.get("type", ""))
    return kind.model_validate(stored) if kind else _ANY.validate_python(stored)


def link_issued(session: Session) -> tuple[Event, Event]:
    """What a new session is told of with."""
    of_session = {
        "at": session.created_at,
        "organisation_id": session.organisation_id,
        "session_id": session.id,
        "session_version": session.version,
    }
    link = LinkData(link_number=session.link_number, expires_at=session.expires_at)
    return SessionChanged(**of_session, data=StateData(state=session.state)), LinkIssued(**of_session, data=link)
