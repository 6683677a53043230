import { type FieldErrors, type Problem, lengthProblem } from "../../shared/field-errors";
import type { Rubric, RubricRequest } from "../../shared/api-types";
import { LEVELS, MAX_CRITERION_NAME, MAX_CRITERION_TEXT, MAX_CRITERION_TITLE, MAX_WEIGHT } from "../../shared/limits";
import { USUAL_CRITERIA } from "../../shared/words/usual-rubric";
import { criterionOf } from "../session/score-words";
import { t } from "../words";

/** The criterion that every rubric has. */
export const CONTENT = "content";
export const WEIGHT = { min: 1, max: MAX_WEIGHT };

/** A criterion as it stands in the form. `key` tells them apart, `name` is the API's: null until it is saved. */
export interface DraftCriterion {
  key: number;
  name: string | null;
  title: string;
  judges: string;
  weight: number;
  /** What an answer of each level does, from 0 on. */
  anchors: readonly string[];
}

export type DraftRubric = readonly DraftCriterion[];

export function draftRubricOf(rubric: Rubric): DraftRubric {
  return rubric.criteria.map(({ name, title, judges, weight, anchors }, key) => ({
    key,
    name,
    title: title || criterionOf(name).name,
    judges,
    weight,
    anchors,
  }));
}

/** To be read: the usual one in the language of the page, another as it was written. */
export function readableRubric(rubric: Rubric): DraftRubric {
  return isUsual(rubric) ? usualRubric() : draftRubricOf(rubric);
}

/** Whether it is what holds where a template says nothing else. */
export function isUsual({ criteria }: Rubric): boolean {
  const judged = criteria.map(({ name, judges, weight, anchors }) => ({ name, judges, weight, anchors }));
  return JSON.stringify(judged) === JSON.stringify(USUAL_CRITERIA);
}

/** What holds where a template says nothing else, in the language of the page. */
export function usualRubric(): DraftRubric {
  return USUAL_CRITERIA.map(({ name, weight, judges, anchors }, key) => ({
    key,
    name,
    title: criterionOf(name).name,
    weight,
    ...(t.value.usualRubric[name] ?? { judges, anchors }),
  }));
}

/** As the API takes it. What has a name keeps it, whatever it is called now: so its levels can be compared with those of before. */
export function rubricRequestOf(rubric: DraftRubric): RubricRequest {
  const taken = new Set(rubric.map(({ name }) => name));
  return {
    criteria: rubric.map(({ name, title, judges, weight, anchors }) => {
      const called = name ?? freeName(title, taken);
      taken.add(called);
      return {
        name: called,
        title: title.trim(),
        judges: judges.trim(),
        weight,
        anchors: anchors.map((anchor) => anchor.trim()),
      };
    }),
  };
}

/** Of lower-case letters, digits and underscores, as close to the title as these go, and no other criterion's. */
function freeName(title: string, taken: ReadonlySet<string | null>): string {
  const plain = title
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "");
  const name = (plain || "criterion").slice(0, MAX_CRITERION_NAME);
  for (let number = 1; ; number++) {
    const end = number === 1 ? "" : `_${number}`;
    const free = name.slice(0, MAX_CRITERION_NAME - end.length) + end;
    if (!taken.has(free)) return free;
  }
}

/** Which share of the whole each weight is, in their order; null where one is none that may be given. */
export function sharesOf(weights: readonly number[]): (number | null)[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => (weights.every(isWeight) ? weight / sum : null));
}

function isWeight(weight: number): boolean {
  return Number.isInteger(weight) && weight >= WEIGHT.min && weight <= WEIGHT.max;
}

/** What has to be put right before it can be sent, by field. */
export function rubricProblems(rubric: DraftRubric): FieldErrors {
  const problems: Record<string, Problem> = {};
  const titles = rubric.map(({ title }) => same(title));
  rubric.forEach(({ title, judges, weight, anchors }, index) => {
    const place = `rubric.criteria.${index}`;
    const isTaken = title.trim() !== "" && titles.indexOf(same(title)) < index;
    const called = isTaken ? () => t.value.rubric.titleTaken : textProblem(title, MAX_CRITERION_TITLE);
    if (called) problems[`${place}.title`] = called;
    const meaning = textProblem(judges, MAX_CRITERION_TEXT);
    if (meaning) problems[`${place}.judges`] = meaning;
    if (!isWeight(weight)) problems[`${place}.weight`] = () => t.value.template.wholeNumber(WEIGHT.min, WEIGHT.max);
    const texts = anchors.map(same);
    anchors.forEach((anchor, level) => {
      const like = texts.indexOf(same(anchor));
      const isAlike = anchor.trim() !== "" && like < level;
      const problem = isAlike ? () => t.value.rubric.levelsAlike(like) : textProblem(anchor, MAX_CRITERION_TEXT);
      if (problem) problems[`${place}.anchors.${level}`] = problem;
    });
  });
  return problems;
}

function same(text: string): string {
  return text.trim().toLowerCase();
}

function textProblem(text: string, most: number): Problem | undefined {
  return text.trim() === "" ? () => t.value.rubric.textMissing : lengthProblem(text, most);
}

/** With one more at the end, of the weight that the last one has. */
export function withCriterion(rubric: DraftRubric): DraftRubric {
  const key = Math.max(-1, ...rubric.map((criterion) => criterion.key)) + 1;
  const anchors = Array.from({ length: LEVELS }, () => "");
  return [...rubric, { key, name: null, title: "", judges: "", weight: rubric.at(-1)?.weight ?? 1, anchors }];
}

export function withoutCriterion(rubric: DraftRubric, key: number): DraftRubric {
  return rubric.filter((criterion) => criterion.key !== key);
}

export function withCriterionChange(rubric: DraftRubric, key: number, change: Partial<DraftCriterion>): DraftRubric {
  return rubric.map((criterion) => (criterion.key === key ? { ...criterion, ...change } : criterion));
}
