import { type FieldErrors, type Problem, lengthProblem } from "../../shared/field-errors";
import type { Blinding, Language, Question, TemplateRequest, TemplateView } from "../../shared/api-types";
import {
  MIN_ANSWER_TIME_S,
  MIN_THINKING_TIME_S,
  MAX_POINT,
  MAX_QUESTION,
  MAX_TITLE,
  MAX_ANSWER_TIME_S,
  MAX_POINTS,
  MAX_THINKING_TIME_S,
  USUAL_ANSWER_TIME_S,
  USUAL_THINKING_TIME_S,
} from "../../shared/limits";
import { language } from "../../shared/words/languages";
import { t } from "../words";
import { type DraftRubric, WEIGHT, draftRubricOf, rubricProblems, rubricRequestOf } from "./rubric-draft";

/** A question as it stands in the form. `key` tells questions apart while they are moved about. */
export interface DraftQuestion {
  key: number;
  text: string;
  thinkingTimeS: number;
  answerTimeS: number;
  /** One a line. */
  expectedPoints: string;
  /** Follow-up questions at most. */
  followUps: number;
  /** How many times its answer counts. */
  weight: number;
}

export interface Draft {
  title: string;
  /** In which the questions are written. */
  language: Language;
  questions: readonly DraftQuestion[];
  /** What answers are judged by; null for the usual. */
  rubric: DraftRubric | null;
  /** Whether candidates read figures when their interview is over. */
  showsScores: boolean;
  /** Whether they are then asked for the categories of a bias audit. */
  asksSelfIdentification: boolean;
  /** What is hidden from who has not judged an interview yet. */
  blinding: Blinding;
  /** How many days before the link's end who was invited by e-mail is reminded; the most first. */
  reminders: readonly number[];
}

export const THINKING_TIME_S = { min: MIN_THINKING_TIME_S, max: MAX_THINKING_TIME_S };
export const ANSWER_TIME_S = { min: MIN_ANSWER_TIME_S, max: MAX_ANSWER_TIME_S };

/** Those that can be chosen. */
export const REMINDERS = [7, 3, 1] as const;
const USUAL_REMINDERS = [3];

/** In the language of the page, which whoever writes the questions reads. */
export function emptyDraft(): Draft {
  return withQuestion({
    title: "",
    language: language.peek(),
    questions: [],
    rubric: null,
    showsScores: false,
    asksSelfIdentification: false,
    blinding: "off",
    reminders: USUAL_REMINDERS,
  });
}

export function draftOf(template: TemplateView): Draft {
  return {
    title: template.title,
    language: template.language,
    questions: template.questions.map(draftQuestionOf),
    rubric: template.rubric && draftRubricOf(template.rubric),
    showsScores: template.shows_scores,
    asksSelfIdentification: template.asks_self_identification,
    blinding: template.blinding,
    reminders: template.reminders,
  };
}

function draftQuestionOf(question: Question, key: number): DraftQuestion {
  return {
    key,
    text: question.text,
    thinkingTimeS: question.thinking_time_s,
    answerTimeS: question.answer_time_s,
    expectedPoints: question.expected_points.join("\n"),
    followUps: question.follow_ups,
    weight: question.weight,
  };
}

export function requestOf(draft: Draft): TemplateRequest {
  return {
    title: draft.title.trim(),
    language: draft.language,
    questions: draft.questions.map((question) => ({
      text: question.text.trim(),
      thinking_time_s: question.thinkingTimeS,
      answer_time_s: question.answerTimeS,
      expected_points: pointsOf(question),
      follow_ups: question.followUps,
      weight: question.weight,
    })),
    rubric: draft.rubric && rubricRequestOf(draft.rubric),
    shows_scores: draft.showsScores,
    asks_self_identification: draft.asksSelfIdentification,
    blinding: draft.blinding,
    reminders: [...draft.reminders],
  };
}

/** As the API takes them: no empty line, and none twice. */
export function pointsOf(question: DraftQuestion): string[] {
  const points = question.expectedPoints
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const words = points.map((point) => point.toLowerCase());
  return points.filter((_, at) => words.indexOf(words[at] ?? "") === at);
}

/** What is wrong with the points; undefined when nothing is. */
export function pointsProblem(question: DraftQuestion): Problem | undefined {
  const points = pointsOf(question);
  if (points.length > MAX_POINTS) return () => t.value.template.tooManyPoints(points.length, MAX_POINTS);
  const problems = points.map((point) => lengthProblem(point, MAX_POINT));
  const long = problems.findIndex(Boolean);
  const problem = problems[long];
  return problem && (() => t.value.template.pointProblem(long + 1, problem()));
}

