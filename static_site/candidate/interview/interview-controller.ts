/** Does what the phases ask for, and tells them what comes of it. The views look at its signals. */

import { computed, signal } from "@preact/signals";

import type { ConsentTextView, CorrectionView, Language, QuestionView } from "../../shared/api-types";
import { type SocketListener, TicketSocket } from "../../shared/ticket-socket";
import { wordCount } from "../../shared/word-count";
import { speak } from "../../shared/words/languages";
import { AgentVoice } from "../conversation/agent-voice";
import { Endpointer } from "../conversation/endpointer";
import { HeardAnswer } from "../conversation/heard-answer";
import { Overhearing } from "../conversation/overhearing";
import { VoiceConversation } from "../conversation/voice-conversation";
import { FaceMonitor } from "../proctoring/face-monitor";
import { watchPage } from "../proctoring/page-watch";
import { Proctoring } from "../proctoring/proctoring";
import { Untold } from "../proctoring/untold";
import type { ChunkStore } from "../recording/chunk-store";
import { DeviceError, type DeviceFault, type Kind, lostFault } from "../recording/devices";
import { type Frame, FRAME_MS } from "../recording/microphone";
import { measureUplink } from "../recording/upload-test";
import { AnswerEnding } from "./answer-ending";
import type { Agreed, CandidateApi, GivenFeedback, InterviewView } from "./candidate-api";
import { Capture, type CaptureListener } from "./capture";
import { Correcting } from "./correcting";
import { Delivery, type Resumed } from "./delivery";
import { Drafts } from "./drafts";
import { type LinkEnd, linkEnd, orLinkEnd } from "./link-end";
import {
  begin,
  type Effect,
  type Event,
  isAwaited,
  isHeard,
  isRunning,
  isTimed,
  isUnsaved,
  type Phase,
  type State,
  step,
} from "./interview-machine";
import { isGivenTime, NOTHING_USED, type TimeUsed } from "./question-time";
import { QuestionClock } from "./question-clock";
import { known, timing, withFollowUp, withWords, withWritten } from "./questions";
import { whatIsLeft } from "./resuming";
import { isSign } from "./signs";
import { Result } from "./result";
import { Submission } from "./submission";
import { type TimeApi, Times } from "./times";
import { VideoSwitch } from "./video-switch";
import { watchWindow } from "./window-watch";
import { WrittenAnswer } from "./written-answer";

/** What a test puts in place of the browser's own. */
export interface ControllerParts {
  readonly voice: () => AgentVoice;
  readonly socket: (path: "/voice" | "/live", ticket: () => Promise<string>, listener: SocketListener) => TicketSocket;
  readonly capture: (sessionId: string, delivery: Delivery, listener: CaptureListener) => Capture;
}

/** Where the candidate may speak of whom nothing is recorded. */
const OVERHEARD: ReadonlySet<Phase> = new Set(["asking", "thinking", "awaiting_feedback", "feedback"]);

/** What is done for each effect. */
type Doings = { readonly [E in Effect as E["do"]]: (effect: E) => void };

const PARTS: ControllerParts = {
  voice: () => new AgentVoice(),
  socket: (path, ticket, listener) => new TicketSocket(path, ticket, listener),
  capture: (sessionId, delivery, listener) => new Capture(sessionId, delivery, listener),
};
const NOTHING_LEFT: Resumed = { completed: new Set(), begun: new Set(), mime: null };
const TICK_MS = 250;
/** Fewer, that began by themselves, may be somebody who thinks aloud. */
const FEW_WORDS = 12;

export class InterviewController {
  readonly state = signal<State>(undefined as never);
  readonly now = signal(Date.now());
  readonly deviceFault = signal<DeviceFault | null>(null);
  readonly startFault = signal<unknown>(null);
  readonly level = signal(0);
  readonly isDurable = signal(true);
  /** Whether all that the interviewer says is to be read, too. */
  readonly isCaptioned = signal(false);
  /** By index; follow-ups come at the end. */
  readonly questions = signal<readonly QuestionView[]>([]);
  readonly question = computed(() => this.questions.value[this.state.value.question] ?? null);
  awaitedElsewhere: readonly number[] = [];
  recordedElsewhereMs: readonly number[] = [];
  /** Something was said or written before this page. */
  hasAnswered = false;

  // The answer to this question.
  readonly heard = new HeardAnswer();
  readonly written: WrittenAnswer;
  /** It began because its candidate spoke. */
  readonly isBegunBySpeaking = signal(false);
  readonly correcting = new Correcting((text) => this.correct(text));

