import { describe, expect, test } from "vitest";

import architecture from "../../../docs/architecture.md?raw";
import {
  begin,
  CONNECT_TIMEOUT_MS,
  type Beginning,
  type Effect,
  type Event,
  GO_ON_MS,
  goesOnInMs,
  isAwaited,
  isHeard,
  isRunning,
  isUnsaved,
  type Phase,
  PRACTICE_MS,
  READING_MS_A_WORD,
  MAX_HOLD_MS,
  PATIENTLY_REVERSIBLE_MS,
  REVERSIBLE_MS,
  FEEDBACK_TIMEOUT_MS,
  SETTLES_MS,
  FALLS_SILENT_MS,
  mayHurry,
  PATIENCE_MS,
  SPEECH_TIMEOUT_MS,
  type State,
  step,
  timeLeftMs,
  usedBy,
  WARNING_MS,
} from "./interview-machine";
import {
  MAX_EXTENSIONS,
  MIN_ANSWER_MS,
  MIN_THINKING_MS,
  MORE_ANSWER_MS,
  MORE_THINKING_MS,
  WRITING_FACTOR,
} from "../../shared/limits";
import { mayExtend, NOTHING_USED } from "./question-time";

const QUESTIONS = [
  { thinkingMs: 30_000, answerMs: 180_000 },
  { thinkingMs: 0, answerMs: 15_000 },
];
const EVENTS: readonly Event[] = [
  { type: "agreed" },
  { type: "devices_ready" },
  { type: "devices_lost" },
  { type: "unplugged" },
  { type: "plugged_in" },
  { type: "started" },
  { type: "agent_up" },
  { type: "agent_down" },
  { type: "speech_began" },
  { type: "spoken" },
  { type: "leased" },
  { type: "given", questions: [0, 1] },
  { type: "answer_requested" },
  { type: "more_time" },
  { type: "write_instead" },
  { type: "wrote", blank: false },
  { type: "wrote", blank: true },
  { type: "not_sent" },
  { type: "silence" },
  { type: "finished_answer" },
  { type: "not_finished" },
  { type: "spoke_on" },
  { type: "speaking" },
  { type: "answer_spoken" },
  { type: "stay" },
  { type: "answer_kept", hasWords: true },
  { type: "answer_kept", hasWords: false },
  { type: "feedback_given", feedback: "Good.", followUp: null },
  {
    type: "feedback_given",
    feedback: "Good.",
    followUp: { question: 2, timing: { thinkingMs: 9_000, answerMs: 90_000 } },
  },
  { type: "feedback_unavailable" },
  { type: "next" },
  { type: "delivered" },
  { type: "locked" },
  { type: "link_expired" },
  { type: "link_closed" },
  { type: "link_replaced" },
  { type: "taken_over" },
  { type: "tick" },
];

const ENDS: readonly Phase[] = ["done", "expired", "closed", "replaced", "elsewhere"];
const PRESSES: readonly Event["type"][] = [
  ...([
    "agreed",
    "started",
    "answer_requested",
    "write_instead",
    "finished_answer",
    "not_finished",
    "more_time",
    "next",
  ] as const),
];
const FIRST: Beginning = {
  ...{ begun: false, asked: false, questions: QUESTIONS, left: [0, 1], given: [0, 1, 2], used: NOTHING_USED },
  isPatient: false,
};
const BACK: Beginning = { ...FIRST, begun: true, asked: true };

/** Feeds events, buttons as slowly as one hand presses them; a number moves the clock on and ticks. */
class Interview {
  now = 0;
  effects: string[] = [];

  constructor(
    public state: State = begin(FIRST)[0],
    readonly trail: Phase[] = [],
  ) {}

  feed(...events: (Event | Event["type"] | number)[]): this {
    for (const event of events) {
      if (typeof event === "number") this.now += event;
      const given: { type: string } =
        typeof event === "number" ? { type: "tick" } : typeof event === "string" ? { type: event } : event;
      if (PRESSES.includes((given as Event).type)) this.now += SETTLES_MS;
      const [state, effects] = step(this.state, given as Event, this.now);
      this.state = state;
      this.effects.push(...effects.map(named));
      if (this.trail.at(-1) !== state.phase) this.trail.push(state.phase);
    }
    return this;
  }
}

function named(effect: Effect): string {
  return "question" in effect ? `${effect.do} ${effect.question}` : effect.do;
}

const given = { type: "feedback_given", feedback: "Clear and to the point.", followUp: null } as const;
const followedUp: Event = { ...given, followUp: { question: 2, timing: { thinkingMs: 9_000, answerMs: 90_000 } } };
const kept: Event = { type: "answer_kept", hasWords: true };
const keptUnheard: Event = { type: "answer_kept", hasWords: false };
const ready = (): Interview => new Interview().feed("agreed", "devices_ready");
const greeted = (): Interview => ready().feed("started", "agent_up");
const practice = (): Interview => greeted().feed("spoken");
const asked = (): Interview => practice().feed("next");
const thinking = (): Interview => asked().feed("leased", "spoken");
const answering = (): Interview => thinking().feed("answer_requested");
const awaitingFeedback = (): Interview => answering().feed("finished_answer");
const writing = (): Interview => thinking().feed("write_instead");
const inFeedback = (): Interview => awaitingFeedback().feed(kept, given);

