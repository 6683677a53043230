"""An answer in passages of one to three sentences, each with its place in the recording."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from interview.domain.asking.terms import language_of, terms
from interview.domain.evaluation.quotes import written_words
from interview.domain.sessions.answer import Answer
from interview.domain.sessions.session import FINISHED, Session, SessionState
from interview.domain.transcripts.corrections import MAX_COMPARED, kept_words
from interview.domain.values import Value

__all__ = ["PASSAGES_VERSION", "Passage", "passages_of"]

PASSAGES_VERSION = 1
"""Of what this module makes of an answer: another one with every change, so that all are made anew."""
MAX_SENTENCES = 3
ENOUGH_WORDS, MOST_WORDS = 25, 60
"""No sentence is added to so many, and an endless one is cut after so many."""
MAX_PASSAGES = 2_000
"""Of an interview: some ten hours of speech."""


class Passage(Value):
    """Words of an answer as they stand there. `words_hash` names the words that it is of; `corrected`: some of it is
    the candidate's correction; `addressed`: it talks to whoever judges. The times are None where no timed words match.

    `at` is when the candidate had finished, `length` how many terms it has, each as often as it is said."""

    session_id: UUID
    number: int
    organisation_id: UUID
    template_id: UUID
    state: SessionState
    at: datetime
    question_index: int
    language: str
    text: str
    terms: tuple[str, ...]
    length: int
    start_ms: int | None
    end_ms: int | None
    corrected: bool = False
    addressed: bool = False
    words_hash: str
    rules_version: int = PASSAGES_VERSION


def passages_of(session: Session, answers: Sequence[Answer]) -> list[Passage]:
    """Of an interview that has finished; none of any other."""
    if session.state not in FINISHED:
        return []
    found = (fields for answer in answers for fields in _of_answer(answer, session.language))
    return [
        Passage(
            session_id=session.id,
            number=number,
            organisation_id=session.organisation_id,
            template_id=session.template_id,
            state=session.state,
            at=session.completed_at or session.created_at,
            **fields,
        )
        for number, fields in zip(range(MAX_PASSAGES), found, strict=False)
    ]


def _of_answer(answer: Answer, spoken: str) -> Iterator[dict[str, object]]:
    words, heard = answer.scored_words, answer.transcript
    if words is None or heard is None or not words.has_speech:
        return
    # Many patterns, which most functions that know passages never look for.
    from interview.domain.evaluation.attempts import SENTENCE_END, passages

    text, code = words.text, words.language or spoken
    language = language_of(code)
    timed = heard.heard()
    written = list(written_words(text))
    places = _places([word for word, _ in timed], [word for word, _, _ in written])
    to_judge = passages(text)
    sentence_ends = [match.end() for match in SENTENCE_END.finditer(text)]
    for first, end in _spans(sentence_ends, [start for _, start, _ in written]):
        begins, ends = written[first][1], written[end][1] if end < len(written) else len(text)
        said = " ".join(text[begins:ends].split())
        found = [term for term, _ in terms(said, language)]
        if not found:
            continue
        here = [timed[places[at]][1] for at in range(first, end) if at in places]
        yield {
            "question_index": answer.question_index,
            "language": code,
            "text": said,
            "terms": tuple(sorted(set(found))),
            "length": len(found),
            "start_ms": here[0].start_ms if here else None,
            "end_ms": here[-1].end_ms if here else None,
            "corrected": answer.correction_counts and len(here) < end - first,
            "addressed": any(each.start < ends and begins < each.end for each in to_judge),
            "words_hash": answer.scored_hash,
        }


def _places(heard: Sequence[str], written: Sequence[str]) -> Mapping[int, int]:
    """Of the words that stand there as they were heard: where they were."""
    if heard == written:
        return {at: at for at in range(len(written))}
    if len(heard) * len(written) > MAX_COMPARED:
        return {}
    return {there + n: here + n for here, there, length in kept_words(heard, written) for n in range(length)}


def _spans(sentence_ends: Sequence[int], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which words, of those that begin there, each passage is of: the first, and the one after the last."""
    ends = {bisect_left(starts, end) for end in sentence_ends}
    first = sentences = 0
    for at in range(1, len(starts) + 1):
        sentences += at in ends
        is_full = sentences == MAX_SENTENCES or (at in ends and at - first >= ENOUGH_WORDS)
        if is_full or at - first == MOST_WORDS or at == len(starts):
            yield first, at
            first, sentences = at, 0
