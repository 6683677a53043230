/**
 * The interview as a pure state machine: `step` takes a state, an event and the time, and gives the next state and
 * what is to be done about it. It has no clock and touches nothing. docs/architecture.md draws it.
 */

import { MORE_ANSWER_MS, MORE_THINKING_MS, WRITING_FACTOR } from "../../shared/limits";
import { wordCount } from "../../shared/word-count";
import {
  answerLeftMs,
  givenTime,
  mayExtend,
  NOTHING_USED,
  thinkingLeftMs,
  type TimeUsed,
  type Timing,
} from "./question-time";

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
  | "awaiting_feedback"
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

export interface FollowUp {
  readonly question: number;
  readonly timing: Timing;
}

/** What an answer goes back to that was ended too soon: by a pause, or by its candidate. */
export interface Reversible {
  /** On the clock given to `step`. */
  readonly since: number;
  readonly until: number;
  readonly leftMs: number;
}

/** An answer's time that stands still, because neither camera nor microphone is there. */
export interface Hold {
  readonly since: number;
  /** From then on it runs all the same. */
  readonly until: number;
}

export interface State {
  readonly phase: Phase;
  /** When the phase began, more time was given or it stood still, on the clock given to `step`. */
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
  /** While the answer that has just ended may still go on; it is recorded until then. */
  readonly reversible: Reversible | null;
  readonly hold: Hold | null;
  /** How long the time of this question stood still before. */
  readonly heldMs: number;
  /** The candidate is given all the time that they want for the feedback, */
  readonly isPatient: boolean;
  /** or has asked for it, for this one. */
  readonly stays: boolean;
}

export type Event =
  | { readonly type: "agreed" }
  | { readonly type: "devices_ready" }
  | { readonly type: "devices_lost" }
  /** In an answer: camera and microphone are both gone, or one of them is there again. */
  | { readonly type: "unplugged" }
  | { readonly type: "plugged_in" }
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
  | { readonly type: "not_finished" }
  | { readonly type: "spoke_on" }
  /** Somebody speaks and nothing is recorded: so little that it may be to themselves, */
  | { readonly type: "speaking" }
  /** or so much that it is meant as the answer. */
  | { readonly type: "answer_spoken" }
  | { readonly type: "answer_kept"; readonly hasWords: boolean }
  | { readonly type: "feedback_given"; readonly feedback: string; readonly followUp: FollowUp | null }
  | { readonly type: "feedback_unavailable" }
  | { readonly type: "stay" }
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
  | { readonly do: "read_aloud"; readonly question: number }
  | { readonly do: "start_answer"; readonly question: number; readonly isPressed: boolean }
  | { readonly do: "more_time"; readonly question: number }
  | { readonly do: "finish_answer"; readonly question: number }
  | { readonly do: "resume_answer"; readonly question: number; readonly isSpeaking: boolean }
  | { readonly do: "end_recording"; readonly question: number }
  | { readonly do: "set_aside"; readonly question: number }
  | { readonly do: "send_text"; readonly question: number }
  | { readonly do: "request_feedback"; readonly question: number }
  | { readonly do: "speak_feedback"; readonly question: number }
  | { readonly do: "say_goodbye" }
  | { readonly do: "deliver" }
  | { readonly do: "lock" }
  | { readonly do: "release" };

export type Step = readonly [State, readonly Effect[]];

export const CONNECT_TIMEOUT_MS = 8_000;
/** How long the agent may keep silent before the page goes on without its voice, */
export const SPEECH_TIMEOUT_MS = 15_000;
/** and how long after its last sound, where it does not say that this was the last. */
export const FALLS_SILENT_MS = 8_000;
/** Whoever has waited so long without hearing anything may go on. */
export const PATIENCE_MS = 6_000;
export const FEEDBACK_TIMEOUT_MS = 25_000;
export const PRACTICE_MS = 60_000;
export const WARNING_MS = 20_000;
/** Whoever was not finished says so, or speaks on, within this; */
export const REVERSIBLE_MS = 3_000;
/** whoever is given more time, within this. */
export const PATIENTLY_REVERSIBLE_MS = 9_000;
/** So long an answer's time stands still at most, all times together. */
export const MAX_HOLD_MS = 60_000;
/** After the feedback was heard the interview goes on by itself. */
export const GO_ON_MS = 6_000;
/** Where it can only be read, it takes so long for each word as well: some 150 words a minute, as slow readers read. */
export const READING_MS_A_WORD = 400;
/** A second press on a button falls on what has taken its place by then: it is none. */
export const SETTLES_MS = 400;

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
  /** Nothing goes on by itself after the feedback. */
  readonly isPatient: boolean;
}

