/**
 * The interview as a pure state machine: `step` takes a state, an event and the time, and gives the next state and
 * what is to be done about it. It has no clock and touches nothing. docs/architecture.md draws it.
 */

export type Phase =
  | "consent"
  | "hardware"
  | "ready"
  | "greeting"
  | "practice"
  | "practising"
  | "practised"
  | "asking"
  | "thinking"
  | "answering"
  | "writing"
  | "reviewing"
  | "feedback"
  | "goodbye"
  | "delivering"
  | "done"
  | "closed"
  | "elsewhere";

/** Whether the agent speaks; while it is down the interview goes on in text. */
export type Agent = "connecting" | "up" | "down";

export interface Timing {
  readonly thinkingMs: number;
  readonly answerMs: number;
}

export interface FollowUp {
  readonly question: number;
  readonly timing: Timing;
}

export interface State {
  readonly phase: Phase;
  /** Index of the current question. */
  readonly question: number;
  /** What is asked after it, in order. */
  readonly ahead: readonly number[];
  /** By index; follow-ups are added at the end. */
  readonly questions: readonly Timing[];
  /** This page goes on with an interview that was begun before. */
  readonly resumed: boolean;
  /** No question was asked yet: the candidate is greeted, and may practise. */
  readonly isNew: boolean;
  readonly agent: Agent;
  /** The current question has leave to be recorded. */
  readonly leased: boolean;
  /** The agent is saying something in this phase, and has not finished. */
  readonly speaking: boolean;
  /** When the phase ends by itself, on the clock given to `step`. */
  readonly endsAt: number | null;
  /** The answer's last seconds have begun. */
  readonly warned: boolean;
  /** How often more time was asked for, for this question. */
  readonly extensions: number;
  /** The answer is a written one, and not blank. */
  readonly written: boolean;
  readonly feedback: string | null;
}

export type Event =
  | { readonly type: "agreed" }
  | { readonly type: "devices_ready" }
  | { readonly type: "devices_lost" }
  | { readonly type: "started" }
  | { readonly type: "agent_up" }
  | { readonly type: "agent_down" }
  | { readonly type: "speech_began" }
  | { readonly type: "spoken" }
  | { readonly type: "leased" }
  | { readonly type: "answer_requested" }
  | { readonly type: "write_instead" }
  | { readonly type: "wrote"; readonly blank: boolean }
  | { readonly type: "not_sent" }
  | { readonly type: "more_time" }
  | { readonly type: "silence" }
  | { readonly type: "finished_answer" }
  | { readonly type: "answer_kept"; readonly reviewable: boolean }
  | { readonly type: "reviewed"; readonly feedback: string; readonly followUp: FollowUp | null }
  | { readonly type: "review_unavailable" }
  | { readonly type: "next" }
  | { readonly type: "delivered" }
  | { readonly type: "locked" }
  | { readonly type: "link_closed" }
  | { readonly type: "taken_over" }
  | { readonly type: "tick" };

export type Effect =
  | { readonly do: "join" }
  | { readonly do: "greet" }
  | { readonly do: "practise" | "start_practice" | "finish_practice" }
  | { readonly do: "lease"; readonly question: number }
  | { readonly do: "ask"; readonly question: number }
  | { readonly do: "start_answer"; readonly question: number }
  | { readonly do: "more_time"; readonly question: number }
  | { readonly do: "finish_answer"; readonly question: number }
  | { readonly do: "set_aside"; readonly question: number }
  | { readonly do: "send_text"; readonly question: number }
  | { readonly do: "request_review"; readonly question: number }
  | { readonly do: "speak_review"; readonly question: number }
  | { readonly do: "say_goodbye" }
  | { readonly do: "deliver" }
  | { readonly do: "lock" }
  | { readonly do: "release" };

export type Step = readonly [State, readonly Effect[]];

export const CONNECTS_WITHIN_MS = 8_000;
/** How long the agent may keep silent before the page goes on without its voice. */
export const SPEAKS_WITHIN_MS = 15_000;
export const SPEAKS_AT_MOST_MS = 120_000;
export const REVIEWED_WITHIN_MS = 25_000;
export const PRACTICE_MS = 60_000;
/** Who writes is given so much more time: people type about a third of the words that they speak. */
export const WRITING_FACTOR = 3;
export const WARNING_MS = 20_000;
export const MOST_EXTENSIONS = 2;
export const MORE_THINKING_MS = 30_000;
export const MORE_ANSWER_MS = 60_000;

