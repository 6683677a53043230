import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, test } from "vitest";

import { ApiError } from "../shared/api";
import { ChunkStore } from "./chunk-store";
import type { Outcome } from "./chunk-queue";
import { Delivery, type LeasedUpload } from "./delivery";
import type { Manifest } from "./manifest";

const TYPE = "video/webm;codecs=vp8,opus";
const offline = (): ApiError => new ApiError(0, "offline", "The server cannot be reached.", "r1");

/** An API and a bucket that can be told to fail. */
class Cloud {
  arrived: [question: number, index: number, text: string][] = [];
  manifests: [question: number, indexes: number[]][] = [];
  outcomes: Outcome[] = [];
  faults: ApiError[] = [];
  leases = 0;

  lease = (question: number): Promise<LeasedUpload> => {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    const run = this.leases++;
    const key_pattern = `${question}/{index}`;
    return Promise.resolve({ url: "https://raw.example/", fields: {}, key_pattern, runs: [{ run }, { run: run + 1 }] });
  };

  storeManifest = (question: number, manifest: Manifest): Promise<void> => {
    const fault = this.faults.shift();
    if (fault) return Promise.reject(fault);
    this.manifests.push([question, manifest.runs.flatMap(({ chunks }) => chunks.map(({ index }) => index))]);
    return Promise.resolve();
  };

  upload = (lease: { key_pattern: string }, index: number, bytes: ArrayBuffer): Promise<Outcome> => {
    const outcome = this.outcomes.shift() ?? "delivered";
    const text = new TextDecoder().decode(bytes);
    if (outcome === "delivered") this.arrived.push([Number.parseInt(lease.key_pattern), index, text]);
    return Promise.resolve(outcome);
  };
}

let now: number;
let cloud: Cloud;
let closed: number;
let factory: globalThis.IDBFactory;
const open = (): Delivery =>
  new Delivery("s1", cloud, new ChunkStore(factory), () => closed++, {
    upload: cloud.upload,
    now: () => now,
    random: () => 1,
    // Time passes when nothing else happens.
    later: (work, ms) => {
      const at = now + ms;
      setTimeout(() => {
        now = Math.max(now, at);
        work();
      });
    },
  });
const run = (question: number, number = 0) => ({ question, run: number, mime: TYPE, startedAt: new Date(0) });
const piece = (index: number, text = `chunk ${index}`) => ({
  ...{ index, startMs: 5000 * index, durationMs: 5000, data: new Blob([text]) },
});

beforeEach(() => {
  now = 0;
  cloud = new Cloud();
  closed = 0;
  factory = new IDBFactory();
});

describe("delivery", () => {
  test("brings every chunk, then the manifest, and is settled", async () => {
    const delivery = open();
    expect(await delivery.lease(0, TYPE, new AbortController().signal)).toBe(0);
    for (const index of [0, 1, 2]) await delivery.keep(run(0), piece(index));
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.arrived.map(([, index]) => index).sort()).toEqual([0, 1, 2]);
    expect(cloud.manifests).toEqual([[0, [0, 1, 2]]]);
    expect(delivery.progress.value).toMatchObject({ chunks: 0, bytes: 0, totalBytes: 21, answers: 0 });
  });

  test("goes on through a dead network and an expired policy", async () => {
    cloud.faults = [offline(), offline()];
    cloud.outcomes = ["unreachable", "expired", "unreachable"];
    const delivery = open();
    await delivery.lease(0, TYPE, new AbortController().signal);
    await delivery.keep(run(0), piece(0));
    await delivery.settled();
    expect(cloud.arrived).toEqual([[0, 0, "chunk 0"]]);
    expect(delivery.progress.value.isOffline).toBe(false);
  });

  test("sends a chunk again whose bytes have changed, the later bytes last", async () => {
    const delivery = open();
    await delivery.lease(0, TYPE, new AbortController().signal);
    await Promise.all([delivery.keep(run(0), piece(0, "short")), delivery.keep(run(0), piece(0, "short and tail"))]);
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.arrived.at(-1)).toEqual([0, 0, "short and tail"]);
    expect(cloud.manifests).toEqual([[0, [0]]]);
  });

  test("takes up what an earlier page left, and tells which answers are complete", async () => {
    const before = open();
    cloud.outcomes = Array.from({ length: 50 }, () => "unreachable");
    await before.lease(0, TYPE, new AbortController().signal);
    await before.keep(run(0), piece(0));
    await before.keep(run(0), piece(1));
    await before.complete(0);
    await before.keep(run(1), piece(0));
    before.stop();

    cloud.outcomes = [];
    cloud.manifests = [];
    const after = open();
    expect(await after.resume()).toEqual(new Set([0]));
    await after.settled();
    expect(cloud.arrived.map(([question, index]) => [question, index]).sort()).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
    ]);
    expect(cloud.manifests).toEqual([[0, [0, 1]]]);
  });

  test("names the chunks of every run in the manifest of a resumed question", async () => {
    const delivery = open();
    await delivery.lease(0, TYPE, new AbortController().signal);
    await delivery.keep(run(0, 0), piece(0));
    await delivery.keep(run(0, 1), piece(1000));
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.manifests).toEqual([[0, [0, 1000]]]);
  });

  test("is not held up by what the bucket refuses, which the manifest names all the same", async () => {
    cloud.outcomes = ["refused", "refused", "refused"];
    const delivery = open();
    await delivery.lease(0, TYPE, new AbortController().signal);
    await delivery.keep(run(0), piece(0));
    await delivery.complete(0);
    await delivery.settled();
    expect(cloud.arrived).toEqual([]);
    expect(cloud.manifests).toEqual([[0, [0]]]);
  });

  test("says when the link is closed, and waits for nothing", async () => {
    cloud.faults = [new ApiError(410, "link_closed", "This interview is closed.", "r1")];
    const delivery = open();
    await expect(delivery.lease(0, TYPE, new AbortController().signal)).rejects.toThrow("closed");
    expect(closed).toBe(1);
  });

  test("keeps nothing on this machine once all is over", async () => {
    const delivery = open();
    await delivery.lease(0, TYPE, new AbortController().signal);
    await delivery.keep(run(0), piece(0));
    await delivery.settled();
    await delivery.forget();
    expect(await new ChunkStore(factory).ofSession("s1")).toEqual([]);
  });
});