/** Where a page begins that has just been opened. */
export function begin({
  begun,
  asked,
  questions,
  left: [question, ...ahead],
  given,
  used,
  isPatient,
}: Beginning): Step {
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
    reversible: null,
    ...{ hold: null, heldMs: 0 },
    ...{ isPatient, stays: false },
  };
  // Nothing is left to record, so no camera is needed.
  return begun && question === undefined ? deliver(state) : [state, []];
}

export function step(state: State, event: Event, now: number): Step {
  if (PRESSES.has(event.type) && isSettling(state, event, now)) return [state, []];
  const [reached, effects] = everywhere(state, event) ?? inPhase(state, event, now) ?? [remember(state, event), []];
  if (reached.phase === state.phase) return endRecording(state, reached, effects, now);
  const next = reached.hold ? { ...reached, hold: null, heldMs: letRun(state, now).heldMs } : reached;
  const isCovered = state.reversible !== null || event.type === "next" || !BUTTONLESS.has(state.phase);
  return endRecording(state, { ...next, since: now, coveredAt: isCovered ? now : state.coveredAt }, effects, now);
}

/** An answer that may still go on is recorded, until its time for that is over or something else comes. */
function endRecording({ question, reversible }: State, next: State, effects: readonly Effect[], now: number): Step {
  if (reversible === null || next.phase === "answering") return [next, effects];
  if (now < reversible.until && REVERSIBLE.has(next.phase)) return [next, effects];
  return [{ ...next, reversible: null }, [{ do: "end_recording", question }, ...effects]];
}