  readonly conversation: VoiceConversation;
  readonly endpointer: Endpointer;
  readonly overhearing = new Overhearing();
  readonly capture: Capture;
  readonly faces: FaceMonitor;
  readonly delivery: Delivery;
  /** What the candidate is told when it is over. */
  readonly result: Result;
  /** By the recruiter. */
  isCancelled = false;

  private readonly video: VideoSwitch;
  private readonly proctoring: Proctoring;
  private readonly times: Times;
  private readonly clock: QuestionClock;
  private readonly submission: Submission;
  private readonly answer: AnswerEnding;
  private readonly ending = new AbortController();
  private readonly leaving = new AbortController();
  private stops: (() => void)[] = [];
  /** The question that an earlier page, here or on another device, heard the beginning of. */
  private begunBefore: number | null = null;
  /** The last question of which something was recorded. */
  private recorded: number | null = null;
  private isOpen = false;
  private releasing: Promise<void> | null = null;

  /** Of an interview as the API shows it. `resume` before anything else. */
  constructor(
    public interview: InterviewView,
    private readonly api: CandidateApi,
    private readonly store: ChunkStore,
    parts: ControllerParts = PARTS,
  ) {
    const { session_id, questions, accommodations } = interview;
    this.questions.value = questions;
    this.isCaptioned.value = accommodations.captions;
    const [drafts, untold] = [new Drafts(session_id), new Untold(session_id)];
    this.result = new Result(api);
    this.written = new WrittenAnswer(drafts, api, this.ending.signal);
    const keepTime: TimeApi["keepTime"] = (question, told) => this.proctoring.reaching(api.keepTime(question, told));
    this.times = new Times(session_id, { keepTime }, (given) => this.learn(given));
    this.clock = new QuestionClock(this.times);
    this.delivery = new Delivery(session_id, api, store, (end) => this.endAs(end));
    this.capture = parts.capture(session_id, this.delivery, {
      heard: (frame) => this.hear(frame),
      lost: (kind) => this.loseDevice(kind),
    });
    this.endpointer = new Endpointer(
      accommodations.silence_s,
      () => this.fallSilent(),
      () => this.feed({ type: "spoke_on" }),
    );
    const voiceTicket = (): Promise<string> => this.ticket(api.voiceTicket());
    this.conversation = new VoiceConversation(
      (listener) => parts.socket("/voice", voiceTicket, listener),
      { voice: parts.voice(), heard: this.heard, endpointer: this.endpointer },
      {
        happened: this.feed,
        turned: (turn) => {
          if (this.state.value.phase === "answering") this.answer.turned(turn);
        },
        ticket: voiceTicket,
        // Why that is so, the API says.
        linkEnded: () => void voiceTicket().catch(() => undefined),
        recovered: () => this.delivery.hurry(),
      },
    );
    const { conversation, capture, delivery, heard, written } = this;
    this.answer = new AnswerEnding(
      { conversation, capture, delivery, heard, written, api },
      {
        feed: this.feed,
        given: (given) => this.tellFeedback(given),
        sent: (question) => (this.questions.value = withWritten(this.questions.value, question)),
        endAs: (end) => this.endAs(end),
      },
    );
    this.video = new VideoSwitch(this.capture, this.delivery, this.conversation.isPoor);
    this.proctoring = new Proctoring(
      (listener) => parts.socket("/live", () => this.ticket(api.liveTicket()), listener),
      () => (isRunning(this.state.value.phase) ? this.state.value.question : null),
      untold,
    );
    this.faces = new FaceMonitor({
      stream: () => this.capture.stream.value,
      isPictureOn: () => this.capture.isPictureOn.value,
      isSign: (alarm) => isSign(alarm, this.state.value.phase),
      tell: (alarm, detail) => this.proctoring.tell(alarm, detail),
    });
    this.submission = new Submission(api, { delivery, times: this.times, drafts, untold }, this.proctoring);
  }

  // A page begins.

