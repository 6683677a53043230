/** What answers are judged by where a template says nothing else. Written by `make types`. */

export const USUAL_CRITERIA = [
  {
    "name": "content",
    "judges": "Does the answer address the question with relevant, specific substance?",
    "weight": 40,
    "anchors": [
      "Says nothing that bears on the question.",
      "Touches the topic, but answers another question or only repeats this one.",
      "Answers in part, in general terms, without an example or a fact.",
      "Answers the question with some specifics; important parts are missing.",
      "Answers the whole question with specifics, and gives an example or reasons.",
      "Answers the whole question in depth: specifics, reasons, results or trade-offs, nothing idle."
    ]
  },
  {
    "name": "structure",
    "judges": "Can the listener follow how the parts of the answer hang together?",
    "weight": 20,
    "anchors": [
      "There is no sequence: fragments only.",
      "Jumps between thoughts; the listener must guess how they connect.",
      "An order can be found, but parts are out of place or left unfinished.",
      "A beginning and a course of events or argument; the end or a connection is missing.",
      "Situation, action and outcome (or claim, reasons, conclusion) in order, mostly signposted.",
      "Announced, ordered, connected and concluded; each part leads to the next."
    ]
  },
  {
    "name": "clarity",
    "judges": "Is the wording precise and easy to understand?",
    "weight": 20,
    "anchors": [
      "Cannot be understood.",
      "Mostly vague words or unfinished sentences; the meaning must be guessed.",
      "The gist comes across, but vague terms, repetition or filler words often hide it.",
      "Understandable; some vagueness, repetition or unexplained terms.",
      "Precise wording, few fillers; terms are explained or plain.",
      "Precise and economical throughout: each sentence says one thing, plainly."
    ]
  },
  {
    "name": "delivery",
    "judges": "Do the words commit to what is said: ownership, decisions, results, and doubts named as such? Judge wording only, never feeling, voice, accent or personality.",
    "weight": 20,
    "anchors": [
      "Nothing is asserted.",
      "Nearly every statement is withdrawn or hedged; no action is owned.",
      "More hedges than statements; who did or decided what stays open.",
      "Statements and hedges in balance; some actions are owned.",
      "States what was done, decided or thought; hedges only where there is real doubt.",
      "Owns actions, decisions and results throughout, and names limits or doubts precisely."
    ]
  }
];
