import { beforeEach, describe, expect, test, vi } from "vitest";

import { ReadingAloud } from "./reading-aloud";

let asked: string[];
let played: number[];
let answer: () => Promise<Response>;
let hear: () => void;
let ticket: () => Promise<string>;
const flush = vi.fn();

const reading = (): ReadingAloud =>
  new ReadingAloud(
    () => ticket(),
    {
      playFile: (file) => {
        played.push(file.byteLength);
        return new Promise<void>((resolve) => (hear = resolve));
      },
      flush: () => {
        flush();
        hear();
      },
    },
    (address) => {
      asked.push(address as string);
      return answer();
    },
  );
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  [asked, played] = [[], []];
  answer = () => Promise.resolve(new Response(new ArrayBuffer(44)));
  hear = () => undefined;
  ticket = () => Promise.resolve("t 1");
  flush.mockClear();
});

describe("a question that is read aloud", () => {
  test("is asked for with a ticket, and is over when it was heard", async () => {
    let over: boolean | null = null;
    void reading()
      .read(2)
      .then((isOver) => (over = isOver));
    await settled();
    expect([asked, played, over]).toEqual([["/voice/speech?ticket=t+1&question=2"], [44], null]);
    hear();
    await settled();
    expect(over).toBe(true);
  });

  test.each([
    ["without a ticket", () => (ticket = () => Promise.reject(new Error("offline")))],
    ["without a connection", () => (answer = () => Promise.reject(new TypeError("offline")))],
    ["where the voice is away", () => (answer = () => Promise.resolve(new Response("{}", { status: 503 })))],
  ])("is over at once %s", async (_, fail) => {
    fail();
    expect(await reading().read(0)).toBe(true);
    expect(played).toEqual([]);
  });

  test("that is stopped is no more heard, and is not over", async () => {
    const aloud = reading();
    const over = aloud.read(0);
    await settled();
    aloud.stop();
    expect(await over).toBe(false);
    expect(flush).toHaveBeenCalledOnce();
    aloud.stop();
    expect(flush, "and nothing else is").toHaveBeenCalledOnce();
  });

  test("is followed by the next, and not mixed with it", async () => {
    let late = (): void => undefined;
    answer = () => new Promise((resolve) => (late = () => resolve(new Response(new ArrayBuffer(44)))));
    const aloud = reading();
    const first = aloud.read(0);
    await settled();
    const finish = late;
    answer = () => Promise.resolve(new Response(new ArrayBuffer(99)));
    void aloud.read(1);
    finish();
    expect(await first).toBe(false);
    await settled();
    expect(played).toEqual([99]);
  });
});