  /** Finds out where this interview stands, here and in the cloud. */
  async resume(): Promise<void> {
    const { questions, asked, state } = this.interview;
    const begun = state !== "pending";
    // Before anything can happen: what an earlier page could not tell.
    if (begun) await this.times.tell();
    const here = begun ? await this.delivery.resume() : NOTHING_LEFT;
    if (here.mime) this.capture.goOnIn(here.mime);
    const left = whatIsLeft(this.interview, here, this.delivery.recorded.value);
    this.awaitedElsewhere = left.awaitedElsewhere;
    this.recordedElsewhereMs = left.recordedElsewhereMs;
    this.hasAnswered =
      this.delivery.recorded.value.size > 0 ||
      questions.some(({ recorded_ms, written }, index) => written || recorded_ms > 0 || this.written.isBegun(index));
    const [next] = left.toAsk;
    const used = next === undefined ? NOTHING_USED : this.takeUp(next);
    const given = known(this.questions.value);
    const isPatient = isGivenTime(this.interview.accommodations);
    const about = { begun, asked, given, used, isPatient };
    const [first, effects] = begin({ ...about, left: left.toAsk, questions: questions.map(timing) });
    this.state.value = first;
    this.isOpen = true;
    const ticking = setInterval(() => this.tick(), TICK_MS);
    this.stops.push(() => clearInterval(ticking));
    this.watchWindow();
    for (const effect of effects) this.perform(effect);
  }

  /** What an earlier page, here or on another device, has used of a question's time, and that it went away. */
  private takeUp(question: number): TimeUsed {
    const shown = this.questions.value[question];
    const used = shown ? this.times.used(question, timing(shown), shown.time) : NOTHING_USED;
    if (used.answerMs > 0 && !this.written.isBegun(question)) this.begunBefore = question;
    const leftAt = this.times.takeLeftAt(question);
    if (leftAt !== null) this.proctoring.tellLeft(question, leftAt);
    return used;
  }

  private watchWindow(): void {
    watchWindow(this.leaving.signal, {
      away: () => this.proctoring.away(),
      back: () => {
        this.proctoring.back();
        this.delivery.hurry();
      },
      hidden: () => {
        this.proctoring.recover();
        const { reversible, question } = this.state.value;
        if (reversible) this.answer.endRecording(question);
      },
      mayLose: () => isUnsaved(this.state.value.phase, this.delivery.progress.value),
    });
  }

  // The phases are told what happens, and what they ask for is done.

  readonly feed = (event: Event): void => {
    const before = this.state.value;
    const [next, effects] = step(before, event, Date.now());
    this.now.value = Date.now();
    this.state.value = next;
    // The question is the same: only what follows it leads to another one.
    if (next.phase !== before.phase && isTimed(before.phase)) this.clock.keep(next);
    if (before.reversible && !next.reversible && next.phase !== "answering") this.clock.end(before.question);
    for (const effect of effects) this.perform(effect);
  };

  private perform(effect: Effect): void {
    (this.doings[effect.do] as (effect: Effect) => void)(effect);
  }

  private readonly doings: Doings = {
    join: () => this.join(),
    greet: () => this.conversation.letSpeak({ type: "greet" }),
    practise: () => this.conversation.letSpeak({ type: "practise" }),
    start_practice: () => this.conversation.startPractice(),
    finish_practice: () => this.conversation.finishPractice(),
    lease: ({ question }) => this.lease(question),
    read_aloud: ({ question }) => void this.conversation.readAloud(question),
    ask: ({ question }) => this.conversation.letSpeak({ type: "ask", question }),
    start_answer: ({ question, isPressed }) => this.startAnswer(question, isPressed),
    more_time: ({ question }) => this.giveMoreTime(question),
    finish_answer: ({ question }) => void this.answer.finish(question),
    resume_answer: ({ question, isSpeaking }) => this.answer.resume(question, isSpeaking),
    end_recording: ({ question }) => this.answer.endRecording(question),
    set_aside: ({ question }) => this.answer.setAside(question),
    send_text: ({ question }) => void this.answer.send(question, this.recorded === question),
    request_feedback: ({ question }) => void this.answer.requestFeedback(question),
    speak_feedback: ({ question }) => this.conversation.letSpeak({ type: "speak_feedback", question }),
    say_goodbye: () => this.conversation.letSpeak({ type: "goodbye" }),
    deliver: () => void this.deliver(),
    lock: () => void this.lock(),
    release: () => void this.release(),
  };

  private tick(): void {
    this.now.value = Date.now();
    this.isDurable.value = this.store.isDurable;
    if (this.capture.stream.value) this.endpointer.look();
    this.capture.look();
    this.video.look();
    this.clock.look(this.state.value);
    this.lookAtDevices();
    if (this.conversation.isInterviewerHeard) this.feed({ type: "speech_began" });
    if (isAwaited(this.state.value)) this.feed({ type: "tick" });
  }

  // Camera and microphone.

