import { expect, test } from "vitest";

import { tokenOf } from "./link";

const TOKEN = "3Zk0m1f1y7l2Qw8r5t9uVbXcNdMeLfKgJhHiGjFkElD";

test.each([
  [`#${TOKEN}`, { token: TOKEN, confirms: false }],
  [`#confirm.${TOKEN}`, { token: TOKEN, confirms: true }],
  ["", { token: "", confirms: false }],
])("%s", (hash, opened) => {
  expect(tokenOf(hash)).toEqual(opened);
});
