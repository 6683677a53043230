// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test, vi } from "vitest";

import { Api } from "../../../shared/api";
import { RetentionSection } from "./retention-section";

const DAYS = { recordings: 30, results: 60, flags: 30, rest: 90 };
const SETTINGS = { version: 1, retention: DAYS, most: {} };

let place: HTMLElement;
let sent: unknown[];

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  place = document.createElement("div");
  sent = [];
});

function answer(_: unknown, { body }: RequestInit = {}): Promise<Response> {
  if (typeof body !== "string") return Promise.resolve(Response.json(SETTINGS));
  const retention: unknown = JSON.parse(body);
  sent.push(retention);
  return Promise.resolve(Response.json({ ...SETTINGS, version: 2, retention }));
}

async function shown(): Promise<void> {
  await act(() => render(<RetentionSection api={new Api({ token: () => null, fetch: answer })} />, place));
  await vi.waitFor(() => expect(place.querySelector("#recordings")).not.toBeNull());
}

async function typeRecordings(days: string): Promise<void> {
  const input = place.querySelector<HTMLInputElement>("#recordings");
  if (!input) throw new Error("no field");
  input.value = days;
  await act(() => void input.dispatchEvent(new Event("input", { bubbles: true })));
  await act(() => void place.querySelector("form")?.dispatchEvent(new Event("submit", { cancelable: true })));
}

async function press(name: string): Promise<void> {
  const button = [...place.querySelectorAll("button")].find(({ textContent }) => textContent === name);
  await act(() => button?.click());
}

test("shorter times are saved once somebody has read what is deleted by that", async () => {
  await shown();
  await typeRecordings("7");
  expect(place.querySelector("dialog")?.textContent).toContain("Recordings: 7 days instead of 30 days");
  await press("Change nothing");
  expect([place.querySelector("dialog"), sent]).toEqual([null, []]);
  await typeRecordings("7");
  await press("Shorten, and delete what is older");
  await vi.waitFor(() => expect(sent).toEqual([{ ...DAYS, recordings: 7 }]));
});

test("longer times, which delete nothing, are saved at once", async () => {
  await shown();
  await typeRecordings("31");
  await vi.waitFor(() => expect(sent).toEqual([{ ...DAYS, recordings: 31 }]));
});