  /** Asks for camera and microphone: once, and then again only where it failed. */
  async openDevices(): Promise<void> {
    if (this.capture.stream.value) return;
    this.deviceFault.value = null;
    try {
      await this.capture.open();
      this.endpointer.open();
      this.feed({ type: "devices_ready" });
      void this.faces.start();
      void this.capture.measure(() => measureUplink(() => this.api.uploadTest()));
    } catch (error) {
      this.deviceFault.value = error instanceof DeviceError ? error.fault : "unsupported";
    }
  }

  /** The time of an answer of which nothing can be recorded stands still for a while. */
  private lookAtDevices(): void {
    const { phase, hold } = this.state.value;
    const isUnplugged = this.capture.lost.value.size > 1;
    if (phase === "answering" && isUnplugged !== (hold !== null))
      this.feed({ type: isUnplugged ? "unplugged" : "plugged_in" });
  }

  /** Before the interview the devices are simply asked for again; in it, the recording goes on with what there is. */
  private loseDevice(kind: Kind): void {
    const { phase } = this.state.value;
    const type = kind === "video" ? "CAMERA_DISCONNECT" : "MIC_DISCONNECT";
    if (isSign(type, phase)) this.proctoring.tell(type);
    if (phase !== "ready") return;
    void this.capture.close();
    this.deviceFault.value = lostFault(kind);
    this.feed({ type: "devices_lost" });
  }

  private hear({ frame, level: given }: Frame): void {
    const level = this.capture.isMuted.value ? 0 : given;
    this.level.value = level;
    this.endpointer.hear(level, FRAME_MS);
    const { phase, reversible, speaking } = this.state.value;
    if (!isHeard(phase)) return;
    this.conversation.hear(frame);
    // The silence of a microphone that was unplugged is not the candidate's.
    if (this.capture.lost.value.has("audio")) return;
    if (phase === "answering" || phase === "practising") this.endpointer.hearAnswer(level, FRAME_MS);
    else if (reversible) this.endpointer.hearAfter(level, FRAME_MS, speaking);
    else if (OVERHEARD.has(phase)) this.overhear(frame, level);
  }

  private overhear(frame: ArrayBuffer, level: number): void {
    const { overhearing, endpointer, conversation } = this;
    overhearing.hear(frame, level, endpointer.ownLevel, conversation.isInterviewerHeard);
    if (overhearing.isSpeaking.value) this.feed({ type: overhearing.isAnswer ? "answer_spoken" : "speaking" });
  }

  // The interview begins, and the agent speaks.

  /** What is to be agreed to. Raises ApiError. */
  consentText(language: Language): Promise<ConsentTextView> {
    return this.api.consentText(language);
  }

  /** The candidate has agreed, checked everything and given a name. What was begun elsewhere keeps its language. */
  async begin(name: string, given: Omit<Agreed, "version">, language: Language): Promise<void> {
    this.startFault.value = null;
    try {
      await this.conversation.prepare();
      const agreed = { ...given, version: this.interview.consent_text_version };
      const shown = await this.api.start(name, agreed, language);
      // It warms up in the language that was chosen.
      this.interview = shown;
      void speak(shown.language);
      this.learn(shown.questions.map(({ text }, question_index) => ({ question_index, text })));
      this.feed({ type: "started" });
      // The first of the day would wait for its feedback otherwise.
      void this.api.canGiveFeedback();
    } catch (error) {
      const end = linkEnd(error);
      if (end) this.endAs(end);
      else this.startFault.value = error;
    }
  }

  private join(): void {
    this.conversation.open();
    this.proctoring.open();
    const stop = watchPage(
      (type, detail) => this.proctoring.tell(type, detail),
      (type) => isSign(type, this.state.value.phase),
    );
    this.stops.push(stop);
  }

  /** How loud it is: the agent while it speaks, the candidate while they answer. */
  readonly orbLoudness = (): number =>
    Math.max(this.conversation.loudness(), this.state.value.phase === "answering" ? this.level.value : 0);

  // A question is asked, and answered.

  private lease(question: number): void {
    this.conversation.caption.value = "";
    this.heard.begin(question, question === this.begunBefore);
    this.written.begin(question);
    this.correcting.begin();
    this.answer.begin();
    this.clock.keep(this.state.value, "waiting");
    const { type } = this.capture;
    if (!type) return;
    this.delivery.prepare(question, type, this.ending.signal).then(
      () => {
        if (this.state.value.question === question) this.feed({ type: "leased" });
        const [next] = this.state.value.ahead;
        if (next !== undefined) void this.delivery.lookAhead(next, type);
      },
      () => undefined,
    );
  }

