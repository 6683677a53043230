import { expect, test } from "vitest";

import type { UploadTestView } from "../../shared/api-types";
import { measureUplink } from "./upload-test";

const LEAVE: UploadTestView = {
  ...{ url: "https://raw.example/", fields: { key: "s1/upload-test" }, max_size: 1_048_576, expires_at: "" },
};

/** A connection of so many bits a second, whose answers can be spoilt. */
function connection(bitsPerSecond: number, answers: (number | "lost")[] = []) {
  let now = 0;
  const sizes: number[] = [];
  const send = async (_: unknown, request?: RequestInit): Promise<Response> => {
    const form = request?.body as FormData;
    const { size } = form.get("file") as Blob;
    expect([...form.keys()]).toEqual(["key", "file"]);
    sizes.push(size);
    const tookMs = (8000 * size) / bitsPerSecond;
    now += Math.min(12_000, tookMs);
    const answer = answers.shift() ?? 204;
    if (answer === "lost" || tookMs > 12_000) throw new TypeError("failed to fetch");
    return Promise.resolve(new Response(null, { status: answer }));
  };
  return { sizes, around: { send, now: () => now } };
}

const measure = (around: ReturnType<typeof connection>["around"]) =>
  measureUplink(() => Promise.resolve(LEAVE), around);

test("a fast connection is tried with more", async () => {
  const { sizes, around } = connection(8_000_000);
  expect(await measure(around)).toBeCloseTo(8_000_000);
  expect(sizes).toEqual([131_072, 1_048_576]);
});

test("a slow one is left alone", async () => {
  const { sizes, around } = connection(300_000);
  expect(await measure(around)).toBeCloseTo(300_000);
  expect(sizes).toEqual([131_072]);
});

test("one on which nothing arrives is as slow as that", async () => {
  const { around } = connection(10_000);
  expect(await measure(around)).toBeLessThan(100_000);
});

test("a refusal or a dead network says nothing, after a first measure that one", async () => {
  expect(await measure(connection(8_000_000, [403]).around)).toBeNull();
  expect(await measure(connection(8_000_000, ["lost"]).around)).toBeNull();
  expect(await measure(connection(8_000_000, [204, "lost"]).around)).toBeCloseTo(8_000_000);
});

test("without leave nothing is tried", async () => {
  const { sizes, around } = connection(8_000_000);
  expect(await measureUplink(() => Promise.reject(new Error("503")), around)).toBeNull();
  expect(sizes).toEqual([]);
});
