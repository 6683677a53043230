import { expect, test } from "vitest";

import { containerOf, type Piece, Recorder, supportedType } from "./recorder";

class ScriptedRecorder {
  state: RecordingState = "inactive";
  timeslice: number | undefined;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstart: (() => void) | null = null;
  onstop: (() => void) | null = null;
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

function record(run = 0): {
  script: ScriptedRecorder;
  pieces: Piece[];
  recorder: Recorder;
  pass: (ms: number) => void;
} {
  let now = 100;
  const pieces: Piece[] = [];
  let script: ScriptedRecorder | undefined;
  const recorder = new Recorder(
    {} as MediaStream,
    run,
    "video/webm;codecs=vp8,opus",
    (piece) => pieces.push(piece),
    () => now,
    (_, options) => (script = new ScriptedRecorder(options)) as unknown as MediaRecorder,
  );
  if (!script) throw new Error("no recorder was made");
  return { script, pieces, recorder, pass: (ms) => (now += ms) };
}

const seen = (pieces: Piece[]): unknown[] =>
  pieces.map(({ index, startMs, durationMs, data }) => [index, startMs, durationMs, data.size]);

test("chunks are five seconds long, have key frames to join at, and belong to their run", async () => {
  const { script, pieces, recorder, pass } = record(2);
  expect(script.timeslice).toBe(5_000);
  expect(script.options).toMatchObject({
    mimeType: "video/webm;codecs=vp8,opus",
    videoKeyFrameIntervalDuration: 2_500,
  });
  pass(5_010);
  script.gives(4_000);
  pass(4_995);
  script.gives(3_000);
  pass(1_200);
  script.pending = 800;
  await recorder.stop();
  expect(seen(pieces)).toEqual([
    [2000, 0, 5_010, 4_000],
    [2001, 5_010, 4_995, 3_000],
    [2002, 10_005, 1_200, 800],
  ]);
});

test("the clock ends with the stop, not when the encoders are done", async () => {
  const { script, pieces, recorder, pass } = record();
  pass(4_000);
  script.stop = () => {
    pass(300);
    script.state = "inactive";
    script.gives(900);
    script.onstop?.();
  };
  await recorder.stop();
  expect(seen(pieces)).toEqual([[0, 0, 4_000, 900]]);
});

test.each([
  ["between the call and a prompt event begins the clock", 300, 4_850],
  ["before a late event does not move it", 3_000, 5_000],
])("a first frame %s", async (_, lateMs, durationMs) => {
  const { script, pieces, recorder, pass } = record();
  pass(lateMs);
  script.onstart?.();
  pass(5_000 - lateMs);
  script.pending = 900;
  await recorder.stop();
  expect(seen(pieces)).toEqual([[0, 0, durationMs, 900]]);
});

test("a last piece that is too small is joined to its neighbour, which is handed over again", async () => {
  const { script, pieces, recorder, pass } = record();
  pass(5_000);
  script.gives(4_000);
  pass(20);
  script.pending = 30;
  await recorder.stop();
  expect(seen(pieces)).toEqual([
    [0, 0, 5_000, 4_000],
    [0, 0, 5_020, 4_030],
  ]);
});

test("a small piece in the middle is joined to the next", async () => {
  const { script, pieces, recorder, pass } = record();
  pass(5_000);
  script.gives(60);
  pass(5_000);
  script.gives(4_000);
  await recorder.stop();
  expect(seen(pieces)).toEqual([[0, 0, 10_000, 4_060]]);
});

test("a run that recorded nothing hands over nothing, and ends", async () => {
  const { pieces, recorder } = record();
  await recorder.stop();
  await recorder.stop();
  expect(pieces).toEqual([]);
});

test("WebM comes first, MP4 where there is none", () => {
  expect(supportedType(() => true)).toBe("video/webm;codecs=vp8,opus");
  const mp4 = supportedType((type) => type.startsWith("video/mp4;codecs=vp9"));
  expect(mp4).toBe("video/mp4;codecs=vp9,opus");
  expect(containerOf(mp4 ?? "")).toBe("video/mp4");
  expect(supportedType(() => false)).toBeNull();
});
