// @vitest-environment jsdom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";

import type { Api } from "../../shared/api";
import type { AnswersView } from "../../shared/api-types";
import { Kept } from "../page/loading";
import { AskPage } from "./ask-page";

const NOTHING: AnswersView = {
  candidates: [],
  words: ["ladders"],
  cut: false,
  ranking: "words",
  model: null,
  complete: true,
};
const place = document.createElement("div");
document.body.append(place);

afterEach(() => act(() => render(null, place)));

test("who asks the same once more is answered anew, and who comes back is not", async () => {
  const asked = vi.fn(() => Promise.resolve(NOTHING));
  const get = (path: string): Promise<unknown> =>
    path === "/api/answers" ? asked() : Promise.resolve({ templates: [] });
  const api = { get } as unknown as Api;
  const kept = new Map<string, unknown>();
  const come = (): Promise<void> =>
    act(() =>
      render(
        <Kept.Provider value={kept}>
          <AskPage api={api} address="q=ladders" />
        </Kept.Provider>,
        place,
      ),
    );
  await come();
  await vi.waitFor(() => expect(place.textContent).toContain("Nobody said anything with these words."));
  await act(() => render(null, place));
  await come();
  await vi.waitFor(() => expect(place.textContent).toContain("Nobody said anything with these words."));
  expect(asked).toHaveBeenCalledTimes(1);

  await act(() => place.querySelector<HTMLElement>("form button")?.click());
  await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
});