export interface Beginning {
  readonly begun: boolean;
  /** A question was asked before. */
  readonly asked: boolean;
  readonly questions: readonly Timing[];
  /** The questions without a complete answer, as they are to be asked. */
  readonly left: readonly number[];
}

/** Where a page begins that has just been opened. */
export function begin({ begun, asked, questions, left: [question, ...ahead] }: Beginning): Step {
  const state: State = {
    phase: begun ? "hardware" : "consent",
    question: question ?? questions.length,
    ahead,
    questions,
    resumed: begun,
    isNew: !asked,
    agent: "connecting",
    leased: false,
    speaking: false,
    endsAt: null,
    warned: false,
    extensions: 0,
    written: false,
    feedback: null,
  };
  // Nothing is left to record, so no camera is needed.
  return begun && question === undefined ? deliver(state) : [state, []];
}

export function step(state: State, event: Event, now: number): Step {
  return everywhere(state, event) ?? inPhase(state, event, now) ?? [remember(state, event), []];
}

/** Whether a part of the interview that counts is running, so that the candidate's page is watched. */
export function isRunning(phase: Phase): boolean {
  return RUNNING.has(phase);
}

/** Whether the interviewer is to hear the candidate. */
export function isHeard(phase: Phase): boolean {
  return PRACTICE.has(phase) || (RUNNING.has(phase) && phase !== "writing");
}

/** Whether leaving the page now would lose something. */
export function isUnsaved(phase: Phase): boolean {
  return RUNNING.has(phase) || phase === "delivering";
}

const RUNNING: ReadonlySet<Phase> = new Set([
  "greeting",
  "asking",
  "thinking",
  "answering",
  "writing",
  "reviewing",
  "feedback",
  "goodbye",
]);
const PRACTICE: ReadonlySet<Phase> = new Set(["practice", "practising", "practised"]);
const ENDED: ReadonlySet<Phase> = new Set(["done", "closed", "elsewhere"]);

function everywhere(state: State, event: Event): Step | null {
  if (ENDED.has(state.phase)) return [state, []];
  if (event.type === "taken_over") return [{ ...quiet(state), phase: "elsewhere" }, [{ do: "release" }]];
  if (event.type === "link_closed") return [{ ...quiet(state), phase: "closed" }, [{ do: "release" }]];
  return null;
}

