import { expect, test } from "vitest";

import { lossInWords, placeInWords } from "./gaps";

const gap = (start_ms: number, end_ms: number) => ({ start_ms, end_ms, reason: "chunk 3 never arrived" });

test("a gap says where it is, also where its length is not known", () => {
  expect(placeInWords(gap(20_000, 25_400))).toBe("0:20 to 0:25");
  expect(placeInWords(gap(20_000, 20_000))).toBe("at 0:20");
});

test("all gaps together say how much is missing", () => {
  expect(lossInWords([])).toBeNull();
  expect(lossInWords([gap(0, 5000)])).toBe("5 seconds missing, at one place");
  expect(lossInWords([gap(0, 5000), gap(9000, 9000)])).toBe("5 seconds missing, at 2 places");
  expect(lossInWords([gap(9000, 9000)])).toBe("a moment missing, at one place");
});
