import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import type { AgentState } from "../../shared/socket-types";
import type { Language } from "../../shared/words/languages";
import type { InterviewController } from "../interview/interview-controller";
import type { Phase } from "../interview/interview-machine";
import { placeOf } from "../interview/question-order";
import { t } from "../words";
import { MainAction, OtherActions } from "./actions";
import { Announcer } from "./announcer";
import { Camera } from "./camera";
import { captionBeside } from "./caption";
import { Correction } from "./correction";
import { Interviewer } from "./interviewer";
import { Notices } from "./notices";
import { Heading, Whose } from "./page";
import { PracticeWords } from "./practice";
import { Pause, TimeLeft } from "./time-left";
import { Transcript } from "./transcript";
import { Writing } from "./writing";

interface Props {
  controller: InterviewController;
}

/** The interview itself: one screen that fills the window, and whose middle changes with the phase. */
export function Conversation({ controller }: Props): JSX.Element {
  const { phase, question, written } = controller.state.value;
  const { conversation, interviewer } = t.value;
  return (
    <div class="talk">
      <header class="talk-head">
        <div>
          <Whose of={controller.interview} />
          {/* The same in every language, so that it takes the focus only when another one comes. */}
          <Title key={`${headingKind(phase)} ${question}`} text={headingOf(controller)} />
        </div>
        <Progress controller={controller} />
        <div class="talk-choices">
          <Captions controller={controller} />
          <FullScreen />
        </div>
      </header>
      <main class="talk-main">
        <Notices controller={controller} />
        <div class="talk-views">
          <section class="talk-tile talk-interviewer" aria-label={interviewer.label}>
            <Interviewer loudness={controller.orbLoudness} agent={shownState(controller)} />
            <AgentChip controller={controller} />
          </section>
          <Caption controller={controller} />
          <section class="talk-tile talk-self" aria-label={conversation.you}>
            <Camera stream={controller.capture.stream.value} dark={darkness(controller)} />
            <p role="status">
              {controller.capture.isRecording.value && (
                <span class="chip chip-bad chip-live">{conversation.recording}</span>
              )}
            </p>
          </section>
          <section class="talk-words" aria-label={conversation.whatItIsAbout}>
            <Words controller={controller} />
            {phase === "writing" && <Writing key={question} controller={controller} />}
            {phase === "feedback" && controller.heard.isStored.value && !written && (
              <Correction key={question} controller={controller} />
            )}
          </section>
          <Transcript controller={controller} />
        </div>
        <section class="actions talk-actions" aria-label={conversation.nextStep}>
          {(phase === "answering" || phase === "practising") && <Pause controller={controller} />}
          <div class="talk-next">
            <TimeLeft controller={controller} />
            <MainAction controller={controller} />
          </div>
          <div class="talk-others">
            <OtherActions controller={controller} />
          </div>
        </section>
      </main>
      <Announcer controller={controller} />
    </div>
  );
}

function headingKind(phase: Phase): "greeting" | "practice" | "question" | "goodbye" {
  if (phase === "greeting" || phase === "goodbye") return phase;
  return PRACTICE.has(phase) ? "practice" : "question";
}

function headingOf({ state, questions }: InterviewController): string {
  const { phase, question } = state.value;
  switch (headingKind(phase)) {
    case "greeting":
      return t.value.yourInterview;
    case "practice":
      return t.value.practice.heading;
    case "question":
      return t.value.questions.title(placeOf(questions.value, question));
    case "goodbye":
      return t.value.interviewer.lastQuestion;
  }
}

const PRACTICE: ReadonlySet<Phase> = new Set(["practice", "practising", "practised"]);

/** Of all questions that are known by now: a follow-up adds to them. */
function Progress({ controller }: Props): JSX.Element {
  const { phase, ahead } = controller.state.value;
  const count = controller.questions.value.length;
  const isAnswered = phase === "feedback" || phase === "goodbye";
  const answered = count - ahead.length - (isAnswered ? 0 : 1);
  const label = t.value.conversation.questionsAnswered;
  return <progress class="talk-progress" max={count} value={answered} aria-label={label} />;
}

function Title({ text }: { text: string }): JSX.Element {
  return <Heading>{text}</Heading>;
}

