"""The usual text of consent in German. It says what the product does: change the two together."""

CONTACT = "Ihre Ansprechperson im Recruiting"
POINTS = (
    (
        "{company} lädt Sie ein,",
        "um mithilfe dieses Interviews über Ihre Bewerbung zu entscheiden, und ist für das verantwortlich, was von "
        "Ihnen gespeichert wird. Fragen beantwortet: {contact}.",
    ),
    (
        "Ihre Kamera und Ihr Mikrofon werden aufgenommen,",
        "während Sie antworten. Die Aufnahme wird schon beim Sprechen gesendet, damit möglichst wenig verloren "
        "gehen kann. Zwischen den Antworten hört die KI, die das Interview führt, Ihr Mikrofon; das wird nicht "
        "aufgenommen.",
    ),
    (
        "Eine KI stellt die Fragen,",
        "schreibt auf, was Sie sagen, sagt ein paar Worte zu jeder Antwort und schlägt eine Bewertung vor. Sie "
        "nutzt dafür externe Sprach- und Textdienste, die Ihre Stimme und Ihre Worte erhalten. Sie entscheidet "
        "nichts.",
    ),
    (
        "Das Recruiting-Team sieht",
        "Ihren Namen, die Aufnahme, den Text dazu, was die KI Ihnen gesagt hat, und die Bewertungen. Es sieht auch "
        "einen Hinweis, wenn Sie diese Seite, ihr Fenster oder den Vollbildmodus verlassen, wenn Sie etwas "
        "kopieren oder einfügen, wenn ein zweiter Bildschirm angeschlossen ist, wenn Kamera, Mikrofon oder "
        "Verbindung ausfallen, wenn eine Antwort länger dauert als die Zeit dafür und wenn niemand oder mehrere "
        "Personen zu sehen sind. Gesichter werden in Ihrem Browser gezählt; nirgendwo sonst werden Bilder von "
        "Ihnen ausgewertet. Solche Hinweise ändern nie eine Bewertung.",
    ),
    (
        "Gespeichert bleibt alles",
        "so lange nach dem Interview: Aufnahmen {recordings_days} Tage, der Text dazu, Rückmeldungen und "
        "Bewertungen {results_days} Tage, Hinweise aus Ihrem Browser {flags_days} Tage, alles andere {rest_days} "
        "Tage. Danach wird es gelöscht.",
    ),
    (
        "Sie können jederzeit",
        "mit diesem Link alles löschen, unter „Ihre Daten und Ihre Rechte“. Ist das Interview vorbei, lesen Sie hier, "
        "was beurteilt wurde, und können um eine erneute Prüfung durch einen Menschen bitten. Möchten Sie alles sehen, "
        "was von Ihnen gespeichert ist, oder etwas berichtigen, hilft Ihnen: {contact}.",
    ),
)
