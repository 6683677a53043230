import { LANGUAGES } from "../../shared/words/languages";
import { t } from "../words";
import type { DraftRubric } from "./rubric-draft";
import { type Draft, type DraftQuestion, pointsOf } from "./template-draft";

export interface Difference {
  /** Which field: `Title`, or `Question 2: time to answer`. */
  field: string;
  mine: string;
  theirs: string;
}

/** What a question says, field by field: the field's name and its value. */
function fieldsOf(question: DraftQuestion): [name: string, value: string][] {
  const { fields, seconds } = t.value.changed;
  return [
    [fields.text, question.text.trim()],
    [fields.thinkingTime, seconds(question.thinkingTimeS)],
    [fields.answerTime, seconds(question.answerTimeS)],
    [fields.followUps, t.value.template.followUpsAtMost[question.followUps] ?? String(question.followUps)],
    [fields.points, pointsOf(question).join("\n")],
    [fields.weight, String(question.weight)],
  ];
}

/** Every field that two versions of a template do not share. Questions are numbered as they stand in `mine`. */
export function differencesOf(mine: Draft, theirs: Draft): Difference[] {
  const words = t.value.changed;
  const title = { field: words.templateTitle, mine: mine.title.trim(), theirs: theirs.title.trim() };
  const language = {
    field: t.value.interviewLanguage.label,
    mine: LANGUAGES[mine.language],
    theirs: LANGUAGES[theirs.language],
  };
  const showsScores = {
    field: words.showsScores,
    mine: words.yesOrNo(mine.showsScores),
    theirs: words.yesOrNo(theirs.showsScores),
  };
  const asksSelfIdentification = {
    field: t.value.template.asksSelfIdentification,
    mine: words.yesOrNo(mine.asksSelfIdentification),
    theirs: words.yesOrNo(theirs.asksSelfIdentification),
  };
  const blinding = {
    field: t.value.template.blinding,
    mine: t.value.template.blindings[mine.blinding],
    theirs: t.value.template.blindings[theirs.blinding],
  };
  const reminders = {
    field: t.value.template.reminders,
    mine: t.value.template.remindersInWords(mine.reminders),
    theirs: t.value.template.remindersInWords(theirs.reminders),
  };
  const pairs = paired(mine.questions, theirs.questions);
  const both = pairs.flatMap(([one, other]) => (one && other ? [[one, other] as const] : []));
  const theirOrder = [...both].sort((a, b) => theirs.questions.indexOf(a[1]) - theirs.questions.indexOf(b[1]));
  const found = pairs.flatMap(([one, other]): Difference[] => {
    if (one && other) {
      const at = mine.questions.indexOf(one) + 1;
      const values = fieldsOf(other);
      const fields = fieldsOf(one).map(([field, value], nth) => ({
        field: words.fieldOf(at, field),
        mine: value,
        theirs: values[nth]?.[1] ?? "",
      }));
      const isMoved = both.findIndex(([each]) => each === one) !== theirOrder.findIndex(([each]) => each === one);
      const place = words.fieldOf(at, words.fields.place);
      const moved = { field: place, mine: placeOf(one, mine), theirs: placeOf(other, theirs) };
      return isMoved ? [moved, ...fields] : fields;
    }
    if (one) {
      const field = t.value.template.question(mine.questions.indexOf(one) + 1);
      return [{ field, mine: whole(one), theirs: "" }];
    }
    return other ? [{ field: words.oneMore, mine: "", theirs: whole(other) }] : [];
  });
  const settings = [title, language, showsScores, asksSelfIdentification, blinding, reminders];
  return [...settings, ...found, ...rubricDifferences(mine.rubric, theirs.rubric)].filter(
    (each) => each.mine !== each.theirs,
  );
}

/** Criterion by criterion, by what they are called; the usual rubric is one thing. */
function rubricDifferences(mine: DraftRubric | null, theirs: DraftRubric | null): Difference[] {
  const words = t.value.changed;
  if (!mine || !theirs) {
    const inWords = (rubric: DraftRubric | null): string =>
      rubric ? rubric.map(({ title }) => title.trim()).join("\n") : t.value.rubric.usual;
    return [{ field: t.value.rubric.title, mine: inWords(mine), theirs: inWords(theirs) }];
  }
  const titles = new Set([...mine, ...theirs].map(({ title }) => title.trim()));
  const called = (rubric: DraftRubric, title: string): string => {
    const criterion = rubric.find((each) => each.title.trim() === title);
    if (!criterion) return "";
    const levels = criterion.anchors.map((anchor, level) => words.line(String(level), anchor.trim()));
    return [criterion.judges.trim(), words.line(t.value.rubric.weight, String(criterion.weight)), ...levels].join("\n");
  };
  return [...titles].map((title) => ({
    field: words.criterion(title),
    mine: called(mine, title),
    theirs: called(theirs, title),
  }));
}

type Pair = readonly [mine: DraftQuestion | null, theirs: DraftQuestion | null];

/** Questions of the same words belong together; of the others, those that follow each other. */
function paired(mine: readonly DraftQuestion[], theirs: readonly DraftQuestion[]): Pair[] {
  const free = new Set(theirs);
  const partners = new Map<DraftQuestion, DraftQuestion>();
  const match = (one: DraftQuestion, other: DraftQuestion | undefined): void => {
    if (!other) return;
    partners.set(one, other);
    free.delete(other);
  };
  for (const one of mine)
    match(
      one,
      [...free].find((other) => other.text.trim() === one.text.trim()),
    );
  for (const one of mine) if (!partners.has(one)) match(one, [...free][0]);
  return [
    ...mine.map((one): Pair => [one, partners.get(one) ?? null]),
    ...[...free].map((other): Pair => [null, other]),
  ];
}

function placeOf(question: DraftQuestion, { questions }: Draft): string {
  return t.value.changed.place(questions.indexOf(question) + 1, questions.length);
}

function whole(question: DraftQuestion): string {
  return fieldsOf(question)
    .filter(([, value]) => value !== "")
    .map(([name, value], index) => (index === 0 ? value : t.value.changed.line(name, value)))
    .join("\n");
}