/** The step that this event means in this phase; null where it means nothing there. */
function inPhase(state: State, event: Event, now: number): Step | null {
  const isOver = event.type === "tick" && state.endsAt !== null && now >= state.endsAt;
  switch (state.phase) {
    case "consent":
      return event.type === "agreed" ? [{ ...state, phase: "hardware" }, []] : null;
    case "hardware":
      return event.type === "devices_ready" ? [{ ...state, phase: "ready" }, []] : null;
    case "ready":
      if (event.type === "devices_lost") return [{ ...state, phase: "hardware" }, []];
      return event.type === "started" ? join(state, now) : null;
    case "greeting":
      if (event.type === "agent_up" && !state.speaking) return greet({ ...state, agent: "up" }, now);
      if (event.type === "agent_down") return afterGreeting({ ...state, agent: "down" }, now);
      if (event.type === "speech_began") return heard(state, now);
      if (event.type === "spoken" && state.speaking) return afterGreeting(state, now);
      // Without a greeting begun, nobody answered.
      return isOver ? afterGreeting(state.speaking ? state : { ...state, agent: "down" }, now) : null;
    case "practice":
      if (event.type === "answer_requested") return practise(state, now);
      if (event.type === "next") return ask(state, state.question, now);
      if (event.type === "agent_down") return [quiet({ ...state, agent: "down" }), []];
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isOver ? [quiet(state), []] : null;
    case "practising": {
      const finish: Effect = { do: "finish_practice" };
      if (event.type === "next") return also(finish, ask(state, state.question, now));
      const isFinished = event.type === "silence" || event.type === "finished_answer" || isOver;
      return isFinished ? [{ ...quiet(state), phase: "practised" }, [finish]] : null;
    }
    case "practised":
      if (event.type === "answer_requested") return practise(state, now);
      return event.type === "next" ? ask(state, state.question, now) : null;
    case "asking":
      if (event.type === "agent_down") return think({ ...state, agent: "down" }, now);
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isOver ? think(remember(state, event), now) : null;
    case "thinking":
      if (event.type === "more_time") return extend(state, MORE_THINKING_MS);
      if (event.type === "write_instead") return write(state, now);
      if (event.type === "answer_requested" || isOver) return state.leased ? answer(state, now) : null;
      return event.type === "leased" ? answerWhenDue({ ...state, leased: true }, now) : null;
    case "answering":
      if (event.type === "more_time") return extend(state, MORE_ANSWER_MS);
      if (event.type === "write_instead") return also({ do: "set_aside", question: state.question }, write(state, now));
      if (event.type === "silence" || event.type === "finished_answer" || isOver) return review(state, now);
      if (event.type === "tick" && isAlmostOver(state, now)) return [{ ...state, warned: true }, []];
      return null;
    case "writing":
      if (event.type === "more_time") return extend(state, MORE_ANSWER_MS);
      if (event.type === "wrote") return [{ ...state, written: !event.blank }, []];
      if (event.type === "answer_requested") return state.leased ? answer(state, now) : null;
      if (state.written && (event.type === "finished_answer" || isOver)) return send(state);
      // Where nothing is written yet, the first letter must not be sent as the answer.
      if (isOver) return [quiet(state), []];
      if (event.type === "tick" && isAlmostOver(state, now)) return [{ ...state, warned: true }, []];
      return null;
    case "reviewing":
      if (event.type === "not_sent") return [{ ...quiet(state), phase: "writing" }, []];
      if (event.type === "answer_kept") return kept(state, event.reviewable, now);
      if (event.type === "reviewed") return feedback(withFollowUp(state, event.followUp), event.feedback, now);
      return event.type === "review_unavailable" || isOver ? proceed(state, now) : null;
    case "feedback":
      if (event.type === "next") return proceed(state, now);
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isOver ? [quiet(state), []] : null;
    case "goodbye":
      if (event.type === "agent_down") return deliver({ ...state, agent: "down" });
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isOver ? deliver(state) : null;
    case "delivering":
      if (event.type === "delivered") return [state, [{ do: "lock" }]];
      return event.type === "locked" ? [{ ...quiet(state), phase: "done" }, [{ do: "release" }]] : null;
    case "done":
    case "closed":
    case "elsewhere":
      return null;
  }
}

/** What is worth knowing in every phase. */
function remember(state: State, event: Event): State {
  switch (event.type) {
    case "agent_up":
      return { ...state, agent: "up" };
    case "agent_down":
      return { ...state, agent: "down", speaking: false };
    case "leased":
      return { ...state, leased: true };
    default:
      return state;
  }
}

function join(state: State, now: number): Step {
  return [{ ...state, phase: "greeting", agent: "connecting", endsAt: now + CONNECTS_WITHIN_MS }, [{ do: "join" }]];
}

function greet(state: State, now: number): Step {
  if (!state.isNew) return ask(state, state.question, now);
  return [{ ...state, speaking: true, endsAt: now + SPEAKS_WITHIN_MS }, [{ do: "greet" }]];
}

/** Before the first question everything may be tried out; nothing of that is kept. */
function afterGreeting(state: State, now: number): Step {
  if (!state.isNew) return ask(state, state.question, now);
  const practice: State = { ...quiet(state), phase: "practice" };
  if (state.agent !== "up") return [practice, []];
  return [{ ...practice, speaking: true, endsAt: now + SPEAKS_WITHIN_MS }, [{ do: "practise" }]];
}

function practise(state: State, now: number): Step {
  return [{ ...quiet(state), phase: "practising", endsAt: now + PRACTICE_MS }, [{ do: "start_practice" }]];
}

function ask(state: State, question: number, now: number): Step {
  const asked: State = {
    ...quiet(state),
    phase: "asking",
    question,
    leased: false,
    warned: false,
    extensions: 0,
    written: false,
    feedback: null,
  };
  const lease: Effect = { do: "lease", question };
  if (state.agent !== "up") {
    const [thinking, effects] = think(asked, now);
    return [thinking, [lease, ...effects]];
  }
  return [{ ...asked, speaking: true, endsAt: now + SPEAKS_WITHIN_MS }, [lease, { do: "ask", question }]];
}

