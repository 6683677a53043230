import { expect, test } from "vitest";

import { addressOf, questionOf } from "./question";

const ID = "7b0c2bb4-6f0e-4a0e-9f0c-0b6ad2f3f0a1";

test.each(["", `template_id=${ID}`, "period=all", `template_id=${ID}&period=30d`])("%j is kept", (address) => {
  expect(addressOf(questionOf(address))).toBe(address);
});

test.each(["period=90d", "period=1d", "template_id=1", "other=1"])("%j asks for what is usual", (address) => {
  expect(questionOf(address)).toEqual({ template_id: null, period: "90d" });
});