describe("a whole interview", () => {
  test("goes from consent to done, and says what to do on the way", () => {
    const interview = ready().feed("started", "agent_up", "spoken", "spoken");
    interview.feed("answer_requested", "silence", "next", "leased", "spoken", 30_000, "silence", kept);
    interview.feed(given, "spoken", "next", "spoken", "leased", "finished_answer", kept, given, "next", "spoken");
    interview.feed("delivered", "locked");
    expect(interview.state.phase).toBe("done");
    expect(interview.trail).toEqual([
      ...[
        "hardware",
        "ready",
        "greeting",
        "practice",
        "practising",
        "practised",
        "asking",
        "thinking",
        "answering",
        "awaiting_feedback",
        "feedback",
      ],
      ...["asking", "thinking", "answering", "awaiting_feedback", "feedback", "goodbye", "delivering", "done"],
    ]);
    expect(interview.effects).toEqual([
      ...[
        "join",
        "greet",
        "practise",
        "start_practice",
        "finish_practice",
        "lease 0",
        "ask 0",
        "start_answer 0",
        "finish_answer 0",
        "request_feedback 0",
      ],
      ...["speak_feedback 0", "end_recording 0", "lease 1", "ask 1", "start_answer 1", "finish_answer 1"],
      ...["request_feedback 1", "speak_feedback 1", "end_recording 1", "say_goodbye", "deliver", "lock", "release"],
    ]);
  });

  test("goes on in text when there is no agent", () => {
    const interview = ready().feed(
      "started",
      "agent_down",
      "next",
      "spoken",
      "leased",
      "answer_requested",
      "silence",
      keptUnheard,
      REVERSIBLE_MS,
    );
    interview.feed("leased", "spoken", "finished_answer", keptUnheard, REVERSIBLE_MS, "delivered", "locked");
    expect(interview.state.phase).toBe("done");
    expect(interview.effects).toEqual([
      ...["join", "lease 0", "read_aloud 0", "start_answer 0", "finish_answer 0", "end_recording 0"],
      ...[
        "lease 1",
        "read_aloud 1",
        "start_answer 1",
        "finish_answer 1",
        "end_recording 1",
        "deliver",
        "lock",
        "release",
      ],
    ]);
  });

  test("never waits for ever: time alone leads out of each phase in which the page waits for others", () => {
    const waits: [Interview, number, Phase][] = [
      [ready().feed("started"), CONNECT_TIMEOUT_MS, "practice"],
      [greeted(), SPEECH_TIMEOUT_MS, "practice"],
      [practice().feed("answer_requested"), PRACTICE_MS, "practised"],
      [asked(), SPEECH_TIMEOUT_MS, "thinking"],
      [thinking(), 30_000, "answering"],
      [answering(), 180_000, "awaiting_feedback"],
      [awaitingFeedback().feed(kept), FEEDBACK_TIMEOUT_MS, "asking"],
      [inFeedback().feed("spoken"), GO_ON_MS, "asking"],
    ];
    for (const [interview, ms, phase] of waits) {
      const before = interview.state.phase;
      expect(interview.feed(ms - 1).state.phase).toBe(before);
      expect(interview.feed(1).state.phase, `after ${before}`).toBe(phase);
    }
  });
});

describe("a page that is opened again", () => {
  test("goes on at the question that has no answer, without consent and greeting", () => {
    const interview = new Interview(begin({ ...BACK, left: [1] })[0]);
    expect(interview.state.phase).toBe("hardware");
    interview.feed("devices_ready", "started", "agent_up");
    expect(interview.state.phase).toBe("asking");
    expect(interview.effects).toEqual(["join", "lease 1", "ask 1"]);
  });

  test("offers practice as long as no question was asked", () => {
    const interview = new Interview(begin({ ...BACK, asked: false })[0]);
    interview.feed("devices_ready", "started", "agent_up", "spoken");
    expect(interview.trail).toEqual(["ready", "greeting", "practice"]);
    expect(interview.effects).toEqual(["join", "greet", "practise"]);
    expect(interview.feed("next").state).toMatchObject({ phase: "asking", question: 0 });
  });

  test("delivers what is left when every question is answered", () => {
    const [state, effects] = begin({ ...BACK, left: [] });
    expect(state.phase).toBe("delivering");
    expect(effects).toEqual([{ do: "deliver" }]);
  });
});

describe("the agent", () => {
  test("may go in the middle of a question: it is read aloud without it, once, and the candidate thinks", () => {
    const interview = asked().feed("agent_down", "agent_down");
    expect(interview.state).toMatchObject({ phase: "asking", agent: "down", speaking: true });
    expect(interview.effects.slice(-2)).toEqual(["ask 0", "read_aloud 0"]);
    expect(interview.feed("spoken").state).toMatchObject({ phase: "thinking", speaking: false });
  });

  test("may go and come while the candidate answers, which changes nothing", () => {
    const interview = answering().feed("agent_down");
    expect(interview.state).toMatchObject({ phase: "answering", agent: "down" });
    interview.feed("agent_up", "finished_answer", kept, given);
    expect(interview.state).toMatchObject({ phase: "feedback", agent: "up", speaking: true });
  });

  test("that comes late is heard from the next question on", () => {
    const interview = ready().feed("started", CONNECT_TIMEOUT_MS, "next", "leased", "agent_up", "spoken");
    expect(interview.state).toMatchObject({ phase: "thinking", agent: "up" });
    interview.feed("answer_requested", "finished_answer", kept, given, "next");
    expect(interview.effects.at(-1)).toBe("ask 1");
  });

  test("is not greeted twice when it says twice that it is there", () => {
    expect(greeted().feed("agent_up").effects).toEqual(["join", "greet"]);
  });

  test("has time to finish as long as it is heard, and falls silent without a word only for some seconds", () => {
    const interview = asked().feed(SPEECH_TIMEOUT_MS - 1);
    for (let seconds = 0; seconds < 90; seconds++) interview.feed("speech_began", 1_000);
    interview.feed("speech_began", FALLS_SILENT_MS - 1);
    expect(interview.state.phase).toBe("asking");
    expect(interview.feed(1).state.phase).toBe("thinking");
  });

  test("may be gone at the goodbye", () => {
    expect(
      inFeedback().feed("next", "leased", "spoken", "finished_answer", keptUnheard, REVERSIBLE_MS).state.phase,
    ).toBe("goodbye");
    const leaving = inFeedback().feed(
      "next",
      "leased",
      "spoken",
      "finished_answer",
      keptUnheard,
      REVERSIBLE_MS,
      "agent_down",
    );
    expect(leaving.state.phase).toBe("delivering");
  });
});

