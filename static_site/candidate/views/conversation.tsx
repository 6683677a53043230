import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { clock, spanInWords } from "../../shared/format";
import type { Conductor } from "../interview/conductor";
import { titleOf } from "../interview/question-order";
import { mayExtend, type Phase } from "../interview/phases";
import type { AgentState } from "../conversation/voice-client";
import { Camera } from "./camera";
import { Correction } from "./correction";
import { Interviewer } from "./interviewer";
import { Notices } from "./notices";
import { Heading } from "./page";
import { PracticeWords } from "./practice";
import { Transcript } from "./transcript";
import { Unsent, Writing } from "./writing";

/** The interview itself: one screen whose middle changes with the phase. */
export function Conversation({ conductor }: { conductor: Conductor }): JSX.Element {
  const state = conductor.state.value;
  const { question } = state;
  const title = headingOf(conductor);
  return (
    <div class="talk">
      <header class="talk-head">
        <Title key={`${title} ${question}`} text={title} />
        <Progress conductor={conductor} />
        <AgentChip conductor={conductor} />
        <Captions conductor={conductor} />
        <FullScreen />
      </header>
      <main class="talk-main">
        <div class="talk-views">
          <section class="card talk-stage" aria-label="Interviewer">
            <Interviewer loudness={conductor.orbLoudness} agent={shownState(conductor)} />
            <Words conductor={conductor} />
            <Caption conductor={conductor} />
            <Now conductor={conductor} />
            {state.phase === "writing" && <Writing key={question} conductor={conductor} />}
            {state.phase === "feedback" && conductor.isStored.value && !state.written && (
              <Correction key={question} conductor={conductor} />
            )}
          </section>
          <aside class="talk-side" aria-label="You">
            <div class="talk-camera">
              <Camera stream={conductor.capture.stream.value} />
              <p role="status">
                {conductor.capture.isRecording.value && (
                  <span class="chip chip-bad chip-live talk-recording">Recording</span>
                )}
              </p>
            </div>
            <Transcript conductor={conductor} />
          </aside>
          <Notices conductor={conductor} />
        </div>
        <section class="actions talk-actions" aria-label="Next step">
          {(state.phase === "answering" || state.phase === "practising") && <Pause conductor={conductor} />}
          <TimeLeft conductor={conductor} />
          <Actions conductor={conductor} />
        </section>
      </main>
      <Announcer conductor={conductor} />
    </div>
  );
}

function headingOf({ state, questions }: Conductor): string {
  const { phase, question } = state.value;
  if (phase === "greeting") return "Your interview";
  if (PRACTICE.has(phase)) return "A question to practise on";
  return phase === "goodbye" ? "That was the last question" : titleOf(questions.value, question);
}

const PRACTICE: ReadonlySet<Phase> = new Set(["practice", "practising", "practised"]);

/** Of all questions that are known by now: a follow-up adds to them. */
function Progress({ conductor }: { conductor: Conductor }): JSX.Element {
  const { phase, ahead } = conductor.state.value;
  const count = conductor.questions.value.length;
  const isAnswered = phase === "feedback" || phase === "goodbye";
  const answered = count - ahead.length - (isAnswered ? 0 : 1);
  return <progress class="talk-progress" max={count} value={answered} aria-label="Questions answered" />;
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
      Full screen
    </button>
  );
}

/** Whoever would rather read than hear may. */
function Captions({ conductor }: { conductor: Conductor }): JSX.Element {
  const { isCaptioned } = conductor;
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-pressed={isCaptioned.value}
      onClick={() => (isCaptioned.value = !isCaptioned.value)}
    >
      Captions
    </button>
  );
}

const CHIPS: Record<AgentState | "poor", { words: string; look: string }> = {
  connecting: { words: "Connecting", look: "chip-plain chip-live" },
  listening: { words: "Listening", look: "" },
  quiet: { words: "Ready", look: "" },
  thinking: { words: "Thinking", look: "chip-live" },
  speaking: { words: "Speaking", look: "chip-live" },
  down: { words: "Text only", look: "chip-warn" },
  poor: { words: "Poor connection", look: "chip-warn" },
};

function shownState({ state, agentState, caption }: Conductor): AgentState {
  if (state.value.agent !== "up") return state.value.agent;
  if (state.value.phase === "reviewing") return "thinking";
  if (state.value.phase === "answering" || state.value.phase === "practising") return "listening";
  // What is to be said has its caption once it is heard.
  if (state.value.speaking) return caption.value === "" ? "thinking" : "speaking";
  return agentState.value === "down" ? "listening" : agentState.value;
}