/** What of the current question's time is used by now. */
export function usedBy(state: State, now: number): TimeUsed {
  const { phase, used } = state;
  const { thinkingMs, answerMs } = givenTime(timing(state), used);
  const leftMs = timeLeftMs(state, now);
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

/** How long the phase lasts yet, but for the time for which it stands still. */
export function timeLeftMs({ endsAt, hold }: State, now: number): number {
  return Math.max(0, (endsAt ?? 0) - Math.max(now, hold?.until ?? 0));
}

/** Whether the time of an answer stands still. */
export function isHeld({ hold }: State, now: number): boolean {
  return hold !== null && now < hold.until;
}

/** Whether the time of a question runs: the candidate thinks or answers, and the page is watched. */
export function isTimed(phase: Phase): boolean {
  return phase === "thinking" || phase === "answering" || phase === "writing";
}

/** Whether a part of the interview that counts is running. */
export function isRunning(phase: Phase): boolean {
  return RUNNING.has(phase);
}

/** Whether the interviewer is to hear the candidate. */
export function isHeard(phase: Phase): boolean {
  return PRACTICE.has(phase) || (RUNNING.has(phase) && phase !== "writing");
}

/** Whether something comes by itself with time. */
export function isAwaited({ endsAt, reversible }: State): boolean {
  return endsAt !== null || reversible !== null;
}

/** How long it takes until the interview goes on by itself after this feedback; null where it does not, or not yet. */
export function goesOnInMs({ phase, speaking, endsAt }: State, now: number): number | null {
  return phase === "feedback" && !speaking && endsAt !== null ? Math.max(0, endsAt - now) : null;
}

/** Whether the candidate may go on who waits for something that the page can do without. */
export function mayHurry(state: State, now: number): boolean {
  const { phase, since, endsAt } = state;
  return BUTTONLESS.has(phase) && endsAt !== null && now - since >= PATIENCE_MS;
}

/** Whether the candidate can have the interview wait after this feedback, because it would not do so by itself. */
export function mayStay({ phase, isPatient, stays, written }: State): boolean {
  return phase === "feedback" && !isPatient && !stays && !written;
}

/** Whether leaving the page now would lose something; so much is still to be delivered. */
export function isUnsaved(phase: Phase, { chunks, answers } = { chunks: 0, answers: 0 }): boolean {
  const isDelivering = (phase === "closed" || phase === "expired") && chunks + answers > 0;
  return RUNNING.has(phase) || phase === "delivering" || isDelivering;
}

const RUNNING: ReadonlySet<Phase> = new Set([
  "greeting",
  "asking",
  "thinking",
  "answering",
  "writing",
  "awaiting_feedback",
  "feedback",
  "goodbye",
]);
const PRACTICE: ReadonlySet<Phase> = new Set(["practice", "practising", "practised"]);
const ENDED: ReadonlySet<Phase> = new Set(["done", "expired", "closed", "replaced", "elsewhere"]);
/** Where an answer that has ended may still go on. */
const REVERSIBLE: ReadonlySet<Phase> = new Set(["awaiting_feedback", "feedback"]);
/** What only buttons say. */
const PRESSES: ReadonlySet<Event["type"]> = new Set([
  ...["agreed", "started", "answer_requested", "write_instead", "finished_answer", "not_finished", "more_time", "next"],
] as Event["type"][]);

/** What appears after these came to nobody's place. */
const BUTTONLESS: ReadonlySet<Phase> = new Set(["hardware", "greeting", "asking", "awaiting_feedback", "goodbye"]);

function isSpeech({ type }: Event): boolean {
  return type === "speaking" || type === "answer_spoken";
}

function isSettling(state: State, event: Event, now: number): boolean {
  // Whoever was not finished has a button for it from the end on, in its place before and beside the feedback.
  const shownAt = event.type === "not_finished" ? state.reversible?.since : undefined;
  const coveredAt = shownAt ?? state.coveredAt;
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
  if (event.type === "not_finished" || event.type === "spoke_on") return goOn(state, event.type === "spoke_on", now);
  const isOver = event.type === "tick" && state.endsAt !== null && now >= state.endsAt;
  const isLeft = isOver || (event.type === "next" && state.endsAt !== null);
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
      return isLeft ? afterGreeting(state.speaking ? state : { ...state, agent: "down" }, now) : null;
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
      if (event.type === "agent_down")
        return state.agent === "up" ? say({ ...state, agent: "down" }, now) : [state, []];
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isLeft ? think(remember(state, event), event, now) : null;
    case "thinking":
      if (event.type === "more_time") return extend(state, MORE_THINKING_MS, now);
      if (event.type === "write_instead") return write(state, now);
      if (event.type === "answer_requested" || isOver) return state.leased ? answer(state, event, now) : null;
      // Who is given more time throughout may think aloud.
      if (event.type === "answer_spoken") return state.leased && !state.isPatient ? answer(state, event, now) : null;
      return event.type === "leased" ? answerWhenDue({ ...state, leased: true }, event, now) : null;
    case "answering":
      if (event.type === "unplugged") return [holdTime(state, now), []];
      if (event.type === "plugged_in") return [letRun(state, now), []];
      if (event.type === "more_time") return extend(state, MORE_ANSWER_MS, now);
      if (event.type === "write_instead") return also({ do: "set_aside", question: state.question }, write(state, now));
      if (event.type === "silence" || event.type === "finished_answer" || isOver) return awaitFeedback(state, now);
      if (event.type === "tick" && isAlmostOver(state, now)) return [{ ...state, warned: true }, []];
      return null;
    case "writing":
      if (event.type === "more_time") return extend(state, WRITING_FACTOR * MORE_ANSWER_MS, now);
      if (event.type === "wrote") return [{ ...state, written: !event.blank }, []];
      if (event.type === "answer_requested") return state.leased ? answer(state, event, now) : null;
      if (state.written && (event.type === "finished_answer" || isOver)) return send(state, now);
      // Where nothing is written yet, the first letter must not be sent as the answer.
      if (isOver) return [{ ...quiet(state), used: usedBy(state, now) }, []];
      if (event.type === "tick" && isAlmostOver(state, now)) return [{ ...state, warned: true }, []];
      return null;
    case "awaiting_feedback":
      if (event.type === "not_sent") return [{ ...quiet(state), phase: "writing" }, []];
      if (event.type === "answer_kept") return kept(state, event.hasWords, now);
      if (event.type === "feedback_given") return feedback(withFollowUp(state, event.followUp), event.feedback, now);
      return event.type === "feedback_unavailable" || isLeft ? proceedInTime(state, now) : null;
    case "feedback":
      if (event.type === "next") return proceed(state, now);
      if (event.type === "stay") return [{ ...(state.speaking ? state : quiet(state)), stays: true }, []];
      if (!state.speaking) return isOver ? proceed(state, now) : isSpeech(event) ? hold(state, now) : null;
      if (event.type === "speech_began") return heard(state, now);
      if (event.type === "spoken") return [countDown(state, GO_ON_MS, now), []];
      if (event.type === "agent_down") return [countDown({ ...state, agent: "down" }, readingMs(state), now), []];
      return isOver ? [countDown(state, readingMs(state), now), []] : null;
    case "goodbye":
      if (event.type === "agent_down") return deliver({ ...state, agent: "down" });
      if (event.type === "speech_began") return heard(state, now);
      return event.type === "spoken" || isLeft ? deliver(state) : null;
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
  return [{ ...state, phase: "greeting", agent: "connecting", endsAt: now + CONNECT_TIMEOUT_MS }, [{ do: "join" }]];
}

function greet(state: State, now: number): Step {
  if (!state.isNew) return ask(state, state.question, now);
  return [{ ...state, speaking: true, endsAt: now + SPEECH_TIMEOUT_MS }, [{ do: "greet" }]];
}

/** Before the first question everything may be tried out; nothing of that is kept. */
function afterGreeting(state: State, now: number): Step {
  if (!state.isNew) return ask(state, state.question, now);
  const practice: State = { ...quiet(state), phase: "practice" };
  if (state.agent !== "up") return [practice, []];
  return [{ ...practice, speaking: true, endsAt: now + SPEECH_TIMEOUT_MS }, [{ do: "practise" }]];
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
    ...(question === state.question ? {} : { used: NOTHING_USED, heldMs: 0 }),
    leased: false,
    warned: false,
    written: false,
    feedback: null,
    stays: false,
  };
  const lease: Effect = { do: "lease", question };
  // Words that are not here yet are waited for: nobody's time runs meanwhile.
  return isGiven(asked) ? also(lease, say(asked, now)) : [asked, [lease]];
}

