import type { JSX } from "preact";

import type { AnswerView, SessionState } from "../shared/api-types";
import { ANSWER_STATES, STATES, type Tone, answerStateName } from "./states";

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

export function AnswerChip({ state, isOver }: { state: AnswerView["state"]; isOver: boolean }): JSX.Element {
  return <span class={CLASSES[ANSWER_STATES[state].tone]}>{answerStateName(state, isOver)}</span>;
}
