import { describe, expect, test } from "vitest";

import { BEHIND_MS, CAUGHT_UP_MS, FINE_FOR_MS, look, POOR_FOR_MS, SHOWN } from "./video-fallback";

const poor = (behindMs: number) => ({ isPoor: true, isAway: false, behindMs });
const away = (behindMs: number) => ({ isPoor: true, isAway: true, behindMs });
const fine = (behindMs: number) => ({ isPoor: false, isAway: false, behindMs });
const off = look(look(SHOWN, poor(1_000), 100), poor(BEHIND_MS), 100 + POOR_FOR_MS);

describe("the picture", () => {
  test("goes where the connection stays poor and the recording falls behind", () => {
    expect(off.isOn).toBe(false);
  });

  test.each([
    ["while nobody can be reached", look(look(SHOWN, away(0), 0), away(60_000), 60_000)],
    ["for a short while", look(look(SHOWN, poor(0), 0), poor(60_000), POOR_FOR_MS - 1)],
    ["while the recording arrives all the same", look(look(SHOWN, poor(0), 0), poor(BEHIND_MS - 1), 60_000)],
    ["while the queue grows shorter", look(look(SHOWN, poor(30_000), 0), poor(20_000), 60_000)],
    ["where the connection is fine and the queue is long", look(SHOWN, fine(90_000), 60_000)],
  ])("stays %s", (_, picture) => {
    expect(picture.isOn).toBe(true);
  });

  test("comes back while nobody can be reached: leaving it out would spare nothing", () => {
    const waiting = look(off, away(30_000), 50_000);
    expect(waiting.isOn).toBe(false);
    expect(look(waiting, away(35_000), 50_000 + FINE_FOR_MS).isOn).toBe(true);
    expect(look(look(waiting, poor(30_000), 51_000), away(35_000), 50_000 + FINE_FOR_MS).isOn).toBe(false);
  });

  test("comes back once the connection has been fine for a while and nearly all has arrived", () => {
    const recovering = look(off, fine(30_000), 50_000);
    expect(look(recovering, fine(CAUGHT_UP_MS), 50_000 + FINE_FOR_MS - 1).isOn).toBe(false);
    expect(look(recovering, fine(CAUGHT_UP_MS + 1), 50_000 + FINE_FOR_MS).isOn).toBe(false);
    expect(look(recovering, fine(CAUGHT_UP_MS), 50_000 + FINE_FOR_MS).isOn).toBe(true);
    expect(look(look(recovering, poor(0), 55_000), fine(0), 62_000).isOn).toBe(false);
  });
});