function say(state: State, now: number): Step {
  const { agent, question } = state;
  // Without the interviewer the question is still heard, where its voice can be had.
  const isReadAloud = agent !== "up";
  const saying: State = { ...state, speaking: true, endsAt: now + SPEECH_TIMEOUT_MS };
  return [saying, [{ do: isReadAloud ? "read_aloud" : "ask", question }]];
}

function isGiven({ given, question }: State): boolean {
  return given.includes(question);
}

function think(state: State, event: Event, now: number): Step {
  const endsAt = now + thinkingLeftMs(timing(state), state.used);
  const thinking: State = { ...quiet(state), phase: "thinking", endsAt };
  return answerWhenDue(thinking, event, now) ?? [thinking, []];
}

function answerWhenDue(state: State, event: Event, now: number): Step | null {
  const isDue = state.endsAt !== null && now >= state.endsAt;
  if (isDue && state.leased) return answer(state, event, now);
  return state.leased ? [state, []] : null;
}

function answer(state: State, event: Event, now: number): Step {
  const used = usedBy(state, now);
  const endsAt = now + answerLeftMs(timing(state), used);
  const answering: State = { ...quiet(state), phase: "answering", used, written: false, warned: false, endsAt };
  const isPressed = event.type === "answer_requested" || event.type === "next";
  return [answering, [{ do: "start_answer", question: state.question, isPressed }]];
}

function awaitFeedback(state: State, now: number): Step {
  const { question } = state;
  const leftMs = timeLeftMs(state, now);
  // What ended with its time has none to go on in.
  const reversibleMs = state.isPatient ? PATIENTLY_REVERSIBLE_MS : REVERSIBLE_MS;
  const reversible = leftMs > 0 ? { since: now, until: now + reversibleMs, leftMs } : null;
  const awaiting: State = {
    ...quiet(state),
    phase: "awaiting_feedback",
    used: usedBy(state, now),
    warned: false,
    reversible,
    endsAt: now + FEEDBACK_TIMEOUT_MS,
  };
  const finish: Effect = { do: "finish_answer", question };
  return [awaiting, reversible ? [finish] : [finish, { do: "end_recording", question }]];
}

