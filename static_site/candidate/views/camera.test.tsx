// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { beforeEach, expect, test } from "vitest";

import { words } from "../../shared/words/en/candidate";
import { Camera } from "./camera";

const STREAM = {} as MediaStream;
let place: HTMLElement;

beforeEach(() => (place = document.createElement("div")));

async function show(stream: MediaStream | null, dark: "gone" | "spared" | null = null): Promise<string> {
  await act(() => render(<Camera stream={stream} dark={dark} />, place));
  return place.textContent;
}

async function firstPicture(): Promise<void> {
  await act(() => void place.querySelector("video")!.dispatchEvent(new Event("loadeddata")));
}

test("a picture that has not come yet is said to be starting, and nothing once it is there", async () => {
  expect(await show(null)).toBe(words.picture.starting);
  expect(await show(STREAM)).toBe(words.picture.starting);
  await firstPicture();
  expect(await show(STREAM)).toBe("");
});

test("another camera starts anew", async () => {
  await show(STREAM);
  await firstPicture();
  expect(await show({} as MediaStream)).toBe(words.picture.starting);
});

test("a camera that is gone, and a picture that is darkened, say so", async () => {
  await show(STREAM);
  await firstPicture();
  expect(await show(STREAM, "gone")).toBe(words.picture.gone);
  expect(await show(STREAM, "spared")).toBe(words.picture.spared);
});
