"""Heard words as smart formatting would show them."""

from collections.abc import Sequence

from local_cloud.stand_ins.recogniser import HeardWord

__all__ = ["punctuated"]

SENTENCE_PAUSE_S = 0.06
FEWEST_WORDS_A_SENTENCE = 4


def punctuated(words: Sequence[HeardWord], *, finished: bool = True) -> list[str]:
    """The words, every pause taken for the end of a sentence; the last word's too where the speaker has `finished`."""
    shown: list[str] = []
    in_sentence = 0
    for at, word in enumerate(words):
        text = word["word"].capitalize() if in_sentence == 0 or word["word"] == "i" else word["word"]
        in_sentence += 1
        last = at == len(words) - 1
        pause_s = 0.0 if last else words[at + 1]["start"] - word["end"]
        if (last and finished) or (pause_s >= SENTENCE_PAUSE_S and in_sentence >= FEWEST_WORDS_A_SENTENCE):
            text, in_sentence = f"{text}.", 0
        shown.append(text)
    return shown
