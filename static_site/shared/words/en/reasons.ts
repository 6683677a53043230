import type { AnswerFailureView, Gap, SessionView } from "../../api-types";
import type { ReasonWords } from "../codes";
import { countingIn } from "../count";

const count = countingIn("en");

/** Why a part of a recording is missing from its video. */
const gaps: ReasonWords<Gap["reason"]> = {
  never_arrived: "this part never arrived",
  deleted: "this part was deleted from where recordings are kept",
  content_differs: "this part arrived damaged",
  size_differs: "this part arrived damaged",
  not_webm: "this part arrived damaged",
  not_mp4: "this part arrived damaged",
  copy_of_earlier: "another part arrived in place of this one",
  copy_of_other: "another part arrived in place of this one",
  broke_off: "the recording broke off here; up to two seconds are missing",
  rest_on_device: "the recording broke off here; what came after may still be on the device that it was made with",
  paused: "the device recorded nothing for a while",
  cut_off: "the recording breaks off here in the middle of a picture",
  format_changed: "the recorder changed its format here",
  camera_off: "the camera was off",
  builds_on_lost: "the picture could not be shown without the part before it",
  too_many_pieces: "this part could not be read",
  unvouched: "what arrived does not fit the device’s own list; it is shown as it is",
  came_later:
    "what was recorded later is not in this video: the recording that it was made of had been deleted by then",
  unreadable: "this part could not be read",
  not_converted: "this part is in another format and could not be converted",
  frames_lost: "what arrived does not fit the device’s own list; it is shown as it is",
  left_out: ({ count: frames, track }) =>
    `${count(frames, "piece", "pieces")} of the ${track === "video" ? "picture" : "sound"} could not be used`,
  summed_up: ({ count: gaps }) => `${gaps} gaps from here on, as long as this one together`,
  clock_ahead: "the device recorded more than arrived",
};

/** Why processing an interview failed. */
const failures: ReasonWords<NonNullable<SessionView["failure"]>> = {
  nothing_recorded: "Nothing was recorded.",
  broke_off: "Processing broke off without a result.",
  questions_failed: ({ questions }) => `${count(questions.length, "answer", "answers")} could not be processed.`,
  stopped: ({ error }) => `Processing stopped (${error}).`,
  other: ({ text }) => text,
};

/** Why processing a single answer failed. */
const answerFailures: Record<AnswerFailureView["code"], string> = {
  nothing_arrived: "Nothing of the recording arrived.",
  nothing_recorded: "What arrived holds no recording.",
  media_error: "The recording cannot be made into a video.",
  merge_interrupted: "Making the video was interrupted each time that it was tried.",
  publish_conflict: "Other parts of the recording kept arriving.",
  transcription_refused: "The speech recognition did not take this recording.",
  transcription_unavailable: "The speech recognition did not answer.",
  scoring_refused: "The scoring model did not take this answer.",
  model_unavailable: "The scoring model did not answer.",
  model_answer: "The scoring model gave no usable answer.",
  rate_limited: "A service that is needed was asked too often.",
  quota_exceeded: "More was recorded in this interview than is put into words. The recording is there to listen to.",
  not_configured: "A service that is needed is not set up, or refuses our key.",
  storage_unavailable: "The storage of recordings did not answer.",
  database_unavailable: "The database did not answer.",
  internal_error: "Something went wrong on our side.",
};

/** Of codes that came into the API after this page. */
const unknown = {
  gap: "this part is missing",
  failure: "The reason is not known to this page. Reload it.",
};

export const words = { gaps, failures, answerFailures, unknown };

export type Reasons = typeof words;
