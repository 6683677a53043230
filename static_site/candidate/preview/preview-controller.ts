/** The interview's own phases with the questions of a template, and nothing behind them: no device, no server. */

import { computed, signal } from "@preact/signals";

import type { QuestionView, TemplateView } from "../../shared/api-types";
import type { InterviewController } from "../interview/interview-controller";
import type { Effect, Event, State } from "../interview/interview-machine";
import { stillController } from "../../stills/controller";
import type { Phases } from "./stage";

export interface Preview {
  readonly controller: InterviewController;
  /** Nothing comes by itself any more. */
  readonly close: () => void;
}

export interface Previewed {
  readonly template: Pick<TemplateView, "title" | "language" | "questions">;
  readonly organisation: string;
  readonly picture: MediaStream | null;
  readonly consentText: InterviewController["consentText"];
  /** What stands in a feedback's place. */
  readonly feedback: () => string;
}

const TICK_MS = 250;
const CONNECTS_MS = 800;
const FEEDBACK_MS = 1_500;
/** How long the silent interviewer takes: about as long as saying it would. */
const SAYS_MS = { least: 2_000, aCharacter: 50, most: 6_000 };
const NOT_ANSWERED = {
  follows: null,
  begun: false,
  recorded: false,
  recorded_ms: 0,
  written: false,
  awaited: 0,
  time: null,
};

export function preview(
  { begin, step, isAwaited, timing, NOTHING_USED }: Phases,
  { template, organisation, picture, consentText, feedback }: Previewed,
): Preview {
  const questions: QuestionView[] = template.questions.map(({ text, thinking_time_s, answer_time_s, follow_ups }) => ({
    ...{ text, thinking_time_s, answer_time_s, follow_ups },
    ...NOT_ANSWERED,
  }));
  const indexes = questions.map((_, index) => index);
  const [first] = begin({
    ...{ begun: false, asked: true, questions: questions.map(timing) },
    ...{ left: indexes, given: indexes, used: NOTHING_USED, isPatient: false },
  });
  const still = stillController({ organisation, title: template.title, name: "", questions });
  const state = signal<State>(first);
  const now = signal(Date.now());
  const caption = signal("");
  const timers = new Map<"speech" | "step", ReturnType<typeof setTimeout>>();

  function later(kind: "speech" | "step", event: Event, ms: number): void {
    clearTimeout(timers.get(kind));
    timers.set(
      kind,
      setTimeout(() => feed(event), ms),
    );
  }

  function say(words: string): void {
    caption.value = words;
    const ms = Math.min(SAYS_MS.most, SAYS_MS.least + SAYS_MS.aCharacter * words.length);
    later("speech", { type: "spoken" }, ms);
  }

  function feed(event: Event): void {
    const before = state.value.phase;
    const [next, effects] = step(state.value, event, Date.now());
    now.value = Date.now();
    state.value = next;
    if (next.phase !== before) clearTimeout(timers.get("speech"));
    for (const effect of effects) perform(effect);
    // Pressed as soon as it was there: it is taken a moment later.
    if (event.type === "started" && next.phase === "ready") later("step", event, TICK_MS);
  }

  function perform(effect: Effect): void {
    switch (effect.do) {
      case "join":
        later("step", { type: "agent_up" }, CONNECTS_MS);
        break;
      case "lease":
        later("step", { type: "leased" }, 0);
        break;
      case "ask":
        say(questions[effect.question]?.text ?? "");
        break;
      case "finish_answer":
        later("step", { type: "answer_kept", hasWords: true }, 0);
        break;
      case "request_feedback":
        later("step", { type: "feedback_given", feedback: feedback(), followUp: null }, FEEDBACK_MS);
        break;
      case "speak_feedback":
        say(feedback());
        break;
      case "say_goodbye":
        say("");
        break;
      default:
    }
  }

  const ticking = setInterval(() => {
    now.value = Date.now();
    if (isAwaited(state.value)) feed({ type: "tick" });
  }, TICK_MS);
  Object.assign(still.interview, { language: template.language, template_language: template.language });
  Object.assign(still.conversation, { caption });
  Object.assign(still.capture, { stream: signal(picture), isRecording: signal(false) });
  const controller = Object.assign(still, {
    ...{ consentText, state, now, feed, questions: signal(questions) },
    question: computed(() => questions[state.value.question] ?? null),
    orbLoudness: () => (state.value.speaking ? 0.2 : 0),
    goOn: () => {
      feed({ type: "next" });
      return Promise.resolve();
    },
  });
  return {
    controller,
    close: () => {
      clearInterval(ticking);
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
