// @vitest-environment jsdom

import { expect, test } from "vitest";

import { avatar, showAvatar } from "./avatar";

test("an avatar stands in the orb's place until it fails", () => {
  const first = { element: document.createElement("video"), follow: () => undefined };
  const second = { element: document.createElement("canvas"), follow: () => undefined };
  showAvatar(first);
  showAvatar(second);
  first.element.dispatchEvent(new Event("error"));
  expect(avatar.value).toBe(second);
  second.element.dispatchEvent(new Event("error"));
  expect(avatar.value).toBeNull();
});
