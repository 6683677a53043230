import type { JSX } from "preact";

import type { AnswerProgressView, SessionView } from "../../shared/api-types";
import { t } from "../words";
import { ANSWER_TONES, TONES, type Tone, standing, stateOf } from "./states";

const CLASSES: Record<Tone, string> = {
  plain: "chip-plain",
  live: "chip-live",
  accent: "",
  good: "chip-good",
  warn: "chip-warn",
  bad: "chip-bad",
};

export function StateChip({ session }: { session: SessionView }): JSX.Element {
  const state = standing(session);
  return <span class={`chip ${CLASSES[TONES[state]]}`}>{t.value.states[state].name}</span>;
}

export function AnswerChip({ answer, isOver }: { answer: AnswerProgressView; isOver: boolean }): JSX.Element {
  const state = stateOf(answer, isOver);
  return <span class={`chip ${CLASSES[ANSWER_TONES[state]]}`}>{t.value.answerStates[state]}</span>;
}