describe("practice", () => {
  test("can be passed over at each point", () => {
    for (const interview of [
      practice(),
      practice().feed("answer_requested"),
      practice().feed("answer_requested", "silence"),
    ])
      expect(interview.feed("next").state).toMatchObject({ phase: "asking", question: 0 });
  });

  test("that is left in the middle is ended before the question is asked", () => {
    expect(practice().feed("answer_requested", "next").effects.slice(-3)).toEqual([
      ...["finish_practice", "lease 0", "ask 0"],
    ]);
  });

  test("can be tried again, and never records", () => {
    const interview = practice().feed("answer_requested", "finished_answer", "answer_requested", "silence");
    expect(interview.state.phase).toBe("practised");
    expect(interview.effects.filter((effect) => effect === "start_practice")).toHaveLength(2);
    expect(interview.effects.join()).not.toContain("start_answer");
  });

  test("is a text where there is no agent", () => {
    const interview = ready().feed("started", "agent_down");
    expect(interview.state).toMatchObject({ phase: "practice", speaking: false, endsAt: null });
  });

  test("is not watched, and may be left; what is said there is heard", () => {
    for (const phase of ["practice", "practising", "practised"] as const)
      expect([isRunning(phase), isUnsaved(phase), isHeard(phase)]).toEqual([false, false, true]);
  });
});

describe("a follow-up", () => {
  const asksFollowUp = (): Interview => awaitingFeedback().feed(kept, followedUp);

  test("is asked next, with times of its own, and then what comes after", () => {
    const interview = asksFollowUp().feed("next", "spoken", "leased");
    expect(interview.state).toMatchObject({ phase: "thinking", question: 2, ahead: [1] });
    expect(interview.feed(9_000).state.phase).toBe("answering");
    interview.feed("silence", kept, given, "next");
    expect(interview.state).toMatchObject({ phase: "asking", question: 1, ahead: [] });
  });

  test("is not asked twice where its feedback is repeated", () => {
    const interview = asksFollowUp().feed("next", "leased", "spoken", "answer_requested", "silence", kept, followedUp);
    expect(interview.state).toMatchObject({ phase: "feedback", question: 2, ahead: [1] });
  });

  test("that is known from before stays in its place", () => {
    const [state] = begin({ ...BACK, questions: [...QUESTIONS, QUESTIONS[0]!], left: [0, 2, 1] });
    const interview = new Interview(state).feed("devices_ready", "started", "agent_up", "spoken", "leased");
    interview.feed("answer_requested", "silence", kept, followedUp);
    expect(interview.state).toMatchObject({ phase: "feedback", ahead: [2, 1] });
  });
});

describe("writing", () => {
  test("has three times as long as speaking, and ends by itself with what is written", () => {
    const interview = writing().feed({ type: "wrote", blank: false }, WRITING_FACTOR * 180_000 - 1);
    expect(interview.state.phase).toBe("writing");
    interview.feed(1);
    expect(interview.state).toMatchObject({ phase: "awaiting_feedback", endsAt: null });
    expect(interview.effects.at(-1)).toBe("send_text 0");
  });

  test("has no end any more where nothing was written in time", () => {
    const interview = writing().feed(WRITING_FACTOR * 180_000, { type: "wrote", blank: false }, 600_000);
    expect(interview.state).toMatchObject({ phase: "writing", endsAt: null });
    expect(interview.feed("finished_answer").effects.at(-1)).toBe("send_text 0");
    expect(interview.feed(kept, given).state).toMatchObject({ phase: "feedback", written: true });
  });

  test("sends nothing that is blank", () => {
    expect(writing().feed("finished_answer").state.phase).toBe("writing");
    expect(writing().feed({ type: "wrote", blank: true }, "finished_answer").state.phase).toBe("writing");
  });

  test("waits for its text to arrive, and then for the feedback no longer than usual", () => {
    const interview = writing().feed({ type: "wrote", blank: false }, "finished_answer", 600_000);
    expect(interview.state.phase).toBe("awaiting_feedback");
    expect(interview.feed(kept, FEEDBACK_TIMEOUT_MS - 1).state.phase).toBe("awaiting_feedback");
    expect(interview.feed(1).state).toMatchObject({ phase: "asking", question: 1 });
  });

  test("goes on with a text that was refused", () => {
    const interview = writing().feed({ type: "wrote", blank: false }, "finished_answer", "not_sent");
    expect(interview.state).toMatchObject({ phase: "writing", written: true });
  });

  test("sets aside what was said", () => {
    const interview = answering().feed("write_instead");
    expect(interview.state.phase).toBe("writing");
    expect(interview.effects.at(-1)).toBe("set_aside 0");
  });

  test("can be left for speaking", () => {
    const interview = writing().feed({ type: "wrote", blank: false }, WRITING_FACTOR * 180_000 - 1, "answer_requested");
    expect(interview.state).toMatchObject({ phase: "answering", written: false, warned: false });
  });

  test("is not heard", () => {
    expect(isHeard("writing")).toBe(false);
    expect(isUnsaved("writing")).toBe(true);
  });

  test("warns, and can be made longer", () => {
    const interview = writing().feed(WRITING_FACTOR * 180_000 - WARNING_MS);
    expect(interview.state.warned).toBe(true);
    expect(interview.feed("more_time").state.warned).toBe(false);
  });
});

