import { beforeEach, describe, expect, test } from "vitest";

import { holdTab, type Tab, type TabSurroundings } from "./tab-lock";

type Work = (lock: object | null) => Promise<void>;

/** Web Locks, as far as one name needs them. */
class Locks {
  private holder: { readonly lose: (reason: unknown) => void } | null = null;
  private readonly waiting: (() => void)[] = [];

  request = (_: string, options: LockOptions, work: Work): Promise<void> =>
    new Promise((resolve, reject) => {
      const take = (): void => {
        const own = { lose: reject };
        this.holder = own;
        void work({}).then(() => {
          resolve();
          if (this.holder !== own) return;
          this.holder = null;
          this.waiting.shift()?.();
        });
      };
      if (options.steal) this.holder?.lose(new DOMException("stolen", "AbortError"));
      if (options.steal || !this.holder) {
        take();
        return;
      }
      if (options.ifAvailable) {
        void work(null).then(resolve);
        return;
      }
      this.waiting.push(take);
      options.signal?.addEventListener("abort", () => {
        const place = this.waiting.indexOf(take);
        if (place >= 0) this.waiting.splice(place, 1);
        reject(new DOMException("waited long enough", "AbortError"));
      });
    });
}

let around: TabSurroundings;
const hold = (takeOver = false, session = "s1"): Promise<Tab | null> => holdTab(session, { takeOver }, around);
/** Whether it has happened by now. */
const has = (event: Promise<void>): Promise<boolean> =>
  Promise.race([event.then(() => true), new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 20))]);

beforeEach(() => {
  const locks = new Locks();
  around = {
    locks: locks as unknown as LockManager,
    channel: (name) => new BroadcastChannel(name),
    takesOverWithinMs: 200,
  };
});

describe("a second tab", () => {
  test("is told that there is another, which it leaves alone", async () => {
    const first = await hold();
    expect(await hold()).toBeNull();
    expect(first && (await has(first.lost))).toBe(false);
    first?.release();
  });

  test("is not made up where the browser is only slow to answer", async () => {
    const locks = new Locks();
    const request = (name: string, options: LockOptions, work: Work): Promise<void> =>
      options.signal
        ? Promise.reject(new DOMException("waited long enough", "AbortError"))
        : locks.request(name, options, work);
    around = { ...around, locks: { request } as unknown as LockManager };
    const only = await hold();
    expect(only).not.toBeNull();
    only?.release();
  });

  test("is not made up of a question that was granted after it was given up", async () => {
    const locks = new Locks();
    const request = (name: string, options: LockOptions, work: Work): Promise<void> => {
      if (!options.signal) return locks.request(name, options, work);
      void locks.request(name, {}, () => new Promise((resolve) => setTimeout(resolve, 50)));
      return Promise.reject(new DOMException("waited long enough", "AbortError"));
    };
    around = { ...around, locks: { request } as unknown as LockManager };
    const only = await hold();
    expect(only).not.toBeNull();
    only?.release();
  });

  test("gets the interview once the first is closed", async () => {
    const first = await hold();
    const second = hold();
    first?.release();
    expect(await second).not.toBeNull();
    (await second)?.release();
  });

  test("that takes over waits until the first has let go", async () => {
    const first = await hold();
    const second = hold(true);
    await first?.lost;
    expect(await has(second.then(() => undefined))).toBe(false);
    first?.release();
    expect(await second).not.toBeNull();
    (await second)?.release();
  });

  test("that takes over from one that is frozen does so all the same", async () => {
    const first = await hold();
    const second = await hold(true);
    expect(second).not.toBeNull();
    expect(first && (await has(first.lost))).toBe(true);
    expect(second && (await has(second.lost))).toBe(false);
    second?.release();
    first?.release();
  });

  test("of another interview is another matter", async () => {
    const first = await hold();
    const channel = around.channel;
    around = { ...around, locks: new Locks() as unknown as LockManager, channel };
    const second = await hold(true, "s2");
    expect(second).not.toBeNull();
    expect(first && (await has(first.lost))).toBe(false);
    second?.release();
    first?.release();
  });
});

test("a browser without locks lets every tab go on", async () => {
  around = { ...around, locks: undefined };
  expect(await hold()).not.toBeNull();
  expect(await hold()).not.toBeNull();
});
