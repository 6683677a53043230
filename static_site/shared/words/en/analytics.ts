import { countingIn } from "../count";

const count = countingIn("en");
const interviews = (n: number): string => count(n, "interview", "interviews");

export const words = {
  loading: "Counting …",
  template: "Template",
  allTemplates: "All templates",
  otherTemplate: "Another template",
  period: "Invited",
  periods: {
    "30d": "In the last 30 days",
    "90d": "In the last 90 days",
    "365d": "In the last 365 days",
    all: "At any time",
  },
  counted: (n: number, at: string) => `${interviews(n)}, as of ${at}.`,
  none: "Nobody was invited in this time.",
  cut: "There were more than 10,000: the newest 10,000 are counted.",
  hidden: (n: number) =>
    `${count(n, "interview is", "interviews are")} hidden from you until you have judged each answer. What was found in ${
      n === 1 ? "it" : "them"
    } (decision, scores, agreement) is not counted here.`,
  funnel: {
    title: "How far candidates come",
    hint: "Each step counts everybody who came to it.",
    step: "Step",
    many: "Interviews",
    ofInvited: "Of all invited",
    ofBefore: "Of the step before",
    steps: { invited: "Invited", opened: "Link opened", begun: "Begun", finished: "Finished", decided: "Decided" },
    stillOpen: (n: number) => `${count(n, "of them is", "of them are")} still open and may come further.`,
  },
  questions: {
    title: "Where candidates leave",
    hint: "Of interviews that were begun and are over. Follow-up questions count with the question that they follow.",
    question: "Question",
    interviews: "Had it",
    reached: "Came to it",
    answered: "Answered it",
    left: "Left at it",
    none: "No interview that was begun is over yet.",
  },
  time: {
    title: "Time to decide",
    hint: "From the end of the interview to the first decision.",
    what: "What",
    value: "Value",
    decided: "Decided",
    median: "Half were decided within",
    p90: "Nine of ten were decided within",
    days: (days: string) => `${days} days`,
    none: "Nothing is decided yet.",
  },
  scores: {
    title: "Scores",
    hint: "Overall figures from 0 to 10. People’s are the mean of what they gave each answer, or what they overrode the whole with.",
    range: "Score",
    between: (from: number, to: number) => `${from} to ${to}`,
    byModel: "By the model",
    byPeople: "By people",
    count: "Interviews",
    mean: "Mean",
    median: "Median",
    indicative: (n: number) =>
      `${interviews(n)} of those were judged by no language model: their figures are indicative.`,
    none: "No interview has a score yet.",
  },
  agreement: {
    title: "How far judgements agree",
    hint: "Of levels that were given to the same criterion of the same answer. Kappa is 1 where all agree, and 0 where they agree no more than by chance; a difference of two levels weighs four times as much as one of one.",
    who: "Who",
    pairs: "Compared",
    kappa: "Weighted kappa",
    same: "Same level",
    withinOne: "Within one level",
    people: "People with one another",
    model: "People with the model",
    tooFew: (least: number) => `Fewer than ${least} comparisons say nothing.`,
    undefined: "not defined",
  },
  satisfaction: {
    title: "What candidates say",
    hint: "How the interview was, from 1 to 5, asked when it is over. Counted by the day when they answered; what they wrote is not shown here.",
    rating: "Rating",
    many: "Candidates",
    mean: (mean: string, n: number) => `${mean} on average, of ${count(n, "candidate", "candidates")}.`,
    tooFew: (n: number, least: number) =>
      `${n === 0 ? "Nobody has" : count(n, "candidate has", "candidates have")} answered. Figures are shown from ${least} on, so that nobody can be told from them.`,
    of: (rating: number) => `${rating} of 5`,
  },
};

export type AnalyticsWords = typeof words;