describe("thinking", () => {
  test("ends when the candidate wants to answer", () => {
    expect(thinking().feed(5_000, "answer_requested").state.phase).toBe("answering");
  });

  test("waits for leave to record, and then begins by itself when it is due", () => {
    const interview = asked().feed("spoken", "answer_requested", 60_000);
    expect(interview.state.phase).toBe("thinking");
    expect(interview.feed("leased").state.phase).toBe("answering");
  });

  test("goes on when the leave comes early", () => {
    expect(asked().feed("spoken", 1_000, "leased").state).toMatchObject({ phase: "thinking", leased: true });
  });

  test("can be made longer, twice", () => {
    const interview = thinking();
    const ends = interview.state.endsAt ?? 0;
    for (let asking = 0; asking < MAX_EXTENSIONS + 1; asking++) interview.feed("more_time");
    expect(interview.state.endsAt).toBe(ends + MAX_EXTENSIONS * MORE_THINKING_MS);
  });
});

describe("answering", () => {
  test.each(["silence", "finished_answer"] as const)("ends by %s", (how) => {
    expect(answering().feed(how)).toMatchObject({ state: { phase: "awaiting_feedback" } });
  });

  test("warns twenty seconds before its end, and not again until time was added", () => {
    const interview = answering().feed(180_000 - WARNING_MS - 1);
    expect(interview.state.warned).toBe(false);
    expect(interview.feed(1).state.warned).toBe(true);
    interview.feed("more_time");
    expect(interview.state.warned).toBe(false);
    expect(interview.feed(MORE_ANSWER_MS).state.warned).toBe(true);
  });

  test("does not warn where the whole answer is short", () => {
    const interview = inFeedback().feed("next", "leased", "spoken");
    expect(interview.state).toMatchObject({ phase: "answering", question: 1 });
    expect(interview.feed(14_000).state.warned).toBe(false);
  });

  test("tells that more time was asked for even when no more can be added", () => {
    const interview = answering().feed("more_time", "more_time", "more_time");
    expect(interview.effects.slice(-3)).toEqual(["more_time 0", "more_time 0", "more_time 0"]);
  });
});

describe("time that is used", () => {
  const back = (used: Partial<typeof NOTHING_USED>): Interview =>
    new Interview(begin({ ...BACK, used: { ...NOTHING_USED, ...used } })[0]).feed(
      ...(["devices_ready", "started", "agent_down", "spoken", "leased"] as const),
    );
  const leftMs = ({ state, now }: Interview): number => (state.endsAt ?? 0) - now;

  test("is measured while the question stands there, and in no other phase", () => {
    expect(usedBy(asked().state, 1e9)).toEqual(NOTHING_USED);
    const thought = thinking().feed(7_000);
    expect(usedBy(thought.state, thought.now)).toEqual({ ...NOTHING_USED, thinkingMs: 7_000 });
    const spoken = answering().feed(20_000);
    expect(usedBy(spoken.state, spoken.now)).toMatchObject({ thinkingMs: SETTLES_MS, answerMs: 20_000 });
    spoken.feed("finished_answer", kept, given, 500_000);
    expect(usedBy(spoken.state, spoken.now)).toMatchObject({ answerMs: 20_000 + SETTLES_MS });
    expect(usedBy(spoken.feed("next").state, spoken.now)).toEqual(NOTHING_USED);
  });

  test("is used after a reload as well", () => {
    const interview = back({ thinkingMs: 12_000, answerMs: 100_000 });
    expect(interview.state.phase).toBe("thinking");
    expect(leftMs(interview)).toBe(18_000);
    expect(leftMs(interview.feed("answer_requested"))).toBe(80_000);
  });

  test("leaves enough to finish for who comes back, and no more than half of what the question had", () => {
    const interview = back({ thinkingMs: 30_000, answerMs: 179_000 });
    expect(leftMs(interview)).toBe(MIN_THINKING_MS);
    expect(leftMs(interview.feed("answer_requested"))).toBe(MIN_ANSWER_MS);
    const [state] = begin({ ...BACK, left: [1], used: { ...NOTHING_USED, answerMs: 15_000 } });
    const short = new Interview(state).feed("devices_ready", "started", "agent_down", "spoken", "leased");
    expect([short.state.phase, leftMs(short)]).toEqual(["answering", 7_500]);
  });

  test("stays longer for who asked for more, and more is not given anew", () => {
    const interview = back({ thinkingMs: 40_000, moreThinking: 1, moreAnswer: 1 });
    expect(leftMs(interview)).toBe(20_000);
    expect(mayExtend(interview.state.used)).toBe(false);
    interview.feed("more_time");
    expect(leftMs(interview)).toBe(20_000 - SETTLES_MS);
    expect(leftMs(interview.feed("answer_requested"))).toBe(180_000 + MORE_ANSWER_MS);
  });

  test("is not given anew by turning from speaking to writing and back", () => {
    const interview = answering().feed(60_000 - SETTLES_MS, "write_instead");
    expect(leftMs(interview)).toBe(WRITING_FACTOR * 120_000);
    interview.feed(WRITING_FACTOR * 30_000 - SETTLES_MS, "answer_requested");
    expect(leftMs(interview)).toBe(90_000);
  });

  test("counts a third of writing, more time included", () => {
    const interview = writing().feed("more_time");
    expect(leftMs(interview)).toBe(WRITING_FACTOR * (180_000 + MORE_ANSWER_MS) - SETTLES_MS);
    interview.feed(30_000 - SETTLES_MS, { type: "wrote", blank: false });
    expect(usedBy(interview.state, interview.now)).toMatchObject({ answerMs: 10_000, moreAnswer: 1 });
  });
});

