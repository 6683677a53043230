import { countingIn } from "../count";

const count = countingIn("en");

export const words = {
  title: "Ask across interviews",
  intro: "The answer is what candidates said in finished interviews, word for word, and nothing else.",
  question: "Your question",
  hint: "For example: Who has run a migration?",
  ask: "Ask",
  tooShort: (least: number) => `At least ${count(least, "character", "characters")}, please.`,
  tooLong: (most: number) => `At most ${count(most, "character", "characters")}, please.`,
  filters: "Which interviews",
  template: "Template",
  anyTemplate: "Any template",
  state: "State",
  anyState: "Any state",
  from: "Finished from",
  to: "to",
  looking: "Looking through what was said…",
  found: (n: number) => count(n, "candidate", "candidates"),
  first: (n: number) => `The best ${count(n, "candidate", "candidates")}`,
  ranking: {
    model: (model: string) => `Put in order by ${model}. Every word below is a candidate's own.`,
    words: "In plain order: by the words of your question, without a language model.",
    model_away: "The language model did not answer. In plain order: by the words of your question.",
  },
  cut: "Your words are frequent: of all that was said with them, the latest was compared.",
  incomplete: "What was said in some interviews is still being made ready. Ask again in a while.",
  lookedFor: (words: string) => `Looked for: ${words}`,
  nothing: "Nobody said anything with these words.",
  nothingHint: "Try other words for it, or fewer filters. Only interviews that have finished are asked.",
  noWords: "This question has only words that everybody says. Add what it is about.",
  quotesOf: (name: string) => `What ${name} said`,
  play: (time: string) => `Play at ${time}`,
  playOf: (name: string, time: string) => `Play at ${time}: ${name}`,
  open: "Open the answer",
  openOf: (name: string, question: string) => `Open the answer: ${name}, ${question}`,
  corrected: "as the candidate corrected it",
  addressed: "said to whoever judges",
};

export type AskWords = typeof words;