  /** Words of questions that have come. */
  private learn(given: Parameters<typeof withWords>[1]): void {
    this.questions.value = withWords(this.questions.value, given);
    if (this.isOpen) this.feed({ type: "given", questions: known(this.questions.value) });
  }

  /** Where the candidate has begun to speak already, that is recognised as well; the recorder cannot go back. */
  private startAnswer(question: number, isPressed: boolean): void {
    this.recorded = question;
    const begun = this.overhearing.take();
    this.isBegunBySpeaking.value = !isPressed && begun.length > 0;
    this.conversation.startAnswer(question, isPressed ? [] : begun);
    this.capture.record(question);
  }

  /** The answer seems to be over. Where a few words to oneself began it, it is not: whoever thinks is waited for. */
  private fallSilent(): void {
    const mayBeThinking = this.isBegunBySpeaking.value && wordCount(this.heard.text.value) < FEW_WORDS;
    if (mayBeThinking && !this.endpointer.isWaiting) this.endpointer.wait();
    else this.feed({ type: "silence" });
  }

  private giveMoreTime(question: number): void {
    this.conversation.giveMoreTime(question);
    this.clock.keep(this.state.value);
  }

  /** From here on the answer is what is written. */
  writeInstead(): void {
    this.feed({ type: "write_instead" });
    this.feed({ type: "wrote", blank: this.written.isBlank });
  }

  write(text: string): void {
    this.written.write(text);
    this.feed({ type: "wrote", blank: this.written.isBlank });
  }

  // The answer gets its feedback.

  private tellFeedback({ feedback, followUp: asked }: GivenFeedback): void {
    if (asked) this.questions.value = withFollowUp(this.questions.value, this.state.value.question, asked);
    const followUp = asked && { question: asked.question_index, timing: timing(asked) };
    this.feed({ type: "feedback_given", feedback, followUp });
  }

  private async correct(text: string): Promise<CorrectionView> {
    const { question } = this.state.value;
    const corrected = await this.api.correct(question, text);
    this.heard.hear(question, corrected.text);
    return corrected;
  }

  /** From the feedback to what comes next. A correction that was typed is saved before; where it is not, nothing goes on. */
  async goOn(): Promise<void> {
    const { question } = this.state.value;
    const isSaved = await this.correcting.save();
    const { phase, question: now } = this.state.value;
    if (isSaved && phase === "feedback" && now === question) this.feed({ type: "next" });
  }

  // The link takes no more answers.

  /** One that is refused says why a socket was closed; at the end, delivery and lock find that out themselves. */
  private ticket(asked: Promise<string>): Promise<string> {
    return orLinkEnd(asked, (end) => {
      if (this.state.value.phase !== "delivering") this.endAs(end);
    });
  }

  private endAs(end: LinkEnd): void {
    this.isCancelled ||= end === "cancelled";
    this.feed({ type: end === "expired" ? "link_expired" : "link_closed" });
  }

  // All is answered, or the page ends.

  private async deliver(): Promise<void> {
    this.conversation.hangUp();
    await this.closeDevices();
    await this.answer.recorded();
    await this.submission.deliver();
    this.feed({ type: "delivered" });
  }

  private async lock(): Promise<void> {
    const end = await this.submission.lock(
      () => !this.ending.signal.aborted && this.state.value.phase === "delivering",
    );
    if (end === "cancelled") this.endAs(end);
    else if (end) this.feed({ type: end });
  }

  /**
   * Lets go of everything, for another tab or a page that ends; settled when all that was recorded is kept, behind a
   * link that has ended when all of it that is still taken has arrived.
   */
  release(): Promise<void> {
    this.releasing ??= this.letGo();
    return this.releasing;
  }

  private async letGo(): Promise<void> {
    this.ending.abort();
    this.answer.begin();
    this.conversation.hangUp();
    this.proctoring.close();
    const isOver = this.state.value.phase === "done" || this.state.value.phase === "closed";
    if (!isOver) this.proctoring.recover();
    for (const stop of this.stops.splice(0)) stop();
    this.faces.stop();
    await this.closeDevices();
    await this.answer.recorded();
    if (this.state.value.phase === "expired") await this.submission.bringLeft(this.recorded);
    if (this.state.value.phase === "closed") await this.submission.dropLeft();
    this.leaving.abort();
    await this.delivery.stop();
  }

  private async closeDevices(): Promise<void> {
    await Promise.all([this.capture.close(), this.conversation.close()]);
  }
}
