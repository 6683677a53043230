"""What `voice_proxy_container` asks for."""

from dataclasses import dataclass

from interview.adapters.mongo.answers import AnswerRepository
from interview.adapters.mongo.client import Database, connect
from interview.adapters.mongo.sessions import SessionRepository
from interview.adapters.mongo.tickets import TicketRepository
from interview.adapters.mongo.transcript_lines import TranscriptLineRepository
from interview.adapters.mongo.usage import UsageRepository
from interview.adapters.secrets import secret
from interview.settings import DatabaseSettings
from interview.use_cases.conversation.begin_conversation import BeginConversation
from interview.use_cases.conversation.check_conversations import CheckConversations
from interview.use_cases.conversation.find_question import FindQuestion
from interview.use_cases.conversation.find_spoken_feedback import FindSpokenFeedback
from interview.use_cases.conversation.meter_voice import MeterVoice
from interview.use_cases.conversation.name_voice import NameVoice
from interview.use_cases.conversation.recall_conversation import RecallConversation
from interview.use_cases.conversation.redeem_voice_ticket import RedeemVoiceTicket
from interview.use_cases.transcripts.begin_take import BeginTake
from interview.use_cases.transcripts.store_live_transcript import StoreLiveTranscript
from interview.use_cases.transcripts.store_transcript_lines import StoreTranscriptLines
from interview.wiring.database import database
from interview.wiring.kept import kept


@dataclass(frozen=True)
class Voice:
    """What the voice proxy asks of the product. What stores has connections of its own: no look-up keeps it waiting."""

    begin_conversation: BeginConversation
    begin_take: BeginTake
    check_conversations: CheckConversations
    find_question: FindQuestion
    find_spoken_feedback: FindSpokenFeedback
    meter: MeterVoice
    name_voice: NameVoice
    recall_conversation: RecallConversation
    redeem_ticket: RedeemVoiceTicket
    store_live_transcript: StoreLiveTranscript
    store_transcript_lines: StoreTranscriptLines


@kept
def voice(settings: DatabaseSettings) -> Voice:
    return voice_of(database(settings), storing_database(settings))


@kept
def storing_database(settings: DatabaseSettings) -> Database:
    """A second client, as `database`."""
    return connect(secret(settings.mongodb_secret_arn, "the database"), settings.mongodb_database)


def voice_of(store: Database, storing: Database) -> Voice:
    answers, sessions = AnswerRepository(store), SessionRepository(storing)
    lines = TranscriptLineRepository(storing)
    return Voice(
        begin_conversation=BeginConversation(SessionRepository(store)),
        begin_take=BeginTake(AnswerRepository(storing), UsageRepository(storing)),
        check_conversations=CheckConversations(SessionRepository(store)),
        find_question=FindQuestion(SessionRepository(store)),
        find_spoken_feedback=FindSpokenFeedback(answers),
        meter=MeterVoice(UsageRepository(store)),
        name_voice=NameVoice(sessions),
        recall_conversation=RecallConversation(answers),
        redeem_ticket=RedeemVoiceTicket(TicketRepository(store), SessionRepository(store)),
        store_live_transcript=StoreLiveTranscript(sessions, AnswerRepository(storing), lines),
        store_transcript_lines=StoreTranscriptLines(sessions, lines),
    )
