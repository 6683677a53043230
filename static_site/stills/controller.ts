/** For tests, for eyes, and under a preview: what the views look at, standing still. */

import { signal } from "@preact/signals";

import type { InterviewController } from "../candidate/interview/interview-controller";
import type { Progress, Recorded } from "../candidate/interview/delivery";
import type { Result } from "../candidate/interview/result";
import type { State } from "../candidate/interview/interview-machine";
import type { FaceCheck } from "../candidate/proctoring/face-monitor";
import type { DeviceFault, Kind } from "../candidate/recording/devices";
import type { Trial } from "../candidate/recording/recording-trial";
import type { CandidateResultView } from "../shared/api-types";
import type { AgentState } from "../shared/socket-types";

export const MAIN = { text: "Why?", thinking_time_s: 20, answer_time_s: 90, follow_ups: 0, follows: null };
export const IDLE: Progress = {
  ...{ chunks: 0, bytes: 0, totalBytes: 0, behindMs: 0, msLeft: null, answers: 0, isOffline: false },
};
export const NOW = 1_000_000;

/** What the camera shows. */
export const camera = signal<MediaStream | null>(null);

type Told = CandidateResultView;

/** What the candidate is told, as it stands. */
export function stillResult(shown: Partial<Told> | null, isSlow = false, isGone = false): Result {
  const told: Told = {
    ...{ ready: true, organisation_name: "Acme", language: "en", people_only: false, answers: [], criteria: [] },
    ...{ judges: [], readable_until: "2026-12-30T10:00:00Z", contest: null, satisfaction: null },
    ...{ asks_self_identification: false, has_self_identified: false },
    ...shown,
  };
  return {
    shown: signal(shown && told),
    ...{ isSlow: signal(isSlow), isGone: signal(isGone) },
    ...{ watch: () => Promise.resolve(), contest: () => new Promise(() => undefined), rate: () => Promise.resolve() },
  } as unknown as Result;
}

export interface Shown extends Partial<Omit<State, "questions">> {
  readonly organisation?: string;
  readonly title?: string;
  readonly practiceQuestion?: string;
  readonly isCaptioned?: boolean;
  readonly questions?: readonly object[];
  readonly accommodations?: object;
  readonly caption?: string;
  readonly agentState?: AgentState;
  readonly isPoor?: boolean;
  readonly practised?: { text: string; isOver: boolean };
  readonly heard?: { text?: string; isInPart?: boolean; isStored?: boolean };
  readonly lost?: readonly Kind[];
  readonly isPictureOff?: boolean;
  readonly isSilent?: boolean;
  readonly isUnheard?: boolean;
  readonly isOverheard?: boolean;
  readonly isBegunBySpeaking?: boolean;
  readonly wasHeard?: boolean;
  readonly isDead?: boolean;
  readonly pauseMs?: number;
  readonly trial?: Trial | null;
  readonly uplink?: number | null;
  readonly face?: FaceCheck;
  readonly fault?: DeviceFault;
  readonly isDurable?: boolean;
  readonly name?: string;
  readonly progress?: Progress;
  readonly recorded?: readonly (readonly [number, Recorded])[];
  readonly awaitedElsewhere?: readonly number[];
  readonly hasAnswered?: boolean;
  readonly correcting?: { text?: string; isSaving?: boolean; wordsChanged?: number; fault?: unknown };
  readonly writtenFault?: unknown;
  readonly result?: Result;
  /** The text of consent is not here yet. */
  readonly isUnread?: boolean;
}

/** A controller that stands still. */
export function stillController(shown: Shown): InterviewController {
  const state: State = {
    ...{ phase: "ready", since: NOW, coveredAt: 0, question: 0, ahead: [1], questions: [], given: [0] },
    ...{
      used: { thinkingMs: 0, answerMs: 0, moreThinking: 0, moreAnswer: 0 },
      resumed: false,
      isNew: true,
      agent: "up",
      leased: true,
      speaking: false,
    },
    ...{ endsAt: NOW + 30_000, warned: false, written: false, feedback: "Well told" },
    ...{ reversible: null, hold: null, heldMs: 0, isPatient: false, stays: false },
    ...{ ...shown, questions: [] },
  };
  const questions = shown.questions ?? [MAIN, MAIN];
  const { correcting, heard } = shown;
  return {
    state: signal(state),
    now: signal(NOW),
    interview: {
      ...{
        organisation_name: shown.organisation ?? "Acme",
        title: shown.title ?? "Engineer",
        candidate_name: shown.name ?? "Ada",
        practice_question: shown.practiceQuestion ?? "Warm-up?",
        questions,
      },
      ...{ language: "de", template_language: "en", left_after_hours: 24 },
      accommodations: { silence_s: 4, captions: false, text_answers: false, ...shown.accommodations },
    },
    feed: () => undefined,
    questions: signal(questions),
    question: signal(questions[state.question]),
    ...{ deviceFault: signal(shown.fault ?? null), startFault: signal(null), level: signal(0) },
    isDurable: signal(shown.isDurable ?? true),
    isCaptioned: signal(shown.isCaptioned ?? false),
    ...{ awaitedElsewhere: shown.awaitedElsewhere ?? [], recordedElsewhereMs: [] },
    hasAnswered: shown.hasAnswered ?? true,
    heard: {
      text: signal(heard?.text ?? ""),
      isInPart: signal(heard?.isInPart ?? false),
      isStored: signal(heard?.isStored ?? false),
    },
    written: { text: signal(""), fault: signal(shown.writtenFault ?? null) },
    correcting: {
      text: signal(correcting?.text ?? null),
      isUnsaved: signal(correcting?.text !== undefined),
      isSaving: signal(correcting?.isSaving ?? false),
      wordsChanged: signal(correcting?.wordsChanged ?? null),
      fault: signal(correcting?.fault ?? null),
    },
    conversation: {
      agentState: signal(shown.agentState ?? "listening"),
      caption: signal(shown.caption ?? ""),
      isPoor: signal(shown.isPoor ?? false),
      practice: signal(shown.practised ?? { text: "", isOver: false }),
      chime: () => Promise.resolve(),
    },
    endpointer: {
      pauseMs: signal(shown.pauseMs ?? null),
      isUnheard: signal(shown.isUnheard ?? false),
      wasHeard: signal(shown.wasHeard ?? false),
      isDead: signal(shown.isDead ?? false),
    },
    overhearing: { isSpeaking: signal(shown.isOverheard ?? false) },
    isBegunBySpeaking: signal(shown.isBegunBySpeaking ?? false),
    capture: {
      ...{ stream: camera, isRecording: signal(true), isPictureOn: signal(!shown.isPictureOff) },
      ...{ lost: signal(new Set(shown.lost)), isSilent: signal(shown.isSilent ?? false) },
      ...{ trial: signal(shown.trial ?? null), uplink: signal(shown.uplink) },
    },
    faces: { check: signal(shown.face ?? "waiting") },
    delivery: { progress: signal(shown.progress ?? IDLE), recorded: signal(new Map(shown.recorded)) },
    result: shown.result ?? stillResult(null),
    consentText: () =>
      shown.isUnread
        ? new Promise(() => undefined)
        : Promise.resolve({ id: "1", language: "de", points: [{ lead: "So that", text: "Hello there" }] }),
    openDevices: () => Promise.resolve(),
    orbLoudness: () => 0.1,
  } as unknown as InterviewController;
}
