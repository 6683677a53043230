// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test } from "vitest";

import { pressOnce } from "./presses";

let pressed: string[];
let stop: () => void;

function press(id: string, detail: number): void {
  document.querySelector(`#${id}`)!.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail }));
}

beforeEach(() => {
  document.body.innerHTML = `<main>
    <button type="button" id="one">One</button><button type="button" id="two"><b id="inside">Two</b></button>
    <form><button id="send">Send</button></form></main>`;
  pressed = [];
  for (const button of document.querySelectorAll("button"))
    button.addEventListener("click", (event) => {
      event.preventDefault();
      pressed.push(button.id);
    });
  stop = pressOnce(document.body);
});
afterEach(() => stop());

test("a second click that falls on another control is none", () => {
  press("one", 1);
  press("inside", 2);
  expect(pressed).toEqual(["one"]);
  press("two", 1);
  expect(pressed).toEqual(["one", "two"]);
});

test("a control may be pressed quickly and often, but for one that sends a form", () => {
  for (const detail of [1, 2, 3]) press("one", detail);
  for (const detail of [1, 2, 3]) press("send", detail);
  expect(pressed).toEqual(["one", "one", "one", "send"]);
});

test("keys press each button that they are pressed on, and none by being held down", () => {
  press("one", 0);
  press("two", 0);
  expect(pressed).toEqual(["one", "two"]);
  const held = new KeyboardEvent("keydown", { key: "Enter", repeat: true, bubbles: true, cancelable: true });
  document.querySelector("#one")!.dispatchEvent(held);
  expect(held.defaultPrevented).toBe(true);
});

test("nothing is passed over once it has stopped", () => {
  stop();
  press("one", 1);
  press("two", 2);
  expect(pressed).toEqual(["one", "two"]);
});
