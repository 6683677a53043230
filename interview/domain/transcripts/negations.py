"""Words that turn a sentence into its opposite, for showing where a correction adds or takes one."""

from interview.domain.transcripts.text_normalisation import spoken_words

__all__ = ["is_reversed"]

_LANGUAGES = (
    "not no never none nobody nothing neither nor without cannot hardly barely dont doesnt didnt cant couldnt wont",
    "wouldnt isnt arent wasnt werent havent hasnt hadnt shouldnt mustnt neednt aint",
    "nicht nein nie niemals niemand nichts weder noch ohne kaum kein keine keinen keinem keiner keines keinerlei",
    "ne pas non jamais personne rien aucun aucune sans nunca jamás nadie nada ningún ninguno ninguna sin",
    "nessuno nessuna niente nulla senza não nem ninguém nenhum nenhuma sem nie nigdy nikt nic żaden żadna bez",
    "değil yok hiç asla не нет ни никогда никто ничего без ні ніколи ніхто нічого",
    "لا لم لن ليس ليست ما بدون نہیں नहीं न मत कभी बिना 不 没 無 无 未 别 안 못 없",
)
_NEGATIONS = frozenset(word for language in _LANGUAGES for word in language.split())
_REVERSING = ("un", "in", "im", "il", "ir", "dis", "non", "miss")


def is_reversed(heard: str, corrected: str) -> bool:
    """Whether one text denies more than the other: "not" was added or taken, or "possible" became "impossible"."""
    before, after = spoken_words(heard), spoken_words(corrected)
    counts = [sum(word in _NEGATIONS for word in words) for words in (before, after)]
    return counts[0] != counts[1] or any(
        one == f"{prefix}{other}" or other == f"{prefix}{one}"
        for one in set(before) - set(after)
        for other in set(after) - set(before)
        for prefix in _REVERSING
    )
