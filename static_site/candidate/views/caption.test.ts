import { expect, test } from "vitest";

import { captionBeside } from "./caption";

const FEEDBACK = "You named what you saw first. Say next time who decided.";

test("what is on the page already is not captioned: all of it, or the sentence that is being said", () => {
  expect(captionBeside(FEEDBACK, [null, FEEDBACK])).toBe("");
  expect(captionBeside("Say next time who decided.", [undefined, FEEDBACK])).toBe("");
});

test("what is said besides is", () => {
  expect(captionBeside("Of course, once more.", [FEEDBACK, null])).toBe("Of course, once more.");
});
