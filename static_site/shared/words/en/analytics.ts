import { countingIn } from "../count";

const count = countingIn("en");
const number = new Intl.NumberFormat("en");
const interviews = (n: number): string => count(n, "interview", "interviews");

export const words = {
  loading: "Counting…",
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
    hint: "How the interview was, from 1 to 5, asked when it is over. Counted by the day when they answered, five of a template at a time, on the day of the fifth; what they wrote is not shown here.",
    rating: "Rating",
    many: "Candidates",
    mean: (mean: string, n: number) => `${mean} on average, of ${count(n, "candidate", "candidates")}.`,
    tooFew: (n: number, least: number) =>
      `${n === 0 ? "Nobody has" : count(n, "candidate has", "candidates have")} answered. Ratings are shown ${least} of a template at a time, so that nobody can be told from them.`,
    of: (rating: number) => `${rating} of 5`,
  },
  bias: {
    title: "Bias audit",
    hint: "Whether candidates of some groups are selected, or scored above the median, less often than others, by what they said of themselves when their interview was over. The tables are those of New York City’s Local Law 144.",
    chooseTemplate:
      "Choose a template above. Figures of several templates could be subtracted from one another until one person is left.",
    year: "Interviews that ended in",
    of: (n: number, until: string) =>
      `${count(n, "decided interview", "decided interviews")} of this year. What was said or decided since ${until} is counted when the month is over.`,
    selection: "Selection: who advances, of all decided",
    scoring: "Scoring: whose score by the model is above the median of all",
    known: (known: number, unknown: number) =>
      `${number.format(known)} people have said both; of ${number.format(unknown)} more one of them is not known.`,
    tooFew: "Fewer than ten people have said both: nothing is told of them.",
    caption: (title: string, by: string) => `${title}. By: ${by}`,
    sex: "Sex",
    race: "Race or ethnicity",
    both: "Race or ethnicity, and sex",
    people: "People",
    selected: "Of these",
    rate: "Rate",
    ratio: "Impact ratio",
    withheld: "Fewer than 10, or withheld",
    sexes: { female: "Female", male: "Male", undisclosed: "Not said" },
    races: {
      hispanic_or_latino: "Hispanic or Latino",
      white: "White",
      black_or_african_american: "Black or African American",
      native_hawaiian_or_pacific_islander: "Native Hawaiian or Pacific Islander",
      asian: "Asian",
      native_american_or_alaska_native: "Native American or Alaska Native",
      two_or_more: "Two or more races",
      undisclosed: "Not said",
    },
    notShown: {
      title: "What this does not show",
      points: [
        "Why rates differ. A ratio below 0.8 is often taken as a reason to look closer; it proves nothing by itself, and nor does one above.",
        "Groups of fewer than ten people, and others where such a group could be worked out by subtracting.",
        "All groups, where fewer than ten people were selected, or were not: who decided knows who they are.",
        "What has changed since, until ten more people are in the figures.",
        "Who did not say, and age, disability, religion and much else that is not asked.",
        "Who never applied, or left before the end.",
        "Whether the law’s demands are met: it asks for an independent auditor, and for publication.",
      ],
    },
    export: "Export as CSV",
  },
};

export type AnalyticsWords = typeof words;
