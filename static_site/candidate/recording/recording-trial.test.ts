import { readFileSync } from "node:fs";

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Recorder } from "./recorder";
import { type RecordTrial, type Tried, tryTypes } from "./recording-trial";

const VP8 = "video/webm;codecs=vp8,opus";
const MP4 = "video/mp4";
const whole = readFileSync(
  new URL("../../../local_cloud/simulation/recordings/incident/chunk_000.webm", import.meta.url),
);
/** The same with a picture's track that is none. */
const soundOnly = Buffer.from(whole.toString("latin1").replaceAll("\x83\x81\x01", "\x83\x81\x11"), "latin1");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a recorder gives at its end, by type and by how long it recorded; null: it cannot even be made. */
type Gives = (mime: string, ms: number) => Uint8Array<ArrayBuffer> | null;

async function tried(types: string[], gives: Gives): Promise<Tried & { made: string[]; tookMs: number }> {
  const made: string[] = [];
  const began = Date.now();
  const record: RecordTrial = ({ mime }, onSlice) => {
    made.push(mime);
    const from = Date.now();
    if (gives(mime, 0) === null) throw new DOMException("no", "NotSupportedError");
    const stop = (): Promise<void> => {
      const data = new Blob([gives(mime, Date.now() - from) ?? new Uint8Array()]);
      onSlice({ startMs: 0, durationMs: 2_000, data });
      return Promise.resolve();
    };
    return { ended: new Promise(() => undefined), stop } as unknown as Recorder;
  };
  const trying = tryTypes(types, record);
  let tookMs = 0;
  void trying.then(() => (tookMs = Date.now() - began));
  await vi.advanceTimersByTimeAsync(60_000);
  return { ...(await trying), made, tookMs };
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);
const none = new Uint8Array();

test("two seconds of the type that the interview uses, and no more where it gives picture and sound", async () => {
  const { trial, mime, made, tookMs } = await tried([VP8, MP4], () => bytes(whole));
  expect({ trial, mime, made }).toEqual({ trial: "whole", mime: VP8, made: [VP8] });
  expect(tookMs).toBeGreaterThanOrEqual(2_000);
  expect(tookMs).toBeLessThan(3_000);
});

test("a browser whose recorder gives empty blobs is found out", async () => {
  const { trial, mime, made } = await tried([VP8, MP4], () => none);
  expect({ trial, mime, made }).toEqual({ trial: "nothing", mime: null, made: [VP8, VP8, MP4] });
});

test("where the first type gives nothing, or cannot be recorded, the next is used", async () => {
  for (const first of [none, null]) {
    const { trial, mime } = await tried([VP8, MP4], (type) => (type === VP8 ? first : bytes(whole)));
    expect({ trial, mime }).toEqual({ trial: "whole", mime: MP4 });
  }
});

test("a slow beginning does not cost the best type", async () => {
  const { mime } = await tried([VP8, MP4], (_, ms) => (ms > 3_000 ? bytes(whole) : none));
  expect(mime).toBe(VP8);
});

test("what is missing is named", async () => {
  expect((await tried([VP8], () => bytes(soundOnly))).trial).toBe("no_picture");
  expect((await tried([VP8], () => bytes(whole.subarray(0, 100)))).trial).toBe("nothing");
});

test("a recorder that ends by itself is not waited for", async () => {
  const ended = tryTypes(
    [VP8],
    () => ({ ended: Promise.resolve(), stop: () => Promise.resolve() }) as unknown as Recorder,
  );
  await vi.advanceTimersByTimeAsync(1);
  await expect(ended).resolves.toEqual({ trial: "nothing", mime: null });
});
