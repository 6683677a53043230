/** For tests and eyes: each of the candidate's screens in each state that says something else. */

import type { JSX } from "preact";

import { Consent } from "../candidate/views/consent";
import { TRIES_TO_BE_HEARD_MS } from "../candidate/views/checks";
import { Conversation } from "../candidate/views/conversation";
import { Closed, Delivering, Done, Elsewhere, Expired, Replaced } from "../candidate/views/ending";
import { Hardware } from "../candidate/views/hardware";
import type { Progress, Recorded } from "../candidate/interview/delivery";
import type { Phase } from "../candidate/interview/interview-machine";
import type { DeviceFault } from "../candidate/recording/devices";
import { ApiError } from "../shared/api";
import type { CandidateResultView } from "../shared/api-types";
import { later } from "../shared/later";
import { words as before } from "../shared/words/en/hardware";
import { words as resultWords } from "../shared/words/en/result";
import { IDLE, MAIN, NOW, type Shown, stillController as controller, stillResult } from "./controller";

/** A name, the screen, and what is pressed then, or how long is waited. */
export type Still = readonly [string, JSX.Element, ...(readonly (string | number)[])];

export const FOLLOW_UP = { ...MAIN, follows: 0 };
const ON_ITS_WAY: Progress = { ...IDLE, chunks: 1, bytes: 2_000_000, totalBytes: 5_000_000, msLeft: 90_000 };
const WHOLE: Recorded = { ms: 31_000, lostMs: 0, isDoubtful: false };
const OFFLINE = new ApiError(0, "offline", "", "");

const ANSWERED = {
  ...{ question: "Why?", follows: null, why: null, strength: null, missing: null, figure: null },
  standing: "judged",
} as const;
const USUAL = ["content", "structure", "clarity", "delivery"] as const;
const REASONS = ["wished", "little_said", "hard_to_hear", "other_language", "unsure", "failed"] as const;
const JUDGED: Partial<CandidateResultView> = {
  answers: [
    ...USUAL.map((criterion, at) => ({
      ...ANSWERED,
      strength: { criterion, in_part: false, quote: at === 0 ? "So that" : null },
      missing: { criterion, left_open: false, example: null },
    })),
    {
      ...ANSWERED,
      strength: { criterion: "content", in_part: true, quote: null },
      missing: { criterion: "content", left_open: true, example: "Well told" },
      figure: { overall: 6, low: 4.5, high: 7.5, indicative: true },
    },
    {
      ...ANSWERED,
      strength: { criterion: "own", title: "Hello there", in_part: false, quote: null },
      missing: { criterion: "own", title: "Hello there", left_open: false, example: null },
    },
    { ...ANSWERED, strength: { criterion: "clarity", in_part: false, quote: null } },
    { ...ANSWERED, standing: "nothing" as const },
    ...REASONS.map((why) => ({ ...ANSWERED, standing: "person" as const, why })),
  ].map((answer, question_index) => ({ ...answer, question_index })),
  criteria: [...USUAL.map((name) => ({ name, title: null })), { name: "own", title: "Hello there" }],
  judges: [
    { model: "Acme", service: "Acme", indicative: true },
    { model: "Acme", service: "Colloquy", indicative: false },
  ],
  contest: { text: "So that", made_at: "2026-11-30T10:00:00Z", changed_at: "2026-11-30T10:00:00Z" },
  satisfaction: { rating: 4, comment: "Well told" },
};
const ASKED: Partial<CandidateResultView> = { ...JUDGED, asks_self_identification: true };
const AWAITED: Partial<CandidateResultView> = {
  ready: false,
  answers: [
    { ...ANSWERED, question_index: 0, standing: "nothing" },
    { ...ANSWERED, question_index: 1, standing: "awaited" },
  ],
};
const BY_OWN_CRITERIA: Partial<CandidateResultView> = {
  answers: [
    {
      ...ANSWERED,
      question_index: 0,
      strength: { criterion: "own", title: "Hello there", in_part: false, quote: null },
    },
  ],
};
const PEOPLE_ONLY: Partial<CandidateResultView> = { people_only: true };

const still = (): void => undefined;
const unfetched = later(() => Promise.reject(new TypeError("offline")));
const consent = (shown: Shown): JSX.Element => (
  <Consent controller={controller(shown)} language="de" onLanguage={still} onAgree={still} />
);
const hardware = (shown: Shown): JSX.Element => (
  <Hardware controller={controller(shown)} given={{ humanReviewOnly: false, hash: null }} language="de" />
);
export const talk = (phase: Phase, shown: Shown = {}): JSX.Element => (
  <Conversation controller={controller({ phase, ...shown })} />
);
const CAN_WRITE = { accommodations: { text_answers: true } };

