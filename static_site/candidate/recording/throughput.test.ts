import { expect, test } from "vitest";

import { bytesPerSecond, msLeft, recent } from "./throughput";

const transfer = (from: number, until: number, bytes = 100_000) => ({ from, until, bytes });

test("uploads one after the other, with a pause that does not count", () => {
  expect(bytesPerSecond([transfer(0, 1_000), transfer(5_000, 6_000)], 6_000)).toBe(100_000);
});

test("several at once share the connection", () => {
  expect(bytesPerSecond([transfer(0, 2_000), transfer(0, 2_000), transfer(1_000, 4_000)], 4_000)).toBe(75_000);
});

test("what is long ago says nothing", () => {
  const transfers = [transfer(0, 1_000), transfer(60_000, 60_500)];
  expect(bytesPerSecond(transfers, 61_000)).toBe(200_000);
  expect(recent(transfers, 61_000)).toHaveLength(1);
});

test("too little is no measure", () => {
  expect(bytesPerSecond([], 0)).toBeNull();
  expect(bytesPerSecond([transfer(0, 1, 19_999)], 1)).toBeNull();
});

test("the rest takes as long as it takes", () => {
  expect(msLeft(500_000, 100_000)).toBe(5_000);
  expect(msLeft(500_000, null)).toBeNull();
});
