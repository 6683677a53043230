import { expect, test, vi } from "vitest";

import type { RecordedSlice } from "./journal";
import { Recorder } from "./recorder";

class ScriptedRecorder {
  state: RecordingState = "inactive";
  timeslice: number | undefined;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstart: (() => void) | null = null;
  onstop: (() => void) | null = null;
  onerror: (() => void) | null = null;
  pending = 0;

  constructor(readonly options: MediaRecorderOptions) {}

  start(timeslice: number): void {
    this.state = "recording";
    this.timeslice = timeslice;
  }

  gives(size: number): void {
    this.ondataavailable?.({ data: new Blob(["x".repeat(size)]) });
  }

  stop(): void {
    this.state = "inactive";
    this.gives(this.pending);
    this.onstop?.();
  }
}

function record(): {
  script: ScriptedRecorder;
  slices: RecordedSlice[];
  recorder: Recorder;
  pass: (ms: number) => void;
} {
  let now = 100;
  const slices: RecordedSlice[] = [];
  let script: ScriptedRecorder | undefined;
  const recorder = new Recorder(
    {} as MediaStream,
    { mime: "video/webm;codecs=vp8,opus", videoBitrate: 350_000 },
    (slice) => slices.push(slice),
    () => now,
    (_, options) => (script = new ScriptedRecorder(options)) as unknown as MediaRecorder,
  );
  if (!script) throw new Error("no recorder was made");
  return { script, slices, recorder, pass: (ms) => (now += ms) };
}

const seen = (slices: RecordedSlice[]): unknown[] =>
  slices.map(({ startMs, durationMs, data }) => [startMs, durationMs, data.size]);

test("slices are a second long and lie end to end; key frames come often enough to join at", async () => {
  const { script, slices, recorder, pass } = record();
  expect(script.timeslice).toBe(1_000);
  expect(script.options).toEqual({
    mimeType: "video/webm;codecs=vp8,opus",
    videoBitsPerSecond: 350_000,
    audioBitsPerSecond: 48_000,
    videoKeyFrameIntervalDuration: 2_500,
  });
  pass(1_010);
  script.gives(4_000);
  pass(995);
  script.gives(3_000);
  pass(120);
  script.pending = 8;
  await recorder.stop();
  expect(seen(slices)).toEqual([
    [0, 1_010, 4_000],
    [1_010, 995, 3_000],
    [2_005, 120, 8],
  ]);
});

test("the clock ends with the stop, not when the encoders are done", async () => {
  const { script, slices, recorder, pass } = record();
  pass(400);
  script.stop = () => {
    pass(300);
    script.state = "inactive";
    script.gives(900);
    script.onstop?.();
  };
  await recorder.stop();
  expect(seen(slices)).toEqual([[0, 400, 900]]);
});

test.each([
  ["between the call and a prompt event begins the clock", 300, 4_850],
  ["before a late event does not move it", 3_000, 5_000],
])("a first frame %s", async (_, lateMs, durationMs) => {
  const { script, slices, recorder, pass } = record();
  pass(lateMs);
  script.onstart?.();
  pass(5_000 - lateMs);
  script.pending = 900;
  await recorder.stop();
  expect(seen(slices)).toEqual([[0, durationMs, 900]]);
});

test("an empty slice leaves its time to the next", async () => {
  const { script, slices, recorder, pass } = record();
  pass(1_000);
  script.gives(0);
  pass(1_000);
  script.gives(900);
  await recorder.stop();
  expect(seen(slices)).toEqual([[0, 2_000, 900]]);
});

test("a run that ends by itself says whether the browser failed", async () => {
  const { script, recorder } = record();
  script.onerror?.();
  script.stop();
  await recorder.ended;
  expect(recorder.hasFailed).toBe(true);
});

test("a run that recorded nothing hands over nothing, and ends", async () => {
  const { slices, recorder } = record();
  await recorder.stop();
  await recorder.stop();
  expect(slices).toEqual([]);
  expect(recorder.hasFailed).toBe(false);
});

test("a slice says where the picture was left out of it, and so does the one in which that goes on", async () => {
  const { script, slices, recorder, pass } = record();
  recorder.showPicture(true);
  pass(400);
  recorder.showPicture(false);
  recorder.showPicture(false);
  pass(600);
  script.gives(900);
  pass(1_000);
  script.gives(900);
  pass(300);
  recorder.showPicture(true);
  pass(700);
  script.gives(900);
  pass(1_000);
  script.pending = 900;
  await recorder.stop();
  expect(slices.map(({ withoutPicture }) => withoutPicture)).toEqual([
    [{ startMs: 400, endMs: 1_000 }],
    [{ startMs: 1_000, endMs: 2_000 }],
    [{ startMs: 2_000, endMs: 2_300 }],
    undefined,
  ]);
});

test("a recorder that never says that it has stopped holds nobody up", async () => {
  vi.useFakeTimers();
  const { script, recorder } = record();
  script.stop = () => undefined;
  const stopped = recorder.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(stopped).resolves.toBeUndefined();
  vi.useRealTimers();
});