export const SCREENS: readonly Still[] = [
  ["consent", consent({})],
  ["consent that is loading", consent({ isUnread: true })],
  ["consent with follow-ups", consent({ questions: [{ ...MAIN, follow_ups: 2 }] })],

  ["devices that are asked for", hardware({ phase: "hardware" })],
  ...(Object.keys(before.devices.faults) as DeviceFault[]).map(
    (fault) => [`device fault ${fault}`, hardware({ phase: "hardware", fault })] as const,
  ),
  ["checks that begin", hardware({})],
  ["checks that are good", hardware({ trial: "whole", uplink: 9e6, face: "one", wasHeard: true })],
  ["a microphone that went dead", hardware({ trial: "whole", wasHeard: true, isDead: true })],
  ["a sound that was played", hardware({}), before.checks.speaker.play],
  ["a slow connection", hardware({ uplink: 1e5, face: "looking" })],
  ...(["nothing", "no_picture", "no_sound"] as const).map(
    (trial) => [`a trial of ${trial}`, hardware({ trial })] as const,
  ),
  ["several faces", hardware({ face: "several" })],
  ["faces that cannot be counted", hardware({ face: "unavailable" })],
  ["no face", hardware({ face: "none" })],
  ["a start without a face", hardware({ face: "none" }), before.checks.face.goOn],
  ["a microphone without a sound", hardware({}), TRIES_TO_BE_HEARD_MS],
  ["a start unheard", hardware({}), TRIES_TO_BE_HEARD_MS, before.checks.microphone.goOn],
  ["a microphone, or writing", hardware(CAN_WRITE)],
  ["a start in writing", hardware(CAN_WRITE), before.checks.microphone.write],
  ["no name", hardware({ name: "" })],
  ["no time to think", hardware({ questions: [{ ...MAIN, thinking_time_s: 0 }] })],
  ["some time to think", hardware({ questions: [MAIN, { ...MAIN, thinking_time_s: 0 }] })],
  ["an end by hand", hardware({ accommodations: { silence_s: null } })],
  ["welcome back before the first question", hardware({ resumed: true })],
  ["welcome back", hardware({ resumed: true, isNew: false, progress: ON_ITS_WAY })],
  ["welcome back to the first question", hardware({ resumed: true, isNew: false, hasAnswered: false })],
  [
    "welcome back to a follow-up, on another device",
    hardware({ ...{ resumed: true, isNew: false, question: 1 }, questions: [MAIN, FOLLOW_UP], awaitedElsewhere: [0] }),
  ],

  ["greeting", talk("greeting", { agent: "connecting" })],
  ["greeting aloud", talk("greeting", { caption: "Hello there", speaking: true })],
  ["goodbye", talk("goodbye")],
  ["practice", talk("practice", { agentState: "quiet" })],
  ["practice in text", talk("practice", { agent: "down" })],
  ["practising", talk("practising", { pauseMs: 2_000 })],
  ["practised", talk("practised", { practised: { text: "So that", isOver: true }, agentState: "thinking" })],
  ["practised, before it is heard", talk("practised")],
  ["practised, and nothing heard", talk("practised", { practised: { text: "", isOver: true } })],
  ["asking", talk("asking", { speaking: true, caption: "Hello there", isCaptioned: true })],
  ["asking without time to think", talk("asking", { questions: [{ ...MAIN, thinking_time_s: 0 }] })],
  ["a question that has not come", talk("asking", { questions: [{ ...MAIN, text: null }] })],
  ["asking, overheard", talk("asking", { isOverheard: true })],
  ["asking, and nothing is heard", talk("asking", { speaking: true, since: NOW - 9_000 })],
  ["thinking", talk("thinking", CAN_WRITE)],
  ["thinking, overheard", talk("thinking", { isOverheard: true })],
  ["thinking in text", talk("thinking", { agent: "down" })],
  ["an answer that has no leave yet", talk("thinking", { leased: false, endsAt: NOW - 1 })],
  ["answering", talk("answering", { pauseMs: 2_000, isPoor: true })],
  ["an answer that began by itself", talk("answering", { isBegunBySpeaking: true })],
  ["answering a follow-up", talk("answering", { questions: [MAIN, FOLLOW_UP], question: 1, warned: true })],
  ["heard in part", talk("answering", { heard: { text: "So that", isInPart: true } })],
  ["offline", talk("answering", { progress: { ...IDLE, isOffline: true } })],
  ["offline in a private window", talk("answering", { progress: { ...IDLE, isOffline: true }, isDurable: false })],
  ["sound only", talk("answering", { isPictureOff: true })],
  ["camera lost", talk("answering", { lost: ["video"] })],
  ["microphone lost", talk("answering", { lost: ["audio"] })],
  [
    "both lost",
    talk("answering", { lost: ["audio", "video"], hold: { since: NOW, until: NOW + 60_000 }, endsAt: NOW + 90_000 }),
  ],
  ["both lost for long", talk("answering", { lost: ["audio", "video"], hold: { since: NOW - 60_000, until: NOW } })],
  ["unheard", talk("answering", { isUnheard: true })],
  ["unheard, and may write", talk("answering", { isUnheard: true, ...CAN_WRITE })],
  ["unrecorded", talk("answering", { isSilent: true, ...CAN_WRITE })],
  ["unrecorded in a private window", talk("answering", { isSilent: true, isDurable: false })],
  ["writing", talk("writing", CAN_WRITE)],
  ["writing without hurry", talk("writing", { endsAt: null, writtenFault: OFFLINE })],
  ["writing, almost over", talk("writing", { warned: true })],
  ["awaiting_feedback", talk("awaiting_feedback", { reversible: { since: 0, until: NOW + 2_000, leftMs: 9_000 } })],
  ["a written answer that has not arrived", talk("awaiting_feedback", { writtenFault: OFFLINE })],
  ["feedback", talk("feedback", { heard: { text: "So that", isStored: true } })],
  ["feedback that is being heard", talk("feedback", { speaking: true })],
  ["feedback, overheard", talk("feedback", { isOverheard: true, heard: { isStored: true } })],
  ["feedback that stays", talk("feedback", { stays: true, endsAt: null })],
  ["feedback on the last answer", talk("feedback", { ahead: [] })],
  ["a correction to save", talk("feedback", { heard: { isStored: true }, correcting: { text: "So", fault: OFFLINE } })],
  ["a correction being saved", talk("feedback", { heard: { isStored: true }, correcting: { isSaving: true } })],
  ["a correction saved", talk("feedback", { heard: { isStored: true }, correcting: { wordsChanged: 2 } })],

  ["delivering", <Delivering controller={controller({ progress: ON_ITS_WAY, isDurable: false })} />],
  ["delivering offline", <Delivering controller={controller({ progress: { ...ON_ITS_WAY, isOffline: true } })} />],
  ["delivering the last word", <Delivering controller={controller({ progress: { ...IDLE, answers: 1 } })} />],
  ["delivered", <Delivering controller={controller({ recorded: [[0, WHOLE]] })} />],
  ["delivered in part", <Delivering controller={controller({ recorded: [[0, { ...WHOLE, lostMs: 5_000 }]] })} />],
  [
    "done",
    <Done
      controller={controller({
        questions: [MAIN, { ...FOLLOW_UP, written: true }],
        recorded: [[0, WHOLE]],
      })}
    />,
  ],
  [
    "done in part",
    <Done
      controller={controller({
        questions: [MAIN, MAIN, MAIN],
        recorded: [
          [0, { ...WHOLE, lostMs: 5_000 }],
          [1, { ...WHOLE, isDoubtful: true }],
        ],
      })}
    />,
  ],
  ["done, as far as it is here", <Done controller={controller({ recorded: [[0, WHOLE]], awaitedElsewhere: [1] })} />],
  ["done, and judged", <Done controller={controller({ recorded: [[0, WHOLE]], result: stillResult(JUDGED) })} />],
  ["done, and judged without an example", <Done controller={controller({ result: stillResult(BY_OWN_CRITERIA) })} />],
  ["done, and being judged", <Done controller={controller({ result: stillResult(AWAITED) })} />],
  ["done, and slowly judged", <Done controller={controller({ result: stillResult(AWAITED, true) })} />],
  ["done, and left to people", <Done controller={controller({ result: stillResult(PEOPLE_ONLY) })} />],
  ["finished, and judged", <Closed isExpired={false} result={stillResult(JUDGED)} />],
  [
    "finished, and judged by a model",
    <Closed
      isExpired={false}
      result={stillResult({ ...JUDGED, judges: [{ model: "Acme", service: "Colloquy", indicative: false }] })}
    />,
  ],
  ["a wish being sent", <Closed isExpired={false} result={stillResult(JUDGED)} />, resultWords.contest.change],
  ["asked of themselves", <Closed isExpired={false} result={stillResult(ASKED)} />],
  [
    "asked of themselves, and left",
    <Closed isExpired={false} result={stillResult(ASKED)} />,
    resultWords.selfIdentification.leave,
  ],
  ["said of themselves", <Closed isExpired={false} result={stillResult({ ...ASKED, has_self_identified: true })} />],
  ["finished long ago", <Closed isExpired={false} result={stillResult(null, false, true)} />],
  ["a part of the page that does not arrive", <unfetched.View />],
  ["elsewhere", <Elsewhere onTakeOver={still} />],
  ["closed", <Closed isExpired={false} progress={ON_ITS_WAY} />],
  ["closed, and all sent", <Closed isExpired={false} progress={{ ...IDLE, totalBytes: 9 }} />],
  ["never begun", <Closed isExpired />],
  ["expired", <Expired progress={ON_ITS_WAY} />],
  ["expired, and all sent", <Expired progress={{ ...IDLE, totalBytes: 9 }} />],
  ["expired with nothing", <Expired />],
  ["replaced", <Replaced bytes={0} isDurable isInside />],
  ["replaced, with something unsent", <Replaced bytes={9e5} isDurable isInside={false} />],
  ["replaced, on another device", <Replaced bytes={0} isDurable isInside={false} />],
  ["replaced in a private window", <Replaced bytes={9} isDurable={false} isInside />],
];