describe("a question whose words are not here yet", () => {
  const waiting = (): Interview =>
    new Interview(begin({ ...FIRST, given: [0] })[0]).feed(
      ...(["agreed", "devices_ready", "started", "agent_down", "next", "spoken", "leased"] as const),
      ...(["answer_requested", "silence", keptUnheard, REVERSIBLE_MS] as const),
    );

  test("is waited for, and nobody's time runs", () => {
    const interview = waiting().feed("leased", "spoken", "agent_down", 600_000, "answer_requested");
    expect(interview.state).toMatchObject({ phase: "asking", question: 1, endsAt: null });
    expect(usedBy(interview.state, interview.now)).toEqual(NOTHING_USED);
  });

  test("is asked when they come, aloud where there is a voice", () => {
    expect(waiting().feed({ type: "given", questions: [1] }, "spoken", "leased").state.phase).toBe("answering");
    const aloud = waiting().feed("agent_up", { type: "given", questions: [1] });
    expect(aloud.state).toMatchObject({ phase: "asking", speaking: true });
    expect(aloud.effects.at(-1)).toBe("ask 1");
  });

  test("is no matter where they came ahead", () => {
    const interview = waiting();
    expect(interview.effects.filter((effect) => effect === "lease 1")).toHaveLength(1);
  });
});

describe("a button that is pressed twice", () => {
  const twice = (interview: Interview, press: Event["type"]): State => {
    const once = interview.feed(press);
    return step(once.state, { type: press } as Event, once.now + SETTLES_MS - 1)[0];
  };

  test.each([
    ["practice", practice(), "answer_requested", "practising"],
    ["practised", practice().feed("answer_requested", "silence"), "answer_requested", "practising"],
    ["thinking", thinking(), "answer_requested", "answering"],
    ["feedback", inFeedback().feed("agent_down"), "next", "asking"],
  ] as const)("in %s is pressed once", (_, interview, press, phase) => {
    expect(twice(interview, press).phase).toBe(phase);
  });

  test("does not fall on another button that has come to its place", () => {
    const { state, now } = practice().feed("answer_requested");
    expect(step(state, { type: "finished_answer" }, now + 200)[0].phase).toBe("practising");
    expect(step(state, { type: "finished_answer" }, now + SETTLES_MS)[0].phase).toBe("practised");
    const due = thinking().feed(30_000);
    expect(step(due.state, { type: "finished_answer" }, due.now + 10)[0].phase).toBe("answering");
  });

  test("gives more time once", () => {
    const interview = answering().feed("more_time");
    const again = step(interview.state, { type: "more_time" }, interview.now + 200)[0];
    expect(again.used.moreAnswer).toBe(1);
  });

  test("may be pressed as soon as it appears where none was", () => {
    const { state, now } = asked().feed(9_000, "leased", "spoken");
    expect(step(state, { type: "answer_requested" }, now)[0].phase).toBe("answering");
  });

  test("is pressed once though another phase passed between", () => {
    const { state, now } = thinking().feed("answer_requested", "finished_answer", kept, given, "next", "spoken");
    expect(state.phase).toBe("thinking");
    expect(step({ ...state, leased: true }, { type: "answer_requested" }, now + 100)[0].phase).toBe("thinking");
  });

  test("works when the clock was put back", () => {
    const { state } = practice().feed("answer_requested");
    expect(step(state, { type: "finished_answer" }, -1e9)[0].phase).toBe("practised");
  });

  test("and what no button says is heard at once", () => {
    const { state, now } = answering();
    expect(step(state, { type: "silence" }, now)[0].phase).toBe("awaiting_feedback");
  });
});

describe("awaiting feedback", () => {
  test("shows the feedback, and goes on when the candidate has read it", () => {
    const interview = inFeedback();
    expect(interview.state).toMatchObject({ phase: "feedback", feedback: "Clear and to the point.", speaking: true });
    expect(interview.feed("spoken").state).toMatchObject({ phase: "feedback", speaking: false });
    expect(interview.feed("next").state).toMatchObject({ phase: "asking", question: 1, feedback: null });
  });

  test("goes on without feedback", () => {
    const interview = awaitingFeedback().feed(kept, REVERSIBLE_MS, "feedback_unavailable");
    expect(interview.state).toMatchObject({ phase: "asking", question: 1 });
  });

  test("asks for no feedback on what nobody heard", () => {
    const interview = awaitingFeedback().feed(keptUnheard, REVERSIBLE_MS);
    expect(interview.state).toMatchObject({ phase: "asking", question: 1 });
    expect(interview.effects).not.toContain("request_feedback 0");
  });
});

describe("an answer whose camera and microphone are gone", () => {
  const leftMs = ({ state, now }: Interview): number => timeLeftMs(state, now);

  test("has its time stand still until one of them is back", () => {
    const interview = answering().feed(20_000, "unplugged", 30_000);
    expect([leftMs(interview), usedBy(interview.state, interview.now).answerMs]).toEqual([160_000, 20_000]);
    interview.feed("plugged_in", 10_000);
    expect([leftMs(interview), usedBy(interview.state, interview.now).answerMs]).toEqual([150_000, 30_000]);
    expect(interview.feed(150_000).state.phase).toBe("awaiting_feedback");
  });

  test("waits for a minute at most, however often that happens, and on the next question anew", () => {
    const interview = answering().feed("unplugged", 40_000, "plugged_in", "unplugged", 40_000);
    expect(leftMs(interview)).toBe(180_000 - 80_000 + MAX_HOLD_MS);
    interview.feed("plugged_in", "unplugged", 10_000);
    expect(leftMs(interview)).toBe(180_000 - 90_000 + MAX_HOLD_MS);
    interview.feed("finished_answer", kept, given, "next", "leased", "spoken", "unplugged", 40_000);
    expect([interview.state.question, leftMs(interview)]).toEqual([1, 15_000]);
  });

  test("can be ended meanwhile, and has its time where it goes on", () => {
    const interview = answering().feed(20_000, "unplugged", 10_000, "finished_answer");
    expect(interview.state.hold).toBeNull();
    expect(interview.state.used.answerMs).toBe(20_000);
    interview.feed("spoke_on", "unplugged", MAX_HOLD_MS - 10_000 - SETTLES_MS);
    expect(leftMs(interview)).toBe(160_000);
    interview.feed(10_000);
    expect(leftMs(interview), "and no second minute").toBe(150_000);
  });

  test("does not wait for them where nobody answers", () => {
    expect(thinking().feed("unplugged").state.hold).toBeNull();
  });
});

