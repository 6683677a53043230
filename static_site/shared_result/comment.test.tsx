// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";

import { type Api, ApiError } from "../shared/api";
import type { SharedQuestion } from "../shared/api-types";
import { Comment } from "./comment";

Element.prototype.scrollIntoView = () => undefined;

const QUESTION: SharedQuestion = { question_index: 0, text: "Why?", follows: null };

function refused(status: number, code: string): ApiError {
  return new ApiError(status, code, "", "");
}

interface Sent {
  id: string;
  text: string;
  question_index: number | null;
}

interface Shown {
  place: HTMLElement;
  post: ReturnType<typeof vi.fn>;
  onOver: ReturnType<typeof vi.fn>;
  send: () => Promise<Sent>;
}

/** With something written. */
async function shown(): Promise<Shown> {
  const place = document.createElement("div");
  const post = vi.fn();
  const onOver = vi.fn();
  await act(() => render(<Comment api={{ post } as unknown as Api} questions={[QUESTION]} onOver={onOver} />, place));
  const text = place.querySelector("textarea")!;
  text.value = "We would like to meet them.";
  await act(() => void text.dispatchEvent(new Event("input", { bubbles: true })));
  const send = async (): Promise<Sent> => {
    await act(() => void place.querySelector("form")!.dispatchEvent(new Event("submit", { cancelable: true })));
    await act(() => new Promise((resolve) => setTimeout(resolve)));
    return (post.mock.lastCall![1] as { body: Sent }).body;
  };
  return { place, post, onOver, send };
}

test("a comment that may not have arrived is sent again as the same one, to another question as another", async () => {
  const { place, post, send } = await shown();
  post.mockRejectedValue(refused(0, "offline"));
  const first = await send();
  expect(await send()).toEqual(first);
  expect(post).toHaveBeenCalledTimes(2);
  const about = place.querySelector("select")!;
  about.value = "0";
  await act(() => void about.dispatchEvent(new Event("change", { bubbles: true })));
  const other = await send();
  expect([other.question_index, other.text]).toEqual([0, first.text]);
  expect(other.id).not.toBe(first.id);
});

test("a comment that came as another one is sent under a new id", async () => {
  const { post, send } = await shown();
  post.mockRejectedValueOnce(refused(409, "id_used")).mockResolvedValueOnce(undefined);
  expect((await send()).id).not.toBe((await send()).id);
});

test("a link that ended meanwhile takes the result away", async () => {
  const { post, onOver, send } = await shown();
  post.mockRejectedValue(refused(404, "not_found"));
  await send();
  expect(onOver).toHaveBeenCalledOnce();
});
