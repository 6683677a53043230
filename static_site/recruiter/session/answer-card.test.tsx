// @vitest-environment jsdom

import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test } from "vitest";

import { Api } from "../../shared/api";
import type { AnswerProgressView, SessionView } from "../../shared/api-types";
import { AnswerCard } from "./answer-card";

const nothing = (): void => undefined;

test.each([
  ["a question is in the template's language", null, "de"],
  ["a follow-up is in the interview's", 1, "en"],
])("%s, for those who hear the page", async (_, followUp, tongue) => {
  const answer = { question_index: 0, question: { text: "Warum?" }, state: "empty", heard: false };
  const session = { state: "done", template_language: "de", language: "en" } as SessionView;
  const asked = { answer: answer as unknown as AnswerProgressView, number: 1, followUp };
  const noticed = { flags: [], count: 0 } as never;
  const place = document.createElement("div");
  await act(() =>
    render(
      <AnswerCard
        asked={asked}
        session={session}
        noticed={noticed}
        mayWrite
        scoresHidden={false}
        isSilent={false}
        review={null}
        drafts={new Map()}
        seen={new Map()}
        playing={{ element: { current: null }, rate: 1, onRate: nothing, isTouring: false, onTour: null }}
        tour={null}
        jumpMs={null}
        onJumped={nothing}
        dismissing={null}
        onChanged={nothing}
        onPrevious={null}
        onNext={null}
        api={new Api({ token: () => null, onRefused: () => undefined })}
      />,
      place,
    ),
  );
  expect(place.querySelector<HTMLElement>(".question")?.lang).toBe(tongue);
});
