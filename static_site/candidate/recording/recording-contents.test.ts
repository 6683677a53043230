import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { contentsOf } from "./recording-contents";

const RECORDINGS = new URL("../../../local_cloud/simulation/recordings/", import.meta.url);
/** The beginning of a recording: of the MP4, the first chunk is the header alone. */
const read = (name: string): Uint8Array<ArrayBuffer> => {
  const names = name === "mp4" ? ["mp4/chunk_000.mp4", "mp4/chunk_001.mp4"] : [`${name}.webm`];
  return new Uint8Array(Buffer.concat(names.map((path) => readFileSync(new URL(path, RECORDINGS)))));
};
const WHOLE = { picture: true, sound: true };
const NOTHING = { picture: false, sound: false };

/** Other bytes of the same length in place of these. */
const replaced = (bytes: Uint8Array, before: string, after: string): Uint8Array => {
  const text = Buffer.from(bytes).toString("latin1").replaceAll(before, after);
  return new Uint8Array(Buffer.from(text, "latin1"));
};
const box = (type: string, ...parts: (Uint8Array | number[])[]): Uint8Array => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, "latin1");
  return new Uint8Array(Buffer.concat([head, body]));
};

test.each(["incident/chunk_000", "vp9/chunk_000", "two-runs/chunk_1000", "mp4"])(
  "%s, as a browser begins it, holds picture and sound",
  (path) => expect(contentsOf(read(path))).toEqual(WHOLE),
);

test("a header alone, no bytes, and what is neither WebM nor MP4 hold nothing", () => {
  const webm = read("incident/chunk_000");
  const cluster = Buffer.from(webm).indexOf(Buffer.from([0x1f, 0x43, 0xb6, 0x75]));
  expect(cluster).toBeGreaterThan(0);
  expect(contentsOf(webm.subarray(0, cluster))).toEqual(NOTHING);
  const mp4 = read("mp4");
  expect(contentsOf(mp4.subarray(0, Buffer.from(mp4).indexOf("moof") - 4))).toEqual(NOTHING);
  expect(contentsOf(new Uint8Array())).toEqual(NOTHING);
  expect(contentsOf(new TextEncoder().encode("No recording at all, only words."))).toEqual(NOTHING);
});

test("a track whose frames stay away is missed", () => {
  // Track entries of the recorder: number D7, type 83. Another type is neither picture nor sound.
  const webm = read("incident/chunk_000");
  expect(contentsOf(replaced(webm, "\x83\x81\x01", "\x83\x81\x11"))).toEqual({ picture: false, sound: true });
  expect(contentsOf(replaced(webm, "\x83\x81\x02", "\x83\x81\x11"))).toEqual({ picture: true, sound: false });
  const mp4 = read("mp4");
  expect(contentsOf(replaced(mp4, "vide", "text"))).toEqual({ picture: false, sound: true });
  expect(contentsOf(replaced(mp4, "soun", "text"))).toEqual({ picture: true, sound: false });
});

test("a finished MP4 with a table of samples is read as well as one in fragments", () => {
  const track = (id: number, handler: string, samples: number): Uint8Array =>
    box(
      "trak",
      box("tkhd", [...Array<number>(12).fill(0), 0, 0, 0, id]),
      box(
        "mdia",
        box("hdlr", [...Array<number>(8).fill(0), ...Buffer.from(handler)]),
        box("minf", box("stbl", box("stsz", [...Array<number>(8).fill(0), 0, 0, 0, samples]))),
      ),
    );
  const finished = (picture: number, sound: number): Uint8Array =>
    Buffer.concat([
      box("ftyp", Buffer.from("isom")),
      box("mdat", Array<number>(40).fill(7)),
      box("moov", track(1, "vide", picture), track(2, "soun", sound)),
    ]);
  expect(contentsOf(finished(48, 90))).toEqual(WHOLE);
  expect(contentsOf(finished(48, 0))).toEqual({ picture: true, sound: false });
  expect(contentsOf(finished(0, 90))).toEqual({ picture: false, sound: true });
});

test.each(["incident/chunk_000", "mp4"])("%s may end anywhere", (path) => {
  const bytes = read(path);
  for (let length = 0; length < Math.min(bytes.length, 3_000); length++) contentsOf(bytes.subarray(0, length));
  // What was torn is no trap: any bytes are passed in a bounded number of steps.
  for (let at = 0; at < 400; at++) {
    const torn = bytes.slice(0, 5_000);
    torn[at] = (torn[at] ?? 0) ^ 0xff;
    contentsOf(torn);
  }
});
