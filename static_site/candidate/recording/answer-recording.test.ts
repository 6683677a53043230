import { beforeEach, expect, test } from "vitest";

import { AnswerRecording, type RecordingSurroundings } from "./answer-recording";
import type { Recorder, RecorderSettings } from "./recorder";

class Script {
  hasFailed = false;
  elapsedMs = 0;
  isStopped = false;
  slices = 0;
  shown: boolean[] = [];
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

  showPicture = (isOn: boolean): void => void this.shown.push(isOn);

  breaks(hasFailed: boolean): void {
    this.hasFailed = hasFailed;
    this.end();
  }
}

const live = () => ({ getTracks: () => [{ readyState: "live" }] }) as unknown as MediaStream;
const dead = () => ({ getTracks: () => [{ readyState: "ended" }] }) as unknown as MediaStream;

let stream: MediaStream | null;
let behindMs: number;
let isPictureOn: boolean;
let now: number;
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
  changed: (word) => {
    if (told.at(-1) !== word) told.push(word);
  },
  isPictureOn: () => isPictureOn,
  now: () => now,
};
/** Everything that follows from what was done. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  [stream, behindMs, runs, scripts, told] = [live(), 0, [4, 5, 6, 7], [], []];
  [isPictureOn, now] = [true, 0];
  recording = new AnswerRecording("vp9", 700_000, "vp8", around);
});

test("an answer is one run where nothing happens", async () => {
  await recording.next();
  await recording.stop();
  expect(scripts.map(({ settings }) => settings)).toEqual([{ mime: "vp9", videoBitrate: 700_000 }]);
  expect(told).toEqual(["end 4 vp9", "none"]);
});

test("a device that came back makes another run, begun before the first one ends", async () => {
  await recording.next();
  const before = stream;
  stream = live();
  await recording.next();
  expect(scripts.map((script) => script.stream)).toEqual([before, stream]);
  expect(told).toEqual(["end 4 vp9"]);
  expect(scripts.map(({ isStopped }) => isStopped)).toEqual([true, false]);
  await recording.stop();
  expect(told).toEqual(["end 4 vp9", "end 5 vp9", "none"]);
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
  expect(told).toEqual(["none", "end 4 vp9"]);
  stream = live();
  await recording.next();
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

const gives = (number: number) => (): void => {
  const script = scripts[number];
  if (script) script.slices++;
};
/** A quarter of a second at a time, as the page looks. */
async function pass(ms: number, giving = (): void => undefined): Promise<void> {
  for (const until = now + ms; now < until;) {
    now += 250;
    giving();
    recording.look();
    await settle();
  }
}

test("what is recorded is known by what comes, not by what the recorder says", async () => {
  await recording.next();
  await pass(500);
  expect(told).toEqual([]);
  await pass(30_000, gives(0));
  expect(told).toEqual(["running"]);
  expect(scripts).toHaveLength(1);
});

test("a recorder that gives nothing any more is replaced within ten seconds, in the same type", async () => {
  await recording.next();
  await pass(5_000, gives(0));
  await pass(10_000);
  expect(told).toEqual(["running", "silent", "end 4 vp9"]);
  expect(scripts.map(({ settings }) => settings.mime)).toEqual(["vp9", "vp9"]);
  await pass(1_000, gives(1));
  expect(told.at(-1)).toBe("running");
});

test("one that never gave anything is replaced by one of the other type, and not for ever", async () => {
  runs = [...Array(100).keys()];
  await recording.next();
  await pass(120_000);
  expect(scripts.map(({ settings }) => settings.mime)).toEqual(["vp9", "vp8", "vp8", "vp8", "vp8", "vp8"]);
  expect(told.filter((word) => word === "running")).toEqual([]);
});

test("the time that the machine slept is no silence of the recorder", async () => {
  await recording.next();
  await pass(2_000, gives(0));
  now += 600_000;
  recording.look();
  await settle();
  expect(scripts).toHaveLength(1);
});

test("an answer of which nothing can be recorded is silent, too", async () => {
  runs = [];
  await recording.next();
  await pass(10_000);
  expect(told).toEqual(["silent"]);
});

test("an answer of more than an hour goes on in another run, which has chunks of its own", async () => {
  await recording.next();
  Object.assign(scripts[0] ?? {}, { elapsedMs: 60 * 60_000 + 1 });
  await pass(250, gives(0));
  expect(scripts.map(({ settings }) => settings.videoBitrate)).toEqual([700_000, 700_000]);
});

test("a run that begins without a picture knows of it, and one under way is told", async () => {
  isPictureOn = false;
  await recording.next();
  recording.showPicture(true);
  expect(scripts[0]?.shown).toEqual([false, true]);
});
