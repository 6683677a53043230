import type { JSX } from "preact";

import type { AnswerProgressView, SessionView } from "../../shared/api-types";
import { type Tone, standing, stateOf } from "./states";

const CLASSES: Record<Tone, string> = {
  plain: "chip chip-plain",
  live: "chip chip-live",
  accent: "chip",
  good: "chip chip-good",
  warn: "chip chip-warn",
  bad: "chip chip-bad",
};

export function StateChip({ session }: { session: SessionView }): JSX.Element {
  const { name, tone } = standing(session);
  return <span class={CLASSES[tone]}>{name}</span>;
}

export function AnswerChip({ answer, isOver }: { answer: AnswerProgressView; isOver: boolean }): JSX.Element {
  const { name, tone } = stateOf(answer, isOver);
  return <span class={CLASSES[tone]}>{name}</span>;
}