/** The same answer, with the time that it had. Its feedback is void; a follow-up stays, for the API has given it out. */
function goOn(state: State, isSpeaking: boolean, now: number): Step | null {
  const { reversible, question } = state;
  if (!reversible || now >= reversible.until) return null;
  const answering: State = { ...quiet(state), phase: "answering", feedback: null, reversible: null };
  return [{ ...answering, endsAt: now + reversible.leftMs }, [{ do: "resume_answer", question, isSpeaking }]];
}

function write(state: State, now: number): Step {
  const used = usedBy(state, now);
  const endsAt = now + WRITING_FACTOR * answerLeftMs(timing(state), used);
  return [{ ...quiet(state), phase: "writing", used, warned: false, endsAt }, []];
}

/** However long that takes: a written answer has no recording that would stand in for it. */
function send(state: State, now: number): Step {
  const sending: State = { ...quiet(state), phase: "awaiting_feedback", used: usedBy(state, now), warned: false };
  return [sending, [{ do: "send_text", question: state.question }]];
}

function kept(state: State, hasWords: boolean, now: number): Step {
  if (!hasWords) return proceedInTime(state, now);
  const awaiting = { ...state, endsAt: state.endsAt ?? now + FEEDBACK_TIMEOUT_MS };
  return [awaiting, [{ do: "request_feedback", question: state.question }]];
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
  const shown: State = { ...quiet(state), phase: "feedback", feedback: words, stays: false };
  if (state.agent !== "up") return [countDown(shown, readingMs(shown), now), []];
  const effect: Effect = { do: "speak_feedback", question: state.question };
  return [{ ...shown, speaking: true, endsAt: now + SPEECH_TIMEOUT_MS }, [effect]];
}

/** The interview goes on by itself in so long, unless the candidate wants or was given more time. */
function countDown(state: State, ms: number, now: number): State {
  return { ...quiet(state), endsAt: mayStay(state) ? now + ms : null };
}

function readingMs({ feedback }: State): number {
  return GO_ON_MS + READING_MS_A_WORD * wordCount(feedback ?? "");
}

/** Not before the answer is over for good. */
function proceedInTime(state: State, now: number): Step {
  const { reversible } = state;
  return reversible && now < reversible.until ? [{ ...state, endsAt: reversible.until }, []] : proceed(state, now);
}

function proceed(state: State, now: number): Step {
  const [next, ...ahead] = state.ahead;
  if (next !== undefined) return ask({ ...state, ahead }, next, now);
  if (state.agent !== "up") return deliver(state);
  const leaving: State = { ...quiet(state), phase: "goodbye", speaking: true, endsAt: now + SPEECH_TIMEOUT_MS };
  return [leaving, [{ do: "say_goodbye" }]];
}

function deliver(state: State): Step {
  return [{ ...quiet(state), phase: "delivering" }, [{ do: "deliver" }]];
}

/** The agent is heard: let it finish. */
function heard(state: State, now: number): Step {
  return state.speaking ? [{ ...state, endsAt: now + FALLS_SILENT_MS }, []] : [state, []];
}

/** Nobody's time runs who cannot be recorded, a while. */
function holdTime(state: State, now: number): State {
  if (state.hold || state.endsAt === null) return state;
  const forMs = MAX_HOLD_MS - state.heldMs;
  return { ...state, since: now, hold: { since: now, until: now + forMs }, endsAt: state.endsAt + forMs };
}

function letRun(state: State, now: number): State {
  const { hold, endsAt, heldMs } = state;
  if (!hold || endsAt === null) return state;
  const { since, until } = hold;
  const heldUntil = Math.min(now, until);
  const run = { since: now, endsAt: endsAt - (until - heldUntil) };
  return { ...state, ...run, hold: null, heldMs: heldMs + heldUntil - since };
}

/** Nobody is talked over by what comes next. */
function hold(state: State, now: number): Step {
  return [{ ...state, endsAt: state.endsAt && Math.max(state.endsAt, now + GO_ON_MS) }, []];
}

function extend(state: State, ms: number, now: number): Step {
  const effect: Effect = { do: "more_time", question: state.question };
  if (!mayExtend(state.used) || state.endsAt === null) return [state, [effect]];
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
  return isLong && !state.warned && state.endsAt !== null && timeLeftMs(state, now) <= WARNING_MS;
}

function timing(state: State): Timing {
  return state.questions[state.question] ?? { thinkingMs: 0, answerMs: 0 };
}
