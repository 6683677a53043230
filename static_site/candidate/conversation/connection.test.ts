import { describe, expect, test } from "vitest";

import { answered, asked, DEAD_MS, FINE, SLOW_MS, waited } from "./connection";

describe("the connection", () => {
  test("is fine while answers come soon", () => {
    expect(answered(asked(FINE, 0), SLOW_MS)).toEqual(FINE);
    expect(waited(FINE, 1e9)).toEqual(FINE);
  });

  test("is poor while an answer keeps us waiting, and after a slow one", () => {
    const waiting = waited(asked(FINE, 0), SLOW_MS + 1);
    expect(waiting.quality).toBe("poor");
    expect(answered(waiting, SLOW_MS + 1).quality).toBe("poor");
  });

  test("recovers with the next answer that comes soon", () => {
    const poor = answered(asked(FINE, 0), 4_000);
    expect(answered(asked(poor, 5_000), 5_100)).toEqual(FINE);
  });

  test("is measured from the first question without an answer, and given up when none comes", () => {
    let waiting = asked(FINE, 0);
    for (let now = 5_000; now <= DEAD_MS; now += 5_000) waiting = asked(waited(waiting, now), now);
    expect(waiting.quality).toBe("poor");
    expect(waited(waiting, DEAD_MS + 1).quality).toBe("dead");
  });

  test("an answer to nothing says nothing", () => {
    const poor = { askedAt: null, quality: "poor" } as const;
    expect(answered(poor, 10)).toEqual(poor);
  });
});
