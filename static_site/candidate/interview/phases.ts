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
  | "expired"
  | "closed"
  | "replaced"
  | "elsewhere";

/** Whether the agent speaks; while it is down the interview goes on in text. */
export type Agent = "connecting" | "up" | "down";

export interface Timing {
  readonly thinkingMs: number;
  readonly answerMs: number;
}

/**
 * What of a question's time is used. It only grows, and survives a reload: `answerMs` counts a third of the time of
 * writing, `moreThinking` and `moreAnswer` how often more time was asked for.
 */
export interface TimeUsed {
  readonly thinkingMs: number;
  readonly answerMs: number;
  readonly moreThinking: number;
  readonly moreAnswer: number;
}

export interface FollowUp {
  readonly question: number;
  readonly timing: Timing;
}

export interface State {
  readonly phase: Phase;
  /** When the phase began, or more time was given, on the clock given to `step`. */
  readonly since: number;
  /** When buttons last gave way to others. */
  readonly coveredAt: number;
  /** Index of the current question. */
  readonly question: number;
  /** What is asked after it, in order. */
  readonly ahead: readonly number[];
  /** By index; follow-ups are added at the end. */
  readonly questions: readonly Timing[];
  /** The questions whose words are here. */
  readonly given: readonly number[];
  /** Of the current question, up to the running phase. */
  readonly used: TimeUsed;
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
  | { readonly type: "given"; readonly questions: readonly number[] }
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
  | { readonly type: "link_expired" }
  | { readonly type: "link_closed" }
  | { readonly type: "link_replaced" }
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
/** Who comes back to a question whose time is used has so much, and at most half of what it had. */
export const LEAST_THINKING_MS = 10_000;
export const LEAST_ANSWER_MS = 30_000;
/** A second press on a button falls on what has taken its place by then: it is none. */
export const SETTLES_MS = 400;
export const NOTHING_USED: TimeUsed = { thinkingMs: 0, answerMs: 0, moreThinking: 0, moreAnswer: 0 };

export interface Beginning {
  readonly begun: boolean;
  /** A question was asked before. */
  readonly asked: boolean;
  readonly questions: readonly Timing[];
  /** The questions without a complete answer, as they are to be asked. */
  readonly left: readonly number[];
  /** The questions whose words are here. */
  readonly given: readonly number[];
  /** Of the first of them. */
  readonly used: TimeUsed;
}

/** Where a page begins that has just been opened. */
export function begin({ begun, asked, questions, left: [question, ...ahead], given, used }: Beginning): Step {
  const state: State = {
    phase: begun ? "hardware" : "consent",
    since: 0,
    coveredAt: -SETTLES_MS,
    question: question ?? questions.length,
    ahead,
    questions,
    given,
    used,
    resumed: begun,
    isNew: !asked,
    agent: "connecting",
    leased: false,
    speaking: false,
    endsAt: null,
    warned: false,
    written: false,
    feedback: null,
  };
  // Nothing is left to record, so no camera is needed.
  return begun && question === undefined ? deliver(state) : [state, []];
}

export function step(state: State, event: Event, now: number): Step {
  if (PRESSES.has(event.type) && isSettling(state, now)) return [state, []];
  const [next, effects] = everywhere(state, event) ?? inPhase(state, event, now) ?? [remember(state, event), []];
  if (next.phase === state.phase) return [next, effects];
  return [{ ...next, since: now, coveredAt: BUTTONLESS.has(state.phase) ? state.coveredAt : now }, effects];
}

/** What of the current question's time is used by now. */
export function usedBy(state: State, now: number): TimeUsed {
  const { phase, endsAt, used } = state;
  const { thinkingMs, answerMs } = givenTime(state);
  const leftMs = Math.max(0, (endsAt ?? 0) - now);
  switch (phase) {
    case "thinking":
      return { ...used, thinkingMs: Math.max(used.thinkingMs, thinkingMs - leftMs) };
    case "answering":
      return { ...used, answerMs: Math.max(used.answerMs, answerMs - leftMs) };
    case "writing":
      return { ...used, answerMs: Math.max(used.answerMs, Math.round(answerMs - leftMs / WRITING_FACTOR)) };
    default:
      return used;
  }
}

/** Whether the time of a question runs: the candidate thinks or answers, and the page is watched. */
export function isTimed(phase: Phase): boolean {
  return phase === "thinking" || phase === "answering" || phase === "writing";
}

/** Whether more time can be asked for, for this question. */
export function mayExtend({ used }: State): boolean {
  return used.moreThinking + used.moreAnswer < MOST_EXTENSIONS;
}

/** Whether a part of the interview that counts is running. */
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
const ENDED: ReadonlySet<Phase> = new Set(["done", "expired", "closed", "replaced", "elsewhere"]);
/** What only buttons say. */
const PRESSES: ReadonlySet<Event["type"]> = new Set([
  ...["agreed", "started", "answer_requested", "write_instead", "finished_answer", "more_time", "next"],
] as Event["type"][]);

/** What appears after these came to nobody's place. */
const BUTTONLESS: ReadonlySet<Phase> = new Set(["hardware", "greeting", "asking", "reviewing", "goodbye"]);

function isSettling({ coveredAt }: State, now: number): boolean {
  // A clock that was put back must not keep buttons from working.
  return now >= coveredAt && now - coveredAt < SETTLES_MS;
}

function everywhere(state: State, event: Event): Step | null {
  if (ENDED.has(state.phase)) return [state, []];
  if (event.type === "taken_over") return [{ ...quiet(state), phase: "elsewhere" }, [{ do: "release" }]];
  // Where all is answered already it is delivered and finished as ever.
  if (event.type === "link_expired" && state.phase !== "delivering")
    return [{ ...quiet(state), phase: "expired" }, [{ do: "release" }]];
  if (event.type === "link_closed") return [{ ...quiet(state), phase: "closed" }, [{ do: "release" }]];
  if (event.type === "link_replaced") return [{ ...quiet(state), phase: "replaced" }, [{ do: "release" }]];
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
      if (!isGiven(state)) {
        const known = remember(state, event);
        return isGiven(known) ? say(known, now) : null;
      }
      if (event.type === "agent_down") return think({ ...state, agent: "down" }, now);
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isOver ? think(remember(state, event), now) : null;
    case "thinking":
      if (event.type === "more_time") return extend(state, MORE_THINKING_MS, now);
      if (event.type === "write_instead") return write(state, now);
      if (event.type === "answer_requested" || isOver) return state.leased ? answer(state, now) : null;
      return event.type === "leased" ? answerWhenDue({ ...state, leased: true }, now) : null;
    case "answering":
      if (event.type === "more_time") return extend(state, MORE_ANSWER_MS, now);
      if (event.type === "write_instead") return also({ do: "set_aside", question: state.question }, write(state, now));
      if (event.type === "silence" || event.type === "finished_answer" || isOver) return review(state, now);
      if (event.type === "tick" && isAlmostOver(state, now)) return [{ ...state, warned: true }, []];
      return null;
    case "writing":
      if (event.type === "more_time") return extend(state, WRITING_FACTOR * MORE_ANSWER_MS, now);
      if (event.type === "wrote") return [{ ...state, written: !event.blank }, []];
      if (event.type === "answer_requested") return state.leased ? answer(state, now) : null;
      if (state.written && (event.type === "finished_answer" || isOver)) return send(state, now);
      // Where nothing is written yet, the first letter must not be sent as the answer.
      if (isOver) return [{ ...quiet(state), used: usedBy(state, now) }, []];
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
    case "expired":
    case "closed":
    case "replaced":
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
    case "given":
      return { ...state, given: [...new Set([...state.given, ...event.questions])] };
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

/** Who comes back to a question finds its time as they left it. */
function ask(state: State, question: number, now: number): Step {
  const asked: State = {
    ...quiet(state),
    phase: "asking",
    question,
    used: question === state.question ? state.used : NOTHING_USED,
    leased: false,
    warned: false,
    written: false,
    feedback: null,
  };
  const lease: Effect = { do: "lease", question };
  // Words that are not here yet are waited for: nobody's time runs meanwhile.
  return isGiven(asked) ? also(lease, say(asked, now)) : [asked, [lease]];
}

function say(state: State, now: number): Step {
  if (state.agent !== "up") return think(state, now);
  const saying: State = { ...state, speaking: true, endsAt: now + SPEAKS_WITHIN_MS };
  return [saying, [{ do: "ask", question: state.question }]];
}

function isGiven({ given, question }: State): boolean {
  return given.includes(question);
}

function think(state: State, now: number): Step {
  const leftMs = givenTime(state).thinkingMs - state.used.thinkingMs;
  const endsAt = now + Math.max(leftMs, Math.min(LEAST_THINKING_MS, timing(state).thinkingMs / 2));
  const thinking: State = { ...quiet(state), phase: "thinking", endsAt };
  return answerWhenDue(thinking, now) ?? [thinking, []];
}

function answerWhenDue(state: State, now: number): Step | null {
  const isDue = state.endsAt !== null && now >= state.endsAt;
  if (isDue && state.leased) return answer(state, now);
  return state.leased ? [state, []] : null;
}

function answer(state: State, now: number): Step {
  const used = usedBy(state, now);
  const endsAt = now + answerLeftMs({ ...state, used });
  const answering: State = { ...quiet(state), phase: "answering", used, written: false, warned: false, endsAt };
  return [answering, [{ do: "start_answer", question: state.question }]];
}

function review(state: State, now: number): Step {
  const endsAt = now + REVIEWED_WITHIN_MS;
  const reviewing: State = { ...quiet(state), phase: "reviewing", used: usedBy(state, now), warned: false, endsAt };
  return [reviewing, [{ do: "finish_answer", question: state.question }]];
}

function write(state: State, now: number): Step {
  const used = usedBy(state, now);
  const endsAt = now + WRITING_FACTOR * answerLeftMs({ ...state, used });
  return [{ ...quiet(state), phase: "writing", used, warned: false, endsAt }, []];
}

/** However long that takes: a written answer has no recording that would stand in for it. */
function send(state: State, now: number): Step {
  const sending: State = { ...quiet(state), phase: "reviewing", used: usedBy(state, now), warned: false };
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
  const given = [...new Set([...state.given, followUp.question])];
  return { ...state, questions, given, ahead: [followUp.question, ...state.ahead] };
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

function extend(state: State, ms: number, now: number): Step {
  const effect: Effect = { do: "more_time", question: state.question };
  if (!mayExtend(state) || state.endsAt === null) return [state, [effect]];
  const { moreThinking, moreAnswer } = state.used;
  const used = usedBy(state, now);
  const more = state.phase === "thinking" ? { moreThinking: moreThinking + 1 } : { moreAnswer: moreAnswer + 1 };
  const extended: State = {
    ...state,
    since: now,
    coveredAt: now,
    endsAt: state.endsAt + ms,
    used: { ...used, ...more },
    warned: false,
  };
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

/** With what was asked for more. */
function givenTime(state: State): Timing {
  const { thinkingMs, answerMs } = timing(state);
  const { moreThinking, moreAnswer } = state.used;
  return { thinkingMs: thinkingMs + MORE_THINKING_MS * moreThinking, answerMs: answerMs + MORE_ANSWER_MS * moreAnswer };
}

function answerLeftMs(state: State): number {
  const leftMs = givenTime(state).answerMs - state.used.answerMs;
  return Math.max(leftMs, Math.min(LEAST_ANSWER_MS, timing(state).answerMs / 2));
}