function think(state: State, now: number): Step {
  const thinking: State = { ...quiet(state), phase: "thinking", endsAt: now + timing(state).thinkingMs };
  return answerWhenDue(thinking, now) ?? [thinking, []];
}

function answerWhenDue(state: State, now: number): Step | null {
  const isDue = state.endsAt !== null && now >= state.endsAt;
  if (isDue && state.leased) return answer(state, now);
  return state.leased ? [state, []] : null;
}

function answer(state: State, now: number): Step {
  const endsAt = now + timing(state).answerMs;
  const answering: State = { ...quiet(state), phase: "answering", written: false, warned: false, endsAt };
  return [answering, [{ do: "start_answer", question: state.question }]];
}

function review(state: State, now: number): Step {
  const reviewing: State = { ...quiet(state), phase: "reviewing", warned: false, endsAt: now + REVIEWED_WITHIN_MS };
  return [reviewing, [{ do: "finish_answer", question: state.question }]];
}

function write(state: State, now: number): Step {
  const endsAt = now + WRITING_FACTOR * timing(state).answerMs;
  return [{ ...quiet(state), phase: "writing", warned: false, endsAt }, []];
}

/** However long that takes: a written answer has no recording that would stand in for it. */
function send(state: State): Step {
  const sending: State = { ...quiet(state), phase: "reviewing", warned: false };
  return [sending, [{ do: "send_text", question: state.question }]];
}

function kept(state: State, reviewable: boolean, now: number): Step {
  if (!reviewable) return proceed(state, now);
  const reviewing = { ...state, endsAt: state.endsAt ?? now + REVIEWED_WITHIN_MS };
  return [reviewing, [{ do: "request_review", question: state.question }]];
}

/** A follow-up is asked next: it belongs to the question that was just answered. */
function withFollowUp(state: State, followUp: FollowUp | null): State {
  if (!followUp || followUp.question === state.question || state.ahead.includes(followUp.question)) return state;
  const questions = [...state.questions];
  questions[followUp.question] = followUp.timing;
  return { ...state, questions, ahead: [followUp.question, ...state.ahead] };
}

function feedback(state: State, words: string, now: number): Step {
  const shown: State = { ...quiet(state), phase: "feedback", feedback: words };
  if (state.agent !== "up") return [shown, []];
  const effect: Effect = { do: "speak_review", question: state.question };
  return [{ ...shown, speaking: true, endsAt: now + SPEAKS_WITHIN_MS }, [effect]];
}

function proceed(state: State, now: number): Step {
  const [next, ...ahead] = state.ahead;
  if (next !== undefined) return ask({ ...state, ahead }, next, now);
  if (state.agent !== "up") return deliver(state);
  const leaving: State = { ...quiet(state), phase: "goodbye", speaking: true, endsAt: now + SPEAKS_WITHIN_MS };
  return [leaving, [{ do: "say_goodbye" }]];
}

function deliver(state: State): Step {
  return [{ ...quiet(state), phase: "delivering" }, [{ do: "deliver" }]];
}

/** The agent was heard: let it finish. */
function heard(state: State, now: number): Step {
  return state.speaking ? [{ ...state, endsAt: now + SPEAKS_AT_MOST_MS }, []] : [state, []];
}

function extend(state: State, ms: number): Step {
  const effect: Effect = { do: "more_time", question: state.question };
  if (state.extensions >= MOST_EXTENSIONS || state.endsAt === null) return [state, [effect]];
  const extended = { ...state, endsAt: state.endsAt + ms, extensions: state.extensions + 1, warned: false };
  return [extended, [effect]];
}

function also(first: Effect, [state, effects]: Step): Step {
  return [state, [first, ...effects]];
}

function quiet(state: State): State {
  return { ...state, speaking: false, endsAt: null };
}

function isAlmostOver(state: State, now: number): boolean {
  // Where an answer is short, a warning at its start would only disturb.
  const isLong = timing(state).answerMs > WARNING_MS;
  return isLong && !state.warned && state.endsAt !== null && now >= state.endsAt - WARNING_MS;
}

function timing(state: State): Timing {
  return state.questions[state.question] ?? { thinkingMs: 0, answerMs: 0 };
}