function AgentChip({ conductor }: { conductor: Conductor }): JSX.Element {
  const { words, look } = CHIPS[conductor.isPoor.value ? "poor" : shownState(conductor)];
  return (
    <p class="push">
      <span class="visually-hidden">The interviewer: </span>
      <span class={`chip ${look}`}>{words}</span>
    </p>
  );
}

/** The question stays in sight as text, whoever speaks. */
function Words({ conductor }: { conductor: Conductor }): JSX.Element {
  const { phase, feedback } = conductor.state.value;
  const caption = conductor.caption.value;
  switch (phase) {
    case "greeting":
      return <p class="caption">{caption || "One moment, we are connecting you with your interviewer."}</p>;
    case "goodbye":
      return <p class="caption">{caption || "Thank you for your time. Goodbye!"}</p>;
    case "feedback":
      return (
        <div class="stack">
          <h2>About your answer</h2>
          <p class="caption">{feedback}</p>
        </div>
      );
    case "practice":
    case "practising":
    case "practised":
      return <PracticeWords conductor={conductor} />;
    default:
      return <p class="question">{conductor.question.value?.text}</p>;
  }
}

/** What the interviewer says beside what is to be read anyway. */
function Caption({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { phase, agent } = conductor.state.value;
  const caption = conductor.caption.value;
  const isWanted = conductor.isCaptioned.value || phase === "feedback" || agent !== "up";
  const isRead = phase === "greeting" || phase === "goodbye";
  const isRepeated = caption === conductor.question.value?.text || caption === conductor.interview.practice_question;
  if (!isWanted || !caption || isRead || isRepeated) return null;
  return <p class="caption caption-spoken">“{caption}”</p>;
}

const NO_HURRY = "Take the time you need.";

function Now({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { phase, leased, endsAt } = conductor.state.value;
  const leftMs = Math.max(0, (endsAt ?? 0) - conductor.now.value);
  switch (phase) {
    case "asking":
      if (conductor.question.value?.text === null)
        return (
          <p class="notice notice-warn" role="status">
            We are waiting for your connection. Your next question comes as soon as it is back; your time does not run.
          </p>
        );
      return (
        <p class="quiet">
          Listen to the question.{" "}
          {conductor.question.value?.thinking_time_s === 0
            ? "Your answer begins right after it."
            : "You get time to think."}
        </p>
      );
    case "thinking":
      if (leftMs > 0 || leased) return null;
      return (
        <p class="notice notice-warn" role="status">
          We are waiting for your connection. You can answer as soon as it is back; your time to answer has not begun.
        </p>
      );
    case "reviewing":
      if (conductor.draftFault.value !== null) return <Unsent conductor={conductor} />;
      return (
        <p class="busy">
          <span class="spinner" aria-hidden="true" />
          Reviewing…
        </p>
      );
    default:
      return null;
  }
}

/** Beside the buttons, which are always in sight, however long the question is. */
function TimeLeft({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const { phase, leased, endsAt, warned } = conductor.state.value;
  const leftMs = Math.max(0, (endsAt ?? 0) - conductor.now.value);
  switch (phase) {
    case "thinking":
      return leftMs > 0 || leased ? <Timer label="Time to think" leftMs={leftMs} /> : null;
    case "answering":
      return <Timer label="Time to answer" leftMs={leftMs} isShort={warned} />;
    case "practising":
      return <Timer label="Time to practise" leftMs={leftMs} />;
    case "writing":
      if (endsAt === null) return <p class="quiet">{NO_HURRY}</p>;
      return <Timer label="Time to write" leftMs={leftMs} isShort={warned} />;
    default:
      return null;
  }
}

/** For the eye; the announcer tells the moments that matter. */
function Timer({ label, leftMs, isShort = false }: { label: string; leftMs: number; isShort?: boolean }): JSX.Element {
  return (
    <p class={`timer ${isShort ? "timer-short" : ""}`}>
      <span class="quiet small">{label}</span>
      <span class="timer-value">{clock(leftMs + 999)}</span>
    </p>
  );
}

function Actions({ conductor }: { conductor: Conductor }): JSX.Element {
  const { phase, leased, written, ahead } = conductor.state.value;
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    // The button that had the focus may be gone: the next one takes it, nothing else is disturbed.
    if (document.activeElement === document.body) first.current?.focus();
  }, [phase]);
  const { feed } = conductor;
  const { isUnsaved, fault } = conductor.correcting;
  const skip = (
    <button type="button" class="button button-quiet" onClick={() => feed({ type: "next" })}>
      Skip practice
    </button>
  );
  const write = conductor.interview.accommodations.text_answers && (
    <button type="button" class="button button-quiet" onClick={() => conductor.writeInstead()}>
      Write your answer instead
    </button>
  );
  const moreTime = (
    <button
      type="button"
      class="button button-quiet"
      disabled={!mayExtend(conductor.state.value)}
      onClick={() => feed({ type: "more_time" })}
    >
      More time
    </button>
  );
  return (
    <div class="row">
      {phase === "practice" && (
        <>
          <button type="button" class="button" ref={first} onClick={() => feed({ type: "answer_requested" })}>
            Try it
          </button>
          {skip}
        </>
      )}
      {phase === "practising" && (
        <>
          <button type="button" class="button" ref={first} onClick={() => feed({ type: "finished_answer" })}>
            I'm done
          </button>
          {skip}
        </>
      )}
      {phase === "practised" && (
        <>
          <button type="button" class="button" ref={first} onClick={() => feed({ type: "next" })}>
            Go to the first question
          </button>
          <button type="button" class="button button-quiet" onClick={() => feed({ type: "answer_requested" })}>
            Try again
          </button>
        </>
      )}
      {phase === "thinking" && (
        <>
          <button
            type="button"
            class="button"
            ref={first}
            disabled={!leased}
            onClick={() => feed({ type: "answer_requested" })}
          >
            Start answering
          </button>
          {moreTime}
          {write}
        </>
      )}
      {phase === "answering" && (
        <>
          <button type="button" class="button" ref={first} onClick={() => feed({ type: "finished_answer" })}>
            I'm done
          </button>
          {moreTime}
          {write}
        </>
      )}
      {phase === "writing" && (
        <>
          <button type="button" class="button" disabled={!written} onClick={() => feed({ type: "finished_answer" })}>
            Send my answer
          </button>
          {moreTime}
          <button
            type="button"
            class="button button-quiet"
            disabled={!leased}
            onClick={() => feed({ type: "answer_requested" })}
          >
            Speak instead
          </button>
        </>
      )}
      {phase === "feedback" && (
        <>
          <button type="button" class="button" ref={first} onClick={() => void conductor.goOn()}>
            {isUnsaved.value ? "Save and go on" : ahead.length > 0 ? "Next question" : "Finish the interview"}
          </button>
          {fault.value !== null && (
            <button type="button" class="button button-quiet" onClick={() => feed({ type: "next" })}>
              Go on without the correction
            </button>
          )}
        </>
      )}
    </div>
  );
}

function Pause({ conductor }: { conductor: Conductor }): JSX.Element | null {
  const leftMs = conductor.pauseMs.value;
  const isPractice = conductor.state.value.phase === "practising";
  const goOn = isPractice ? "Just go on speaking." : "Just go on speaking, or ask for more time.";
  const words = `Your answer ends in ${spanInWords(leftMs ?? 0)}. ${goOn}`;
  return leftMs === null ? null : <p class="small quiet">{words}</p>;
}

/** Says at the moments that matter what the eye sees all the time. */
function Announcer({ conductor }: { conductor: Conductor }): JSX.Element {
  return (
    <p class="visually-hidden" role="status">
      {announcement(conductor)}
    </p>
  );
}

function announcement({ state, question, interview, practice }: Conductor): string {
  const { phase, warned, agent, feedback, endsAt, since } = state.value;
  const timing = question.value;
  if (!timing) return "";
  const left = spanInWords((endsAt ?? since) - since);
  switch (phase) {
    case "practice":
      return agent === "up" ? "" : interview.practice_question;
    case "practising":
      return "You can speak now. Nothing of it is kept.";
    case "practised":
      return practice.value.isOver && practice.value.text ? `We heard: ${practice.value.text}` : "";
    case "thinking": {
      // A voice that reads would disturb the one that speaks; without that one it reads the question.
      const text = agent === "up" ? "" : `${timing.text ?? ""} `;
      return `${text}You have ${left} to think.`;
    }
    case "answering":
      return warned ? "Twenty seconds left." : `You have ${left} to answer.`;
    case "writing":
      if (endsAt === null) return NO_HURRY;
      return warned ? "Twenty seconds left." : `You have ${left} to write.`;
    case "reviewing":
      return "Reviewing your answer.";
    case "feedback":
      return agent === "up" ? "" : (feedback ?? "");
    default:
      return "";
  }
}
