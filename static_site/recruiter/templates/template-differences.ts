import { count } from "../../shared/format";
import { type Draft, type DraftQuestion, pointsOf } from "./template-draft";

/** By how many there may be at most. */
export const FOLLOW_UPS = ["None", "One, where the answer leaves something open", "Up to two"];

export interface Difference {
  /** Which field: `Title`, or `Question 2: time to answer`. */
  field: string;
  mine: string;
  theirs: string;
}

const FIELDS: readonly { name: string; read: (question: DraftQuestion) => string }[] = [
  { name: "what the candidate is asked", read: ({ text }) => text.trim() },
  { name: "time to think", read: ({ thinkingTimeS }) => count(thinkingTimeS, "second") },
  { name: "time to answer", read: ({ answerTimeS }) => count(answerTimeS, "second") },
  { name: "follow-up questions", read: ({ followUps }) => FOLLOW_UPS[followUps] ?? String(followUps) },
  { name: "what a good answer covers", read: (question) => pointsOf(question).join("\n") },
];

/** Every field that two versions of a template do not share. Questions are numbered as they stand in `mine`. */
export function differencesOf(mine: Draft, theirs: Draft): Difference[] {
  const title = { field: "Title", mine: mine.title.trim(), theirs: theirs.title.trim() };
  const pairs = paired(mine.questions, theirs.questions);
  const both = pairs.flatMap(([one, other]) => (one && other ? [[one, other] as const] : []));
  const theirOrder = [...both].sort((a, b) => theirs.questions.indexOf(a[1]) - theirs.questions.indexOf(b[1]));
  const found = pairs.flatMap(([one, other]): Difference[] => {
    if (one && other) {
      const name = `Question ${mine.questions.indexOf(one) + 1}`;
      const fields = FIELDS.map(({ name: field, read }) => ({
        field: `${name}: ${field}`,
        mine: read(one),
        theirs: read(other),
      }));
      const isMoved = both.findIndex(([each]) => each === one) !== theirOrder.findIndex(([each]) => each === one);
      const moved = { field: `${name}: place`, mine: placeOf(one, mine), theirs: placeOf(other, theirs) };
      return isMoved ? [moved, ...fields] : fields;
    }
    if (one) return [{ field: `Question ${mine.questions.indexOf(one) + 1}`, mine: whole(one), theirs: "" }];
    return other ? [{ field: "One more question", mine: "", theirs: whole(other) }] : [];
  });
  return [title, ...found].filter((each) => each.mine !== each.theirs);
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
  return `${questions.indexOf(question) + 1} of ${questions.length}`;
}

function whole(question: DraftQuestion): string {
  const [asked = "", ...others] = FIELDS.map(({ name, read }) => [name, read(question)] as const)
    .filter(([, value]) => value !== "")
    .map(([name, value], index) => (index === 0 ? value : `${name}: ${value}`));
  return [asked, ...others].join("\n");
}
