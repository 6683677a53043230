import type { AnswerProgressView } from "../../shared/api-types";
import { type Asked, inAskingOrder } from "../session/asked";

/** A question that those who are compared were asked: whose answer to it is which. */
export interface Row {
  /** From 1, in the order in which they are shown. */
  number: number;
  /** As it is worded in the first interview that has it. */
  text: string;
  /** Not everybody was asked it in these words: the template was changed in between. */
  differs: boolean;
  /** By interview; whoever is not in it was not asked. */
  asked: ReadonlyMap<string, Asked>;
}

interface Draft {
  text: string;
  asked: Map<string, Asked>;
}

/**
 * The questions of several interviews, side by side. A question has no name that outlives a change of its template, so
 * the same words are the same question. What is left is taken for a question that was reworded where it stands in the
 * place of one that is left, too, and else for one more. `interviews` are in the order of the address.
 */
export function rowsOf(interviews: readonly (readonly [id: string, answers: readonly AnswerProgressView[]])[]): Row[] {
  const rows: Draft[] = [];
  for (const [id, answers] of interviews) add(rows, id, answers);
  return rows.map(({ text, asked }, at) => ({
    number: at + 1,
    text,
    asked,
    differs: [...asked.values()].some(({ answer }) => wordsOf(answer.question.text) !== wordsOf(text)),
  }));
}

function add(rows: Draft[], id: string, answers: readonly AnswerProgressView[]): void {
  const mains = inAskingOrder(answers).filter(({ followUp }) => followUp === null);
  const same = new Map<Asked, Draft>();
  for (const main of mains) {
    const words = wordsOf(main.answer.question.text);
    // Who asks the same twice is answered twice.
    const row = rows.find((each) => wordsOf(each.text) === words && ![...same.values()].includes(each));
    if (row) same.set(main, row);
  }
  const taken = new Set(same.values());
  let before: Draft | undefined;
  for (const main of mains) {
    const next = before ? rows.indexOf(before) + 1 : 0;
    let row = same.get(main) ?? rows[next];
    if (!row || (taken.has(row) && same.get(main) !== row)) {
      row = { text: main.answer.question.text, asked: new Map() };
      rows.splice(next, 0, row);
    }
    taken.add(row);
    row.asked.set(id, main);
    before = row;
  }
}

/** Spaces and capitals make no other question. */
function wordsOf(text: string): string {
  return text.replace(/\s+/gu, " ").trim().toLowerCase();
}

/** What one of them was asked after a question, made up from their answer to it. */
export function followUpsOf(answers: readonly AnswerProgressView[], { answer }: Asked): Asked[] {
  return inAskingOrder(answers).filter(
    (each) => each.followUp !== null && each.answer.question.follows === answer.question_index,
  );
}