describe("an answer that has just ended", () => {
  const late = { type: "answer_kept", hasWords: false } as const;
  const leftMs = ({ state, now }: Interview): number => (state.endsAt ?? 0) - now;

  test.each([
    ["silence", answering().feed(20_000, "silence")],
    ["the button", answering().feed(20_000 - SETTLES_MS, "finished_answer")],
    ["silence, and has its feedback", answering().feed(20_000, "silence", kept, given)],
    ["silence, and nobody has heard a word", answering().feed(20_000, "silence", late)],
    ["silence, and gets no feedback", answering().feed(20_000, "silence", kept, "feedback_unavailable")],
  ])("by %s goes on where its candidate does, with the time that was left", (_, interview) => {
    interview.feed(REVERSIBLE_MS - 1);
    const before = interview.effects.length;
    interview.feed("spoke_on");
    expect(interview.state).toMatchObject({ phase: "answering", question: 0, feedback: null, reversible: null });
    expect(leftMs(interview)).toBe(160_000);
    expect(usedBy(interview.state, interview.now).answerMs).toBe(20_000);
    expect(interview.effects.slice(before), "and its recording goes on").toEqual(["resume_answer 0"]);
    interview.feed("silence", kept, given);
    expect(interview.effects.slice(before + 1)).toEqual(["finish_answer 0", "request_feedback 0", "speak_feedback 0"]);
  });

  test("goes on by a button as well, which the press that ended it does not press", () => {
    const { state, now } = awaitingFeedback();
    expect(step(state, { type: "not_finished" }, now + SETTLES_MS - 1)[0].phase).toBe("awaiting_feedback");
    expect(awaitingFeedback().feed("not_finished").state.phase).toBe("answering");
    const shown = inFeedback();
    expect(step(shown.state, { type: "next" }, shown.now)[0].phase, "nor is another pressed").toBe("feedback");
  });

  test("goes on by its button just when the feedback comes, too", () => {
    const interview = answering().feed(20_000, "silence", SETTLES_MS, kept, given);
    expect(step(interview.state, { type: "next" }, interview.now)[0].phase).toBe("feedback");
    expect(step(interview.state, { type: "not_finished" }, interview.now)[0].phase).toBe("answering");
    const early = answering().feed(20_000, "silence", kept, given);
    expect(step(early.state, { type: "not_finished" }, early.now)[0].phase).toBe("feedback");
  });

  test("is over for good after three seconds, and only then is its recording ended", () => {
    for (const ended of [awaitingFeedback(), inFeedback()]) {
      expect(isAwaited(ended.state)).toBe(true);
      ended.feed(REVERSIBLE_MS - 1);
      expect(ended.effects).not.toContain("end_recording 0");
      ended.feed(1);
      expect(ended.effects.at(-1)).toBe("end_recording 0");
      const { phase } = ended.state;
      expect(ended.feed("spoke_on", "not_finished").state.phase).toBe(phase);
      expect(ended.effects.filter((effect) => effect === "end_recording 0")).toHaveLength(1);
    }
  });

  test("has three times as long where its candidate is given more time", () => {
    const ended = answering();
    const patient = new Interview({ ...ended.state, isPatient: true });
    patient.now = ended.now;
    patient.feed("silence", kept, given, PATIENTLY_REVERSIBLE_MS - 1);
    expect(patient.effects).not.toContain("end_recording 0");
    expect(patient.feed("spoke_on").state.phase).toBe("answering");
    expect(patient.feed("silence", PATIENTLY_REVERSIBLE_MS).effects.at(-1)).toBe("end_recording 0");
  });

  test("is over as soon as its candidate goes on to the next question", () => {
    const interview = inFeedback().feed("next");
    expect(interview.effects.slice(-3)).toEqual(["end_recording 0", "lease 1", "ask 1"]);
    expect(interview.feed("spoke_on").state).toMatchObject({ phase: "asking", question: 1 });
  });

  test("by its time is over at once", () => {
    const interview = answering().feed(180_000);
    expect(interview.effects.slice(-2)).toEqual(["finish_answer 0", "end_recording 0"]);
    expect(interview.feed("spoke_on", "not_finished").state.phase).toBe("awaiting_feedback");
  });

  test("gains no time by going on again and again", () => {
    const interview = answering();
    for (let times = 0; times < 9; times++) interview.feed(1_000, "silence", 2_000, "spoke_on");
    expect(leftMs(interview)).toBe(180_000 - 9_000);
  });

  test("keeps the follow-up that it led to, and is not led to it twice", () => {
    const interview = awaitingFeedback().feed(kept, followedUp, "not_finished");
    expect(interview.state).toMatchObject({ phase: "answering", question: 0, ahead: [2, 1] });
    expect(interview.feed("silence", kept, followedUp).state.ahead).toEqual([2, 1]);
  });

  test("in writing does not go on by a voice", () => {
    const interview = writing().feed({ type: "wrote", blank: false }, "finished_answer", "spoke_on", "not_finished");
    expect(interview.state.phase).toBe("awaiting_feedback");
  });
});

