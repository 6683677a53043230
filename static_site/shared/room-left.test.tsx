// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import { RoomLeft, useRoom, wordsOf } from "./room-left";

test("nothing is said as long as there is room", () => {
  expect(wordsOf(0, 100, 0)).toBe("");
  expect(wordsOf(89, 100, 0)).toBe("");
});

test("near the end it is said how much is left, and at the end that it is the end", () => {
  expect(wordsOf(90, 100, 0)).toBe("10 characters left.");
  expect(wordsOf(99, 100, 0)).toBe("1 character left.");
  expect(wordsOf(100, 100, 0)).toBe("That is all there is room for: at most 100 characters fit.");
});

test("what was pasted and does not fit is named until there is room again", () => {
  expect(wordsOf(100, 100, 7)).toContain("The last 7 characters of what you pasted are not in it");
  expect(wordsOf(95, 100, 7)).toBe("5 characters left.");
});

function Field() {
  const { onPaste, cut } = useRoom(10);
  return (
    <>
      <input onPaste={onPaste} maxLength={10} />
      <RoomLeft length={10} most={10} cut={cut} />
    </>
  );
}

test.each([
  ["12345", 0, 0, 5],
  ["12345", 0, 5, 0],
])("a paste into %j, from %d to %d of it selected, is measured", async (value, from, to, cut) => {
  const place = document.createElement("main");
  await act(() => render(<Field />, place));
  const field = place.querySelector("input")!;
  field.value = value;
  field.setSelectionRange(from, to);
  const pasting = new Event("paste", { bubbles: true });
  Object.assign(pasting, { clipboardData: { getData: () => "ten letter" } });
  await act(() => void field.dispatchEvent(pasting));
  const said = place.querySelector("[role=status]")?.textContent;
  expect(said?.includes("not in it")).toBe(cut > 0);
  if (cut > 0) expect(said).toContain(`${cut} characters`);
});
