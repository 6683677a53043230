import { expect, test } from "vitest";

import type { ResultsView } from "../../shared/api-types";
import { altogether, factsOf } from "./facts";

const lost = (...ms: number[]): ResultsView["answers"] =>
  ms.map((lost_ms, question_index) => ({ question_index, lost_ms })) as unknown as ResultsView["answers"];

test("what is missing of the recordings is told first, and what clocks differ by is not", () => {
  expect(factsOf({ answers: lost(0, 999, 5000), flag_counts: [] })).toEqual([{ kind: "lost", question: 2, ms: 5000 }]);
});

test("flags that were set aside do not count", () => {
  const flag_counts = [
    { question_index: 0, type: "COPY", count: 3, set_aside: 3 },
    { question_index: 1, type: "PASTE", count: 2, set_aside: 1 },
    { question_index: null, type: "RECONNECT", count: 4, set_aside: 0 },
  ];
  expect(factsOf({ answers: [], flag_counts })).toEqual([
    { kind: "flags", question: null, type: "RECONNECT", count: 4 },
    { kind: "flags", question: 1, type: "PASTE", count: 1 },
  ]);
});

test("of the whole interview what is of one kind is counted together", () => {
  const flag_counts = [
    { question_index: 0, type: "COPY", count: 3, set_aside: 0 },
    { question_index: 1, type: "COPY", count: 2, set_aside: 1 },
    { question_index: null, type: "PASTE", count: 1, set_aside: 0 },
  ];
  expect(altogether(factsOf({ answers: lost(2000, 3000), flag_counts }))).toEqual([
    { kind: "lost", question: null, ms: 5000 },
    { kind: "flags", question: null, type: "COPY", count: 4 },
    { kind: "flags", question: null, type: "PASTE", count: 1 },
  ]);
});