describe("whoever waits", () => {
  test.each<[string, () => Interview, Phase]>([
    ["for the interviewer to come", () => ready().feed("started"), "practice"],
    ["for the greeting", greeted, "practice"],
    ["for the question to be said", asked, "thinking"],
    ["for the feedback", () => awaitingFeedback().feed(kept), "asking"],
  ])("%s may go on after some seconds", (_, reach, phase) => {
    const interview = reach();
    expect(mayHurry(interview.state, interview.now)).toBe(false);
    interview.feed(PATIENCE_MS);
    expect(mayHurry(interview.state, interview.now)).toBe(true);
    expect(interview.feed("next").state.phase).toBe(phase);
  });

  test("for the words of a question waits on: nothing could be answered", () => {
    const interview = new Interview({ ...asked().state, given: [], endsAt: null });
    interview.feed(PATIENCE_MS);
    expect(mayHurry(interview.state, interview.now)).toBe(false);
    expect(interview.feed("next").state.phase).toBe("asking");
  });

  test("and presses twice has not pressed what took the button's place", () => {
    const interview = asked().feed("leased", PATIENCE_MS, "next");
    interview.now -= SETTLES_MS;
    expect(interview.feed("answer_requested").state.phase).toBe("thinking");
  });
});

describe("speech that nobody asked for", () => {
  test("begins the answer while there is time to think, where it is meant as one", () => {
    expect(thinking().feed("speaking").state.phase).toBe("thinking");
    const interview = thinking().feed("answer_spoken");
    expect(interview.state.phase).toBe("answering");
    expect(interview.effects.at(-1)).toBe("start_answer 0");
  });

  test("begins nothing without leave to record, nor for whoever is given more time throughout", () => {
    const unleased = new Interview({ ...thinking().state, leased: false });
    const patient = new Interview({ ...thinking().state, isPatient: true });
    for (const interview of [unleased, patient]) expect(interview.feed("answer_spoken").state.phase).toBe("thinking");
  });

  test("is not talked over by the next question, however long it lasts", () => {
    const interview = inFeedback().feed("spoken", GO_ON_MS - 1);
    for (let seconds = 0; seconds < 60; seconds++) interview.feed("speaking", 1_000);
    expect(interview.state.phase).toBe("feedback");
    interview.feed("answer_spoken", GO_ON_MS - 1);
    expect(interview.state.phase).toBe("feedback");
    expect(interview.feed(1).state.phase).toBe("asking");
  });

  test("counts nothing down where nothing goes on by itself", () => {
    expect(inFeedback().feed("spoken", "stay", "speaking", 3_600_000).state.phase).toBe("feedback");
  });
});

describe("after the feedback", () => {
  const words = given.feedback.split(" ").length;
  const patient = (): Interview => new Interview({ ...inFeedback().state, isPatient: true });

  test("that was heard the interview goes on by itself after some seconds", () => {
    const interview = inFeedback().feed("speech_began", 5_000, "spoken");
    expect(goesOnInMs(interview.state, interview.now)).toBe(GO_ON_MS);
    expect(interview.feed(GO_ON_MS - 1).state.phase).toBe("feedback");
    expect(interview.feed(1).state).toMatchObject({ phase: "asking", question: 1 });
  });

  test("that is being heard nothing is counted down", () => {
    const interview = inFeedback().feed("speech_began", FALLS_SILENT_MS - 1);
    expect(goesOnInMs(interview.state, interview.now)).toBeNull();
  });

  test.each([
    ["there is no voice", awaitingFeedback().feed("agent_down", kept, given)],
    ["the voice goes", inFeedback().feed("speech_began", "agent_down")],
    ["the voice does not come", inFeedback().feed(SPEECH_TIMEOUT_MS)],
  ])("it has the time to be read where %s", (_, interview) => {
    expect(goesOnInMs(interview.state, interview.now)).toBe(GO_ON_MS + words * READING_MS_A_WORD);
    expect(interview.feed(GO_ON_MS + words * READING_MS_A_WORD).state).toMatchObject({ question: 1 });
  });

  test("it stays for whoever asks for that, before it was heard or after, until they go on", () => {
    for (const interview of [inFeedback().feed("stay", "spoken"), inFeedback().feed("spoken", "stay")]) {
      expect(goesOnInMs(interview.state, interview.now)).toBeNull();
      expect(interview.feed(3_600_000, "spoken").state.phase).toBe("feedback");
      expect(interview.feed("next").state).toMatchObject({ question: 1, stays: false });
    }
  });

  test("it stays for whoever is given more time throughout, and for who wrote", () => {
    expect(patient().feed("spoken", 3_600_000).state.phase).toBe("feedback");
    expect(new Interview({ ...patient().state, agent: "down" }).feed(3_600_000).state.phase).toBe("feedback");
    const written = writing().feed({ type: "wrote", blank: false }, "finished_answer", kept, given, "spoken");
    expect(written.feed(3_600_000).state.phase).toBe("feedback");
  });

  test("an interview ends by itself, too", () => {
    const last = inFeedback().feed("next", "leased", "spoken", "silence", kept, given, "spoken", GO_ON_MS);
    expect(last.state.phase).toBe("goodbye");
  });
});

