import { expect, test } from "vitest";

import { wordCount } from "./word-count";

test.each([
  ["", 0],
  ["  … — ", 0],
  ["Don’t stop: 3.5 times!", 4],
  ["नमस्ते, मैं हिन्दी में बोलता हूँ।", 6],
  ["السلام عليكم، كيف حالك؟", 4],
  ["안녕하세요 저는 개발자입니다", 3],
])("words of %j", (text, words) => expect(wordCount(text)).toBe(words));

test.each(["我带领一个由十二名工程师组成的团队", "วันนี้ผมไปทำงานที่บริษัท", "これはテストです"])(
  "a sentence without spaces is several words: %j",
  (text) => {
    expect(wordCount(text)).toBeGreaterThan(3);
    expect(wordCount(text)).toBeLessThan(text.length);
  },
);
