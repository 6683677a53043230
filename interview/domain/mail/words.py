"""What letters say, by kind and language. `{name}` and the others are filled in by `rendering`."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from interview.domain.languages import Language
from interview.domain.mail.letters import LetterKind

__all__ = ["WORDS", "LetterWords", "Words"]


class LetterWords(NamedTuple):
    """`button` is the text of the link. `last` stands small below it."""

    subject: str
    paragraphs: Sequence[str]
    button: str = ""
    last: Sequence[str] = ()


class Words(NamedTuple):
    """Of a language. `decisions` are the letters of what was decided, by the choice, `faults` what is wrong with a
    webhook."""

    letters: Mapping[LetterKind, LetterWords]
    decisions: Mapping[str, LetterWords]
    faults: Mapping[str, str]
    greeting: str
    greeting_without_name: str
    moment: Callable[[datetime, str], str]
    copy_link: str
    unsubscribe: str
    unsubscribe_results: str
    automatic: str
    contact: str
    privacy: str
    several: str
    """The subject where more than one interview is ready."""
    ready: str
    """Of a title, how many of its interviews are ready."""
    example_name: str
    example_title: str
    """Of nobody: what a preview is filled in with."""


_DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS_DE = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTHS_DE = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)


def _english(at: datetime, zone: str) -> str:
    return f"{_DAYS_EN[at.weekday()]}, {at.day} {_MONTHS_EN[at.month - 1]} {at.year}, {at:%H:%M} ({zone})"


def _german(at: datetime, zone: str) -> str:
    return f"{_DAYS_DE[at.weekday()]}, {at.day}. {_MONTHS_DE[at.month - 1]} {at.year}, {at:%H:%M} Uhr ({zone})"


_ENGLISH = Words(
    letters={
        LetterKind.INVITATION: LetterWords(
            "Your video interview with {organisation}: {title}",
            (
                "{organisation} invites you to a video interview: “{title}”.",
                "You answer in your browser, whenever it suits you. There is nothing to install, and you can try out "
                "camera and microphone before you begin.",
                "The link is for you alone. It works until {until}.",
            ),
            "Open the interview",
            ("Please do not pass this link on: whoever has it can answer in your name.",),
        ),
        LetterKind.REMINDER: LetterWords(
            "Reminder: your video interview with {organisation}",
            (
                "Your video interview “{title}” with {organisation} is still open.",
                "You can begin until {until}. If you have begun already, go on soon where you stopped: after a long "
                "break your interview is handed in as it is.",
            ),
            "Open the interview",
        ),
        LetterKind.LINK_REPLACED: LetterWords(
            "Your new interview link: {title}",
            (
                "You have a new link to your video interview “{title}” with {organisation}. The earlier one no longer "
                "works.",
                "What you have recorded so far is kept. The new link works until {until}.",
            ),
            "Open the interview",
            ("Please do not pass this link on: whoever has it can answer in your name.",),
        ),
        LetterKind.FINISHED: LetterWords(
            "We have received your interview: {title}",
            (
                "Thank you. Your answers to “{title}” have arrived.",
                "{organisation} will look at them and get back to you. You need not do anything more.",
                "On your interview page you can see what was recorded and what becomes of it.",
            ),
            "Open your interview page",
        ),
        LetterKind.CANCELLED: LetterWords(
            "Your interview with {organisation} was cancelled: {title}",
            (
                "{organisation} has cancelled your video interview “{title}”. You need not do anything more.",
                "Nobody judges what you may have recorded so far. On your interview page you can delete it at once.",
                "Thank you for your time. If you have a question, or think that this is a mistake, just reply.",
            ),
            "Open your interview page",
        ),
        LetterKind.RESULTS_READY: LetterWords(
            "An interview is ready to look at",
            ("These interviews have been processed since we last wrote:",),
            "Open the list",
        ),
        LetterKind.INTERVIEW_REQUEST: LetterWords(
            "Confirm your address: {title}",
            (
                "Somebody, probably you, asked {organisation} for the video interview “{title}” with this address.",
                "Confirm your address to open the interview. The link works until {until}.",
            ),
            "Confirm and open the interview",
            ("If it was not you, you can ignore this message: nothing happens, and your address is deleted.",),
        ),
        LetterKind.ADDRESS_CONFIRMATION: LetterWords(
            "Is this your address? Messages of {organisation}",
            (
                "Somebody who takes part in a video interview of {organisation} asked that messages about it go to "
                "this address.",
                "If it was you, confirm it by this link, until {until}.",
            ),
            "Confirm the address",
            ("If it was not you, you can ignore this message: nothing more is sent to you.",),
        ),
        LetterKind.ADDRESS_CHANGED: LetterWords(
            "Messages of {organisation} go to another address now",
            (
                "Somebody who has the link to your video interview of {organisation} asked that messages about it go "
                "to another address, and confirmed that address.",
                "If it was you, you need not do anything.",
            ),
            last=(
                "If it was not you, tell {organisation}: they can give you a new link, and the one before ends then.",
            ),
        ),
        LetterKind.MEMBER_INVITATION: LetterWords(
            "{inviter} invites you to {organisation} on Colloquy",
            (
                "{inviter} would like to work with you on the video interviews of {organisation}.",
                "Choose a password to begin. The link works once, until {until}.",
            ),
            "Accept the invitation",
            ("If you do not know what this is about, you can ignore this message.",),
        ),
        LetterKind.PASSWORD_RESET: LetterWords(
            "Choose a new password",
            (
                "Somebody asked for a new password for your account with {organisation}.",
                "If it was you, choose one by this link. It works once, until {until}.",
            ),
            "Choose a new password",
            ("If it was not you, you can ignore this message: your password stays as it is.",),
        ),
        LetterKind.SECOND_FACTOR_ON: LetterWords(
            "Two-step sign-in is on",
            (
                "From now on, your account with {organisation} asks for a code of your authenticator app after the "
                "password.",
                "Keep the recovery codes where you find them without your phone: each lets you in once.",
            ),
            "Open your account",
            (
                "If it was not you, somebody knows your password: ask an admin of {organisation} to take the second "
                "step away, then choose a new password.",
            ),
        ),
        LetterKind.SECOND_FACTOR_OFF: LetterWords(
            "Two-step sign-in is off",
            (
                "Your account with {organisation} no longer asks for a code after the password. You switched that off, "
                "or an admin did it for you.",
                "You can set it up again in your account.",
            ),
            "Open your account",
            ("If you do not know why, choose a new password and speak to an admin of {organisation}.",),
        ),
        LetterKind.WEBHOOK_DISABLED: LetterWords(
            "A webhook of {organisation} was switched off",
            (
                "Colloquy tells {title} nothing any more: {fault}",
                "What waits is kept for eight days. Switch the webhook on again, and it is delivered.",
            ),
            "Open the webhooks",
            ("You get this message because you are an admin of {organisation}.",),
        ),
    },
    faults={
        "failing": "it has not taken anything for a week.",
        "gone": "it answered that it is gone for good (410).",
    },
    decisions={
        "advance": LetterWords(
            "Your interview with {organisation}: {title}",
            (
                "Thank you for your interview. {organisation} would like to get to know you better.",
                "Somebody will contact you soon about the next step.",
            ),
        ),
        "reject": LetterWords(
            "Your interview with {organisation}: {title}",
            (
                "Thank you for your interest, and for the time that you took for the interview “{title}”.",
                "{organisation} has decided to go on with other applicants this time. We wish you every success.",
                "If you would like a person to look at your answers again, you can say so on your interview page.",
            ),
            "Open your interview page",
        ),
    },
    greeting="Hello {name},",
    greeting_without_name="Hello,",
    moment=_english,
    copy_link="If the button does not work, copy this address into your browser:",
    unsubscribe="No more reminders of this interview",
    unsubscribe_results="No more of these messages",
    automatic="This message was sent automatically by Colloquy on behalf of {organisation}.",
    contact="Questions? {contact}",
    privacy="Privacy notice",
    several="{count} interviews are ready to look at",
    ready="{title}: {count}",
    example_name="Ada Lovelace",
    example_title="Backend engineer",
)

_GERMAN = Words(
    letters={
        LetterKind.INVITATION: LetterWords(
            "Ihr Videointerview bei {organisation}: {title}",
            (
                "{organisation} lädt Sie zu einem Videointerview ein: „{title}“.",
                "Sie antworten im Browser, wann es Ihnen passt. Sie müssen nichts installieren und können Kamera und "
                "Mikrofon vorher ausprobieren.",
                "Der Link ist nur für Sie. Er gilt bis {until}.",
            ),
            "Interview öffnen",
            ("Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann in Ihrem Namen antworten.",),
        ),
        LetterKind.REMINDER: LetterWords(
            "Erinnerung: Ihr Videointerview bei {organisation}",
            (
                "Ihr Videointerview „{title}“ bei {organisation} ist noch offen.",
                "Sie können bis {until} beginnen. Haben Sie schon begonnen? Dann machen Sie bald dort weiter, wo Sie "
                "aufgehört haben: Nach einer langen Pause wird Ihr Interview so abgegeben, wie es ist.",
            ),
            "Interview öffnen",
        ),
        LetterKind.LINK_REPLACED: LetterWords(
            "Ihr neuer Link zum Interview: {title}",
            (
                "Sie haben einen neuen Link zu Ihrem Videointerview „{title}“ bei {organisation}. Der bisherige gilt "
                "nicht mehr.",
                "Was Sie schon aufgenommen haben, bleibt erhalten. Der neue Link gilt bis {until}.",
            ),
            "Interview öffnen",
            ("Bitte geben Sie den Link nicht weiter: Wer ihn hat, kann in Ihrem Namen antworten.",),
        ),
        LetterKind.FINISHED: LetterWords(
            "Ihr Interview ist angekommen: {title}",
            (
                "Vielen Dank. Ihre Antworten zu „{title}“ sind angekommen.",
                "{organisation} sieht sie sich an und meldet sich bei Ihnen. Sie müssen nichts weiter tun.",
                "Auf Ihrer Interviewseite sehen Sie, was aufgenommen wurde und was damit geschieht.",
            ),
            "Interviewseite öffnen",
        ),
        LetterKind.CANCELLED: LetterWords(
            "Ihr Interview bei {organisation} wurde abgesagt: {title}",
            (
                "{organisation} hat Ihr Videointerview „{title}“ abgesagt. Sie müssen nichts weiter tun.",
                "Was Sie bis dahin vielleicht aufgenommen haben, bewertet niemand. Auf Ihrer Interviewseite können Sie "
                "es sofort löschen.",
                "Vielen Dank für Ihre Zeit. Wenn Sie eine Frage haben oder an ein Versehen glauben, antworten Sie "
                "einfach auf diese Nachricht.",
            ),
            "Interviewseite öffnen",
        ),
        LetterKind.RESULTS_READY: LetterWords(
            "Ein Interview ist ausgewertet",
            ("Seit unserer letzten Nachricht sind diese Interviews fertig geworden:",),
            "Liste öffnen",
        ),
        LetterKind.INTERVIEW_REQUEST: LetterWords(
            "Bitte bestätigen Sie Ihre Adresse: {title}",
            (
                "Jemand, vermutlich Sie, hat mit dieser Adresse bei {organisation} um das Videointerview „{title}“ "
                "gebeten.",
                "Bestätigen Sie Ihre Adresse, um das Interview zu öffnen. Der Link gilt bis {until}.",
            ),
            "Bestätigen und Interview öffnen",
            (
                "Wenn Sie das nicht waren, können Sie diese Nachricht ignorieren: Es geschieht nichts, und Ihre "
                "Adresse wird gelöscht.",
            ),
        ),
        LetterKind.ADDRESS_CONFIRMATION: LetterWords(
            "Ist das Ihre Adresse? Nachrichten von {organisation}",
            (
                "Jemand, der an einem Videointerview von {organisation} teilnimmt, möchte Nachrichten dazu an diese "
                "Adresse bekommen.",
                "Wenn Sie das sind, bestätigen Sie die Adresse bis {until} über diesen Link.",
            ),
            "Adresse bestätigen",
            ("Wenn Sie das nicht waren, können Sie diese Nachricht ignorieren: Es folgt keine weitere.",),
        ),
        LetterKind.ADDRESS_CHANGED: LetterWords(
            "Nachrichten von {organisation} gehen jetzt an eine andere Adresse",
            (
                "Jemand, der den Link zu Ihrem Videointerview von {organisation} hat, möchte Nachrichten dazu an eine "
                "andere Adresse bekommen und hat diese Adresse bestätigt.",
                "Wenn Sie das waren, brauchen Sie nichts zu tun.",
            ),
            last=(
                "Wenn Sie das nicht waren, wenden Sie sich bitte an {organisation}: Dort bekommen Sie einen neuen "
                "Link, und der bisherige gilt dann nicht mehr.",
            ),
        ),
        LetterKind.MEMBER_INVITATION: LetterWords(
            "{inviter} lädt Sie zu {organisation} auf Colloquy ein",
            (
                "{inviter} möchte mit Ihnen an den Videointerviews von {organisation} arbeiten.",
                "Wählen Sie ein Passwort, um zu beginnen. Der Link gilt einmal, bis {until}.",
            ),
            "Einladung annehmen",
            ("Wenn Sie nicht wissen, worum es geht, können Sie diese Nachricht ignorieren.",),
        ),
        LetterKind.PASSWORD_RESET: LetterWords(
            "Neues Passwort wählen",
            (
                "Jemand hat ein neues Passwort für Ihr Konto bei {organisation} angefordert.",
                "Wenn Sie das waren, wählen Sie es über diesen Link. Er gilt einmal, bis {until}.",
            ),
            "Neues Passwort wählen",
            ("Wenn Sie es nicht waren, können Sie diese Nachricht ignorieren: Ihr Passwort bleibt, wie es ist.",),
        ),
        LetterKind.SECOND_FACTOR_ON: LetterWords(
            "Anmeldung in zwei Schritten ist eingeschaltet",
            (
                "Ihr Konto bei {organisation} fragt ab jetzt nach dem Passwort auch nach einem Code aus Ihrer "
                "Authenticator-App.",
                "Bewahren Sie die Wiederherstellungscodes so auf, dass Sie auch ohne Ihr Telefon an sie herankommen: "
                "Mit jedem können Sie sich einmal anmelden.",
            ),
            "Ihr Konto öffnen",
            (
                "Wenn Sie das nicht waren, kennt jemand Ihr Passwort: Bitten Sie die Administration von "
                "{organisation}, den zweiten Schritt zu entfernen, und wählen Sie dann ein neues Passwort.",
            ),
        ),
        LetterKind.SECOND_FACTOR_OFF: LetterWords(
            "Anmeldung in zwei Schritten ist ausgeschaltet",
            (
                "Ihr Konto bei {organisation} fragt nach dem Passwort nicht mehr nach einem Code. Sie haben das "
                "ausgeschaltet, oder die Administration hat es für Sie getan.",
                "In Ihrem Konto können Sie es wieder einrichten.",
            ),
            "Ihr Konto öffnen",
            (
                "Wenn Sie nicht wissen, warum, wählen Sie ein neues Passwort und fragen Sie bei der Administration "
                "von {organisation} nach.",
            ),
        ),
        LetterKind.WEBHOOK_DISABLED: LetterWords(
            "Ein Webhook von {organisation} wurde abgeschaltet",
            (
                "Colloquy sendet nichts mehr an {title}: {fault}",
                "Was wartet, bleibt acht Tage lang gespeichert. Schalten Sie den Webhook wieder ein, dann wird es "
                "zugestellt.",
            ),
            "Webhooks öffnen",
            ("Sie erhalten diese Nachricht, weil Sie {organisation} auf Colloquy administrieren.",),
        ),
    },
    faults={
        "failing": "Seit einer Woche wurde dort nichts angenommen.",
        "gone": "Von dort kam die Antwort, dass es die Adresse nicht mehr gibt (410).",
    },
    decisions={
        "advance": LetterWords(
            "Ihr Interview bei {organisation}: {title}",
            (
                "Vielen Dank für Ihr Interview. {organisation} möchte Sie gern näher kennenlernen.",
                "Wegen des nächsten Schritts meldet sich bald jemand bei Ihnen.",
            ),
        ),
        "reject": LetterWords(
            "Ihr Interview bei {organisation}: {title}",
            (
                "Vielen Dank für Ihr Interesse und für die Zeit, die Sie sich für das Interview „{title}“ genommen "
                "haben.",
                "{organisation} hat sich diesmal für andere Bewerbungen entschieden. Wir wünschen Ihnen viel Erfolg.",
                "Wenn ein Mensch Ihre Antworten noch einmal ansehen soll, können Sie das auf Ihrer Interviewseite "
                "sagen.",
            ),
            "Interviewseite öffnen",
        ),
    },
    greeting="Guten Tag {name},",
    greeting_without_name="Guten Tag,",
    moment=_german,
    copy_link="Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:",
    unsubscribe="Keine Erinnerungen an dieses Interview mehr",
    unsubscribe_results="Keine solchen Nachrichten mehr",
    automatic="Diese Nachricht wurde automatisch von Colloquy im Auftrag von {organisation} gesendet.",
    contact="Fragen? {contact}",
    privacy="Datenschutzhinweise",
    several="{count} Interviews sind ausgewertet",
    ready="{title}: {count}",
    example_name="Ada Lovelace",
    example_title="Backend-Entwicklung",
)

WORDS: Mapping[Language, Words] = {Language.ENGLISH: _ENGLISH, Language.GERMAN: _GERMAN}
