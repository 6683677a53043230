import { describe, expect, test } from "vitest";

import {
  BEGUN_MS,
  BEGUN_UNRECOGNISED_MS,
  isOver,
  LIKELY_PAUSE_MS,
  MAX_DEAD_MS,
  type Moment,
  NOISY_PAUSE_MS,
  pauseNeededMs,
  STALE_PAUSE_MS,
  SURE_PAUSE_MS,
  USUAL_CAP_MS,
} from "./answer-end";

const SAID: Moment = {
  ...{ quietMs: 0, deadMs: 0, voiceMs: 5_000, hasWords: true, recognises: true },
  ...{ confidence: null, isStale: false, noiseMs: 0, capMs: USUAL_CAP_MS },
};
const moment = (about: Partial<Moment>): Moment => ({ ...SAID, ...about });

describe("a pause ends an answer", () => {
  test.each([
    ["sure", { confidence: 0.7 }, SURE_PAUSE_MS],
    ["quite sure", { confidence: 1 }, SURE_PAUSE_MS],
    ["sure, before a cough", { confidence: 0.9, isStale: true }, STALE_PAUSE_MS],
    ["more sure than not", { confidence: 0.6 }, LIKELY_PAUSE_MS],
    ["unsure, as in mid-sentence", { confidence: 0.3 }, USUAL_CAP_MS],
    ["down", { recognises: false }, USUAL_CAP_MS],
    ["at work, and says nothing", {}, USUAL_CAP_MS],
    ["sure, of a candidate with a short silence", { confidence: 0.9, capMs: 2_000 }, SURE_PAUSE_MS],
    ["unsure, of a candidate with a short silence", { confidence: 0.6, capMs: 2_000 }, 2_000],
    ["sure, of a candidate with a long silence", { confidence: 0.9, capMs: 12_000 }, 3 * SURE_PAUSE_MS],
    ["unsure, of a candidate with a long silence", { confidence: 0.1, capMs: 12_000 }, 12_000],
  ])("where the recogniser is %s", (_, about, ms) => {
    expect(pauseNeededMs(moment(about))).toBe(ms);
    expect(isOver(moment({ ...about, quietMs: ms - 1 }))).toBe(false);
    expect(isOver(moment({ ...about, quietMs: ms }))).toBe(true);
  });

  test.each([
    ["no word and no voice", { hasWords: false, voiceMs: 0 }, false],
    ["a click, and nobody recognises", { hasWords: false, recognises: false, voiceMs: BEGUN_MS - 1 }, false],
    ["a voice, and nobody recognises", { hasWords: false, recognises: false, voiceMs: BEGUN_MS }, true],
    ["a keyboard, in which no word is recognised", { hasWords: false, voiceMs: BEGUN_UNRECOGNISED_MS - 1 }, false],
    ["a voice that is not understood", { hasWords: false, voiceMs: BEGUN_UNRECOGNISED_MS }, true],
    ["words so soft that the microphone's level hides them", { voiceMs: 0 }, true],
  ])("only where something was said: %s", (_, about, expected) => {
    expect(isOver(moment({ ...about, quietMs: 3_600_000 }))).toBe(expected);
  });

  test("in a loud room, where the recogniser is sure and no word comes any more", () => {
    const loud = { quietMs: 0, confidence: 0.9 };
    expect(isOver(moment({ ...loud, noiseMs: NOISY_PAUSE_MS - 1 }))).toBe(false);
    expect(isOver(moment({ ...loud, noiseMs: NOISY_PAUSE_MS }))).toBe(true);
    expect(isOver(moment({ ...loud, confidence: 0.6, noiseMs: 3_600_000 }))).toBe(false);
  });
});

describe("zeros", () => {
  test("are a pause only of a microphone that cuts out silence, while the recogniser is sure", () => {
    expect(isOver(moment({ confidence: 0.9, deadMs: SURE_PAUSE_MS }))).toBe(true);
    expect(isOver(moment({ confidence: 0.6, deadMs: MAX_DEAD_MS }))).toBe(false);
  });

  test("that last never end an answer, whatever the recogniser makes of them", () => {
    for (const confidence of [null, 0, 0.6, 1])
      expect(isOver(moment({ confidence, deadMs: MAX_DEAD_MS + 1 }))).toBe(false);
  });
});

describe("whatever is heard", () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const upTo = (max: number): number => Math.floor(max * random());
  const moments = Array.from({ length: 3_000 }, (): Moment => ({
    ...{ quietMs: upTo(20_000), deadMs: random() < 0.5 ? 0 : upTo(20_000), voiceMs: upTo(4_000) },
    ...{ hasWords: random() < 0.7, recognises: random() < 0.8, isStale: random() < 0.3, noiseMs: upTo(9_000) },
    confidence: random() < 0.2 ? null : random(),
    capMs: random() < 0.1 ? Infinity : 2_000 + upTo(13_000),
  }));

  test("no answer ends within a breath", () => {
    for (const each of moments)
      if (each.quietMs + each.deadMs < SURE_PAUSE_MS && each.noiseMs < NOISY_PAUSE_MS) expect(isOver(each)).toBe(false);
  });

  test("no pause that is heard outlasts the silence of the link, once something was said", () => {
    for (const each of moments)
      if (each.quietMs >= each.capMs && each.hasWords) expect(isOver(each), JSON.stringify(each)).toBe(true);
  });

  test("none ends where no silence ends it, nor where nothing was said", () => {
    for (const each of moments) {
      expect(isOver({ ...each, capMs: Infinity })).toBe(false);
      expect(isOver({ ...each, hasWords: false, voiceMs: 0 })).toBe(false);
    }
  });

  test("who is more sure never waits longer, and a longer silence of the link never ends an answer sooner", () => {
    for (const each of moments) {
      const surer = { ...each, confidence: each.confidence === null ? 0.5 : Math.min(1, each.confidence + 0.2) };
      expect(pauseNeededMs(surer)).toBeLessThanOrEqual(pauseNeededMs(each));
      expect(pauseNeededMs({ ...each, capMs: each.capMs + 1_000 })).toBeGreaterThanOrEqual(pauseNeededMs(each));
    }
  });
});
