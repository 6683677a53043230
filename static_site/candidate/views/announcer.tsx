import type { JSX } from "preact";

import { spanInWords } from "../../shared/format";
import type { InterviewController } from "../interview/interview-controller";
import { goesOnInMs, timeLeftMs } from "../interview/interview-machine";
import { t } from "../words";

/** Says at the moments that matter what the eye sees all the time. */
export function Announcer({ controller }: { controller: InterviewController }): JSX.Element {
  return (
    <p class="visually-hidden" role="status">
      {announcement(controller)}
    </p>
  );
}

function announcement({ state, question, interview, conversation: { practice } }: InterviewController): string {
  const { phase, warned, agent, feedback, endsAt, since } = state.value;
  const timing = question.value;
  if (!timing) return "";
  const left = spanInWords(timeLeftMs(state.value, since));
  const words = t.value.announcements;
  switch (phase) {
    case "practice":
      return agent === "up" ? "" : interview.practice_question;
    case "practising":
      return words.practising;
    case "practised":
      return practice.value.isOver && practice.value.text ? words.heard(practice.value.text) : "";
    case "thinking":
      // A voice that reads would disturb the one that speaks; without that one it reads the question.
      return agent === "up" || timing.text === null ? words.toThink(left) : words.questionAndTime(timing.text, left);
    case "answering":
      return warned ? words.almostOver : words.toAnswer(left);
    case "writing":
      if (endsAt === null) return t.value.conversation.noHurry;
      return warned ? words.almostOver : words.toWrite(left);
    case "awaiting_feedback":
      return words.awaitingFeedback;
    case "feedback": {
      // Once, not with every second.
      const goesOn = goesOnInMs(state.value, since) === null ? "" : words.goingOn;
      return agent === "up" ? goesOn : `${feedback ?? ""} ${goesOn}`;
    }
    default:
      return "";
  }
}
