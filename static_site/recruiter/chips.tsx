import type { JSX } from "preact";

import type { AnswerView, SessionState } from "../shared/api-types";
import { STATES, type Tone, stateOf } from "./states";

const CLASSES: Record<Tone, string> = {
  plain: "chip chip-plain",
  live: "chip chip-live",
  accent: "chip",
  good: "chip chip-good",
  warn: "chip chip-warn",
  bad: "chip chip-bad",
};

export function StateChip({ state }: { state: SessionState }): JSX.Element {
  const { name, tone } = STATES[state];
  return <span class={CLASSES[tone]}>{name}</span>;
}

export function AnswerChip({ answer, isOver }: { answer: AnswerView; isOver: boolean }): JSX.Element {
  const { name, tone } = stateOf(answer, isOver);
  return <span class={CLASSES[tone]}>{name}</span>;
}
