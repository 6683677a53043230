import { beforeEach, expect, test } from "vitest";

import { AnswerRecording, type RecordingSurroundings } from "./answer-recording";
import type { Recorder, RecorderSettings } from "./recorder";

class Script {
  hasFailed = false;
  elapsedMs = 0;
  isStopped = false;
  readonly ended: Promise<void>;
  private end = (): void => undefined;

  constructor(
    readonly stream: unknown,
    readonly settings: RecorderSettings,
  ) {
    this.ended = new Promise((resolve) => (this.end = resolve));
  }

  stop = (): Promise<void> => {
    this.isStopped = true;
    this.end();
    return this.ended;
  };

  breaks(hasFailed: boolean): void {
    this.hasFailed = hasFailed;
    this.end();
  }
}

const live = () => ({ getTracks: () => [{ readyState: "live" }] }) as unknown as MediaStream;
const dead = () => ({ getTracks: () => [{ readyState: "ended" }] }) as unknown as MediaStream;

let stream: MediaStream | null;
let behindMs: number;
let runs: number[];
let scripts: Script[];
/** What happened, in order. */
let told: string[];
let recording: AnswerRecording;

const around: RecordingSurroundings = {
  stream: () => stream,
  behindMs: () => behindMs,
  takeRun: () => Promise.resolve(runs.shift() ?? null),
  journal: (run, mime) => ({
    keep: () => undefined,
    end: () => Promise.resolve(void told.push(`end ${run} ${mime}`)),
  }),
  recorder: (source, settings) => {
    const script = new Script(source, settings);
    scripts.push(script);
    return script as unknown as Recorder;
  },
  changed: (isRecording) => void told.push(isRecording ? "on" : "off"),
};
/** Everything that follows from what was done. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  [stream, behindMs, runs, scripts, told] = [live(), 0, [4, 5, 6, 7], [], []];
  recording = new AnswerRecording("vp9", 700_000, "vp8", around);
});

test("an answer is one run where nothing happens", async () => {
  await recording.next();
  await recording.stop();
  expect(scripts.map(({ settings }) => settings)).toEqual([{ mime: "vp9", videoBitrate: 700_000 }]);
  expect(told).toEqual(["on", "end 4 vp9", "off"]);
});

test("a device that came back makes another run, begun before the first one ends", async () => {
  await recording.next();
  const before = stream;
  stream = live();
  await recording.next();
  expect(scripts.map((script) => script.stream)).toEqual([before, stream]);
  expect(told).toEqual(["on", "on", "end 4 vp9"]);
  expect(scripts.map(({ isStopped }) => isStopped)).toEqual([true, false]);
  await recording.stop();
  expect(told).toEqual(["on", "on", "end 4 vp9", "end 5 vp9", "off"]);
});

test("without a number for another run the first goes on", async () => {
  runs = [4];
  await recording.next();
  await recording.next();
  expect(scripts.map(({ isStopped }) => isStopped)).toEqual([false]);
});

test("when all devices are gone the run ends, and the next begins when one is back", async () => {
  await recording.next();
  stream = dead();
  scripts[0]?.breaks(false);
  await settle();
  expect(told).toEqual(["on", "off", "end 4 vp9"]);
  stream = live();
  await recording.next();
  expect(told.at(-1)).toBe("on");
  expect(scripts).toHaveLength(2);
});

test("a browser that fails at a codec goes on in the other, and not for ever", async () => {
  await recording.next();
  for (let loss = 0; loss < 20; loss++) {
    runs.push(8 + loss);
    scripts.at(-1)?.breaks(true);
    await settle();
  }
  expect(scripts.map(({ settings }) => settings.mime)).toEqual(["vp9", "vp8", "vp8", "vp8", "vp8", "vp8"]);
});

test("a connection that falls far behind gets a smaller run, twice at most", async () => {
  await recording.next();
  behindMs = 60_000;
  recording.look();
  await settle();
  expect(scripts).toHaveLength(1);
  for (let time = 0; time < 4; time++) {
    const last = scripts.at(-1);
    if (last) last.elapsedMs = 31_000;
    recording.look();
    await settle();
  }
  expect(scripts.map(({ settings }) => settings.videoBitrate)).toEqual([700_000, 350_000, 175_000]);
});

test("what is over is not begun again", async () => {
  await recording.next();
  await recording.stop();
  await recording.next();
  recording.look();
  expect(scripts).toHaveLength(1);
});
