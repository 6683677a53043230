import type { JSX } from "preact";

import { ApiError } from "../../shared/api";
import type { InterviewController } from "../interview/interview-controller";
import { isHeld, mayStay } from "../interview/interview-machine";
import { t } from "../words";
import { type Notice, noticesOf, type Situation } from "./notice-order";

const TONES: Readonly<Record<Notice, string>> = {
  ...{ unplugged_both: "notice-bad", unrecorded: "notice-bad", unplugged_audio: "notice-bad", unheard: "notice-bad" },
  ...{
    not_recorded: "notice-warn",
    begun_by_speaking: "",
    question_awaited: "notice-warn",
    answer_awaited: "notice-warn",
    unsent: "notice-warn",
  },
  ...{ unplugged_video: "notice-warn", offline: "notice-warn", sound_only: "notice-warn", nothing_kept: "notice-warn" },
  voiceless: "",
};

/** The one place for what the candidate should know: the gravest is said, the others are there for who asks. */
export function Notices({ controller }: { controller: InterviewController }): JSX.Element {
  const [gravest, ...others] = noticesOf(situation(controller));
  return (
    <div class="notices">
      <div role="status">
        {gravest && (
          <p key={gravest} class={`notice ${TONES[gravest]}`}>
            {inWords(gravest, controller)}
          </p>
        )}
      </div>
      {others.length > 0 && (
        <details>
          <summary class="small">{t.value.notices.more(others.length)}</summary>
          <ul class="small">
            {others.map((notice) => (
              <li key={notice}>{inWords(notice, controller)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** How long it is said why an answer has begun. */
const BEGUN_MS = 12_000;

function situation(controller: InterviewController): Situation {
  const { state, now, question, capture, endpointer, written, delivery, isDurable } = controller;
  const { phase, leased, endsAt, agent, since } = state.value;
  const isDue = (endsAt ?? 0) <= now.value;
  return {
    phase,
    lost: capture.lost.value,
    isUnrecorded: capture.isSilent.value,
    isUnheard: endpointer.isUnheard.value,
    isOverheard: controller.overhearing.isSpeaking.value,
    isBegunBySpeaking: controller.isBegunBySpeaking.value && now.value - since < BEGUN_MS,
    awaited:
      phase === "asking" && question.value?.text === null
        ? "question"
        : phase === "thinking" && isDue && !leased
          ? "answer"
          : null,
    isUnsent: written.fault.value instanceof ApiError,
    isOffline: delivery.progress.value.isOffline,
    isPictureOn: capture.isPictureOn.value,
    isDurable: isDurable.value,
    isVoiceless: agent === "down",
  };
}

function inWords(notice: Notice, { state, now, interview, isDurable, heard }: InterviewController): string {
  const { notices: words, conversation, writing } = t.value;
  const mayWrite = state.value.phase === "answering" && interview.accommodations.text_answers;
  switch (notice) {
    case "unplugged_both":
      return words.unplugged.both({ isHeld: isHeld(state.value, now.value) });
    case "unplugged_audio":
      return words.unplugged.audio;
    case "unplugged_video":
      return words.unplugged.video;
    case "unrecorded":
      return words.unrecorded({ reload: isDurable.value, write: mayWrite });
    case "unheard":
      return mayWrite ? words.unheardMayWrite : words.unheard;
    case "not_recorded":
      if (state.value.phase === "asking") return words.notRecorded.asking;
      if (state.value.phase === "thinking") return words.notRecorded.thinking;
      return words.notRecorded.over({
        stay: mayStay(state.value),
        correct: state.value.phase === "feedback" && heard.isStored.value,
      });
    case "begun_by_speaking":
      return words.begunBySpeaking;
    case "question_awaited":
      return conversation.questionAwaited;
    case "answer_awaited":
      return conversation.answerAwaited;
    case "unsent":
      return writing.unsent;
    case "offline":
      return isDurable.value ? words.offline.durable : words.offline.passing;
    case "sound_only":
      return words.soundOnly;
    case "nothing_kept":
      return words.nothingKept;
    case "voiceless":
      return words.voiceless;
  }
}