const LONG = {
  organisation: "Vereinigte Werkstätten für angewandte Lehrmaschinen GmbH",
  title: "Senior platform engineer, payments and ledger, Berlin or remote",
};
const QUESTION = {
  ...MAIN,
  text:
    "Describe an incident in production and what you did. Please begin with what you noticed first, go on with what " +
    "you tried and who helped you, and end with what your team has done differently since that day.",
};
const SAID =
  "So the alarm went off at about three in the morning and the first thing I saw was that the queue was growing, and " +
  "nothing came out of it. I stopped all deployments, called Ana from the storage team, and we found that an index had " +
  "filled the disk. ";
const FEEDBACK =
  "You named what you noticed first, and that you stopped all deployments before anything else. Say next time who " +
  "decided that, and how you knew that it had helped. What would you watch today that nobody watched then?";
const CLEAR = { ...LONG, questions: [QUESTION, QUESTION, FOLLOW_UP], ahead: [1, 2] };
const EVERYTHING = { lost: ["audio"], isPoor: true, isDurable: false, progress: { ...IDLE, isOffline: true } } as const;

/** As long as people write and speak. */
export const LONG_SCREENS: readonly Still[] = [
  ["long consent", consent(LONG)],
  ["long checks", hardware({ ...LONG, trial: "whole", uplink: 9e6, face: "one", wasHeard: true })],
  ["long greeting", talk("greeting", { ...LONG, caption: "Hello Ada, good to see you. Shall we begin?" })],
  ["long practice", talk("practice", { ...LONG, practiceQuestion: QUESTION.text })],
  ["long practising", talk("practising", { ...LONG, practised: { text: SAID, isOver: false } })],
  [
    "long practised",
    talk("practised", { ...LONG, practiceQuestion: QUESTION.text, practised: { text: SAID, isOver: true } }),
  ],
  ["long asking", talk("asking", { ...CLEAR, speaking: true, isCaptioned: true, caption: "Of course, once more." })],
  ["long thinking", talk("thinking", { ...CLEAR, ...CAN_WRITE })],
  ["long answering", talk("answering", { ...CLEAR, ...CAN_WRITE, heard: { text: SAID + SAID }, pauseMs: 2_000 })],
  ["long answering with notices", talk("answering", { ...CLEAR, ...EVERYTHING, heard: { text: SAID } })],
  ["long answering in sound only", talk("answering", { ...CLEAR, isPictureOff: true, heard: { text: SAID } })],
  ["long writing", talk("writing", { ...CLEAR, ...CAN_WRITE })],
  ["long awaiting_feedback", talk("awaiting_feedback", { ...CLEAR, heard: { text: SAID } })],
  [
    "long feedback",
    talk("feedback", {
      ...{
        ...CLEAR,
        feedback: FEEDBACK,
        caption: "Say next time who decided that, and how you knew that it had helped.",
      },
      ...{
        heard: { text: SAID, isStored: true },
        endsAt: NOW + 9_000,
        reversible: { since: 0, until: NOW + 2_000, leftMs: 9_000 },
      },
    }),
  ],
  ["long goodbye", talk("goodbye", { ...CLEAR, ahead: [] })],
];