/** Offered, never required. */
function FullScreen(): JSX.Element | null {
  const isFull = useSignal(document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => void (isFull.value = document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, [isFull]);
  if (!document.fullscreenEnabled || isFull.value) return null;
  const enter = (): void => void document.documentElement.requestFullscreen().catch(() => undefined);
  return (
    <button type="button" class="button button-quiet button-small talk-full" onClick={enter}>
      {t.value.conversation.fullScreen}
    </button>
  );
}

/** Whoever would rather read than hear may. */
function Captions({ controller }: Props): JSX.Element {
  const { isCaptioned } = controller;
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-pressed={isCaptioned.value}
      onClick={() => (isCaptioned.value = !isCaptioned.value)}
    >
      {t.value.conversation.captions}
    </button>
  );
}

const CHIPS: Record<AgentState | "poor", string> = {
  connecting: "chip-plain chip-live",
  listening: "",
  quiet: "",
  thinking: "chip-live",
  speaking: "chip-live",
  down: "chip-warn",
  poor: "chip-warn",
};

function shownState({ state, conversation: { agentState, caption } }: InterviewController): AgentState {
  if (state.value.agent !== "up") return state.value.agent;
  if (state.value.phase === "awaiting_feedback") return "thinking";
  if (state.value.phase === "answering" || state.value.phase === "practising") return "listening";
  // What is to be said has its caption once it is heard.
  if (state.value.speaking) return caption.value === "" ? "thinking" : "speaking";
  return agentState.value === "down" ? "listening" : agentState.value;
}

function AgentChip({ controller }: Props): JSX.Element {
  const state = controller.conversation.isPoor.value ? "poor" : shownState(controller);
  const { stateLabel, states } = t.value.interviewer;
  return (
    <p>
      <span class="visually-hidden">{stateLabel} </span>
      <span class={`chip ${CHIPS[state]}`}>{states[state]}</span>
    </p>
  );
}

/** Why one's own picture is dark on purpose, or for want of a camera. */
function darkness({ capture }: InterviewController): "gone" | "spared" | null {
  if (capture.lost.value.has("video")) return "gone";
  return capture.isPictureOn.value ? null : "spared";
}

/** The question stays in sight as text, whoever speaks. */
function Words({ controller }: Props): JSX.Element {
  const { phase, feedback } = controller.state.value;
  const caption = controller.conversation.caption.value;
  const words = t.value.conversation;
  switch (phase) {
    case "greeting":
      return <p class="question">{caption || t.value.interviewer.greeting}</p>;
    case "goodbye":
      return <p class="question">{caption || t.value.interviewer.goodbye}</p>;
    case "feedback":
      return (
        <>
          <h2>{words.aboutYourAnswer}</h2>
          <p class="talk-feedback">{feedback}</p>
        </>
      );
    case "practice":
    case "practising":
    case "practised":
      return <PracticeWords controller={controller} />;
    case "asking":
      return (
        <>
          <Question controller={controller} />
          <p class="quiet">
            {controller.question.value?.thinking_time_s === 0 ? words.listenThenAnswer : words.listen}
          </p>
        </>
      );
    case "awaiting_feedback":
      return (
        <>
          <Question controller={controller} />
          {controller.written.fault.value === null && (
            <p class="busy">
              <span class="spinner" aria-hidden="true" />
              {words.awaitingFeedback}
            </p>
          )}
        </>
      );
    default:
      return <Question controller={controller} />;
  }
}

function Question({ controller }: Props): JSX.Element {
  return (
    <p class="question" lang={languageOf(controller)}>
      {controller.question.value?.text}
    </p>
  );
}

/** In which the question is written: the template's, but for a follow-up, which comes in the interview's. */
function languageOf({ question, interview: { language, template_language } }: InterviewController): Language {
  return (question.value?.follows ?? null) === null ? template_language : language;
}

/** What the interviewer says beside what is to be read anyway. */
function Caption({ controller }: Props): JSX.Element | null {
  const { phase, agent, feedback, speaking } = controller.state.value;
  const { question, interview, conversation, isCaptioned } = controller;
  // Who asked for no captions has the feedback's while it is said: its words are not those that are to be read.
  const isWanted = isCaptioned.value || (phase === "feedback" && speaking) || agent !== "up";
  if (!isWanted || phase === "greeting" || phase === "goodbye") return null;
  const shown = [question.value?.text, interview.practice_question, phase === "feedback" ? feedback : null];
  const caption = captionBeside(conversation.caption.value, shown);
  return caption === "" ? null : <p class="talk-caption">{t.value.quoted(caption)}</p>;
}