describe("whatever happens", () => {
  /** Every state that a few random walks find. */
  function reached(): State[] {
    const found = new Map<string, State>();
    const starts = [[0, 1], [1], []].map((left) => {
      const isBack = left.length < 2;
      return begin({ ...FIRST, begun: isBack, asked: isBack, left, given: [0] })[0];
    });
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    for (let walk = 0; walk < 1_200; walk++) {
      let state = starts[walk % starts.length]!;
      let now = 0;
      for (let length = 0; length < 80; length++) {
        // More often a moment than many seconds.
        now += Math.floor(random() ** 4 * 20_000);
        const likely = EVENTS.filter(
          ({ type }) =>
            random() < 0.02 || !["taken_over", "link_expired", "link_closed", "link_replaced"].includes(type),
        );
        state = step(state, likely[Math.floor(random() * likely.length)]!, now)[0];
        const { phase, agent, leased, speaking, question, ahead, written, resumed } = state;
        const { reversible, stays } = state;
        const key = [
          phase,
          agent,
          leased,
          speaking,
          question,
          ahead.length,
          written,
          resumed,
          !!reversible,
          stays,
        ].join();
        found.set(key, state);
      }
    }
    return [...found.values()];
  }
  const states = reached();

  test("every phase is reached", () => {
    expect(new Set(states.map(({ phase }) => phase)).size).toBe(20);
  });

  test("docs/architecture.md draws each change of phase, and no other", () => {
    const drawn = /stateDiagram-v2\n\s+\[\*\] --> consent[^]*?```/.exec(architecture)?.[0] ?? "";
    const arrows = new Set([...drawn.matchAll(/^\s+(\w+ --> \w+)/gm)].map(([, arrow]) => arrow!));
    const changes = new Set<string>();
    for (const { phase, state, event, now } of tried())
      if (step(state, event, now)[0].phase !== phase) changes.add(`${phase} --> ${step(state, event, now)[0].phase}`);
    for (const arrow of arrows) expect(changes, "drawn, and never made").toContain(arrow);
    for (const change of changes) expect(leads(arrows, change), `${change} is not drawn`).toBe(true);
  });

  function* tried(): Generator<{ phase: Phase; state: State; event: Event; now: number }> {
    for (const state of states)
      for (const event of EVENTS) for (const now of [0, 1e9]) yield { phase: state.phase, state, event, now };
  }

  /** Whether the arrows lead there, if need be through phases that take no time. */
  function leads(arrows: ReadonlySet<string>, change: string): boolean {
    const [from, to] = change.split(" --> ");
    if (["expired", "closed", "replaced", "elsewhere"].includes(to ?? "") || arrows.has(change)) return true;
    return ["asking", "thinking", "goodbye"].some(
      (passed) => passed !== from && arrows.has(`${from} --> ${passed}`) && leads(arrows, `${passed} --> ${to}`),
    );
  }

  test("every event has an answer in every state, and questions never go back", () => {
    for (const state of states)
      for (const event of EVENTS) {
        const [next, effects] = step(state, event, 1e9);
        if (next.question !== state.question) expect(next).toMatchObject({ question: state.ahead[0], feedback: null });
        expect(next.ahead).not.toContain(next.question);
        expect(effects.length).toBeLessThanOrEqual(4);
      }
  });

  test("the state given is never changed", () => {
    for (const state of states)
      for (const event of EVENTS) {
        const before = JSON.stringify(state);
        step(state, event, 1e9);
        expect(JSON.stringify(state)).toBe(before);
      }
  });

  test("recording begins only in answering and with leave", () => {
    for (const state of states)
      for (const event of EVENTS) {
        const [next, effects] = step(state, event, 1e9);
        if (effects.some((effect) => effect.do === "start_answer")) expect(next).toMatchObject({ phase: "answering" });
        if (next.phase === "answering") expect(next.leased).toBe(true);
      }
  });

  test("an answer that began is always finished before anything else, unless the page is closed or taken over", () => {
    for (const state of states.filter(({ phase }) => phase === "answering"))
      for (const event of EVENTS) {
        const [next, effects] = step(state, event, 1e9);
        if (next.phase === "answering") continue;
        expect([effects[0]?.do, next.phase]).toBeOneOf([
          ["finish_answer", "awaiting_feedback"],
          ["set_aside", "writing"],
          ["release", "expired"],
          ["release", "closed"],
          ["release", "replaced"],
          ["release", "elsewhere"],
        ]);
      }
  });

  test("a recording that goes on for a while is ended once, or goes on with its answer", () => {
    for (const state of states.filter(({ reversible }) => reversible))
      for (const event of EVENTS)
        for (const now of [state.reversible!.until - 1, 1e9]) {
          const [next, effects] = step(state, event, now);
          const did = effects.map((effect) => effect.do).filter((did) => /end_recording|resume_answer/.test(did));
          const expected = next.reversible ? [] : [next.phase === "answering" ? "resume_answer" : "end_recording"];
          expect(did).toEqual(expected);
          if (next.reversible) expect(["awaiting_feedback", "feedback"]).toContain(next.phase);
        }
  });

  test("nothing leads out of the ends", () => {
    for (const state of states.filter(({ phase }) => ENDS.includes(phase)))
      for (const event of EVENTS) expect(step(state, event, 1e9)).toEqual([state, []]);
  });

  test("another tab, a closed or a replaced link ends all else", () => {
    for (const state of states.filter(({ phase }) => !ENDS.includes(phase))) {
      expect(step(state, { type: "taken_over" }, 0)[0].phase).toBe("elsewhere");
      expect(step(state, { type: "link_closed" }, 0)[0].phase).toBe("closed");
      expect(step(state, { type: "link_replaced" }, 0)[0].phase).toBe("replaced");
      const expired = step(state, { type: "link_expired" }, 0)[0].phase;
      expect(expired, "what is being handed in is finished").toBe(
        state.phase === "delivering" ? "delivering" : "expired",
      );
    }
  });

  test("what is running is unsaved", () => {
    for (const { phase } of states) if (isRunning(phase)) expect(isUnsaved(phase)).toBe(true);
    expect(isUnsaved("delivering")).toBe(true);
    expect(isUnsaved("done")).toBe(false);
  });
});