/** What has to be put right before it can be sent, by field. */
export function problemsOf(draft: Draft): FieldErrors {
  const problems: Record<string, Problem> = {};
  const title = draft.title.trim() === "" ? titleMissing : lengthProblem(draft.title, MAX_TITLE);
  if (title) problems["title"] = title;
  draft.questions.forEach((question, index) => {
    const place = `questions.${index}`;
    const isBlank = question.text.trim() === "";
    const text = isBlank ? textMissing : lengthProblem(question.text, MAX_QUESTION);
    if (text) problems[`${place}.text`] = text;
    const thinking = numberProblem(question.thinkingTimeS, THINKING_TIME_S);
    if (thinking) problems[`${place}.thinking_time_s`] = thinking;
    const answering = numberProblem(question.answerTimeS, ANSWER_TIME_S);
    if (answering) problems[`${place}.answer_time_s`] = answering;
    const weight = numberProblem(question.weight, WEIGHT);
    if (weight) problems[`${place}.weight`] = weight;
    const points = pointsProblem(question);
    if (points) problems[`${place}.expected_points`] = points;
  });
  return { ...problems, ...(draft.rubric && rubricProblems(draft.rubric)) };
}

/** Fields of a question, as the API names them and as they stand in the form. */
const FIELDS: Readonly<Record<string, keyof DraftQuestion>> = {
  text: "text",
  thinking_time_s: "thinkingTimeS",
  answer_time_s: "answerTimeS",
  expected_points: "expectedPoints",
  follow_ups: "followUps",
  weight: "weight",
};

/** What holds still of what was said of `before`: that about fields which are as they were, wherever they stand `now`. */
export function stillTrue(problems: FieldErrors, before: Draft, now: Draft): FieldErrors {
  const ofRubric = now.rubric ? rubricProblems(now.rubric) : {};
  const left = Object.entries(problems).flatMap(([field, problem]) => {
    if (field.startsWith("rubric")) return before.rubric === now.rubric || field in ofRubric ? [[field, problem]] : [];
    const [, index, name = ""] = /^questions\.(\d+)\.(\w+)/.exec(field) ?? [];
    if (index === undefined) {
      const whole = field === "title" ? "title" : "questions";
      return before[whole] === now[whole] ? [[field, problem]] : [];
    }
    const was = before.questions[Number(index)];
    const place = now.questions.findIndex(({ key }) => key === was?.key);
    const is = now.questions[place];
    const at = FIELDS[name];
    const isSame = was && is && at && Object.is(was[at], is[at]);
    return isSame ? [[field.replace(index, String(place)), problem]] : [];
  });
  return Object.fromEntries(left) as FieldErrors;
}

function titleMissing(): string {
  return t.value.template.titleMissing;
}

function textMissing(): string {
  return t.value.template.textMissing;
}

function numberProblem(value: number, { min, max }: { min: number; max: number }): Problem | undefined {
  const fits = Number.isInteger(value) && value >= min && value <= max;
  return fits ? undefined : () => t.value.template.wholeNumber(min, max);
}

/** With one more question at the end, of the times and follow-ups that the last one has. */
export function withQuestion(draft: Draft): Draft {
  const last = draft.questions.at(-1);
  const question: DraftQuestion = {
    key: nextKey(draft),
    text: "",
    thinkingTimeS: last?.thinkingTimeS ?? USUAL_THINKING_TIME_S,
    answerTimeS: last?.answerTimeS ?? USUAL_ANSWER_TIME_S,
    expectedPoints: "",
    followUps: last?.followUps ?? 0,
    weight: 1,
  };
  return { ...draft, questions: [...draft.questions, question] };
}

/** With these at the end; a question that nobody has written anything into gives way. */
export function withQuestions(draft: Draft, questions: readonly Question[]): Draft {
  const kept = draft.questions.filter(({ text, expectedPoints }) => text.trim() !== "" || expectedPoints.trim() !== "");
  const first = nextKey(draft);
  return { ...draft, questions: [...kept, ...questions.map((each, at) => draftQuestionOf(each, first + at))] };
}

function nextKey({ questions }: Draft): number {
  return Math.max(-1, ...questions.map(({ key }) => key)) + 1;
}

export function withoutQuestion(draft: Draft, key: number): Draft {
  return { ...draft, questions: draft.questions.filter((question) => question.key !== key) };
}

export function withChange(draft: Draft, key: number, change: Partial<DraftQuestion>): Draft {
  return {
    ...draft,
    questions: draft.questions.map((question) => (question.key === key ? { ...question, ...change } : question)),
  };
}

/** A question moved by so many places; as it was where there is no such place. */
export function withMoved(draft: Draft, key: number, by: number): Draft {
  const from = draft.questions.findIndex((question) => question.key === key);
  const to = from + by;
  const moved = draft.questions[from];
  if (!moved || to < 0 || to >= draft.questions.length) return draft;
  return { ...draft, questions: draft.questions.toSpliced(from, 1).toSpliced(to, 0, moved) };
}
