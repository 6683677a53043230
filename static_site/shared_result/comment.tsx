import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../shared/api";
import type { SharedQuestion } from "../shared/api-types";
import { NotSent } from "../shared/error-notice";
import { FieldError, described, lengthProblem } from "../shared/field-errors";
import { MAX_NOTE } from "../shared/limits";
import { useSending } from "../shared/sending";
import { titlesOf } from "./questions";
import { t } from "./words";

/** What they say to it, for those who shared it. */
export function Comment({
  api,
  questions,
  onOver,
}: {
  api: Api;
  questions: readonly SharedQuestion[];
  onOver: (error: ApiError) => void;
}): JSX.Element {
  const words = t.value.comment;
  const [text, setText] = useState("");
  const [on, setOn] = useState("");
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(0);
  const sending = useSending(() => setSent(sent + 1));
  const problem = tried ? problemOf(text) : undefined;
  const titles = titlesOf(questions);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (problemOf(text)) return;
    const comment = { text: text.trim(), question_index: on === "" ? null : Number(on) };
    const arrived = await sending.send((id) =>
      api.post("/api/shared/comments", { body: { id, ...comment } }).catch((reason: unknown) => {
        if (reason instanceof ApiError && reason.status === 404) onOver(reason);
        throw reason;
      }),
    );
    if (!arrived) return;
    setText("");
    setTried(false);
  }

  return (
    <section class="card stack" aria-labelledby="comment">
      <h2 id="comment">{words.heading}</h2>
      <p class="small quiet">{words.words}</p>
      <form class="stack" onSubmit={(event) => void send(event)} noValidate>
        <div class="field">
          <label for="comment-on">{words.about}</label>
          <select
            id="comment-on"
            class="input"
            value={on}
            onChange={(event) => {
              setOn(event.currentTarget.value);
              sending.changed();
            }}
          >
            <option value="">{words.whole}</option>
            {questions.map((question, place) => (
              <option key={question.question_index} value={question.question_index}>
                {titles[place]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="comment-text">{words.text}</label>
          <textarea
            id="comment-text"
            class="input"
            rows={3}
            value={text}
            {...described("comment-text", problem)}
            onInput={(event) => {
              setText(event.currentTarget.value);
              sending.changed();
            }}
          />
          <FieldError id="comment-text" problem={problem} />
        </div>
        <NotSent error={sending.error} />
        <div class="row">
          <button class="button button-quiet" disabled={sending.busy}>
            {sending.busy ? words.sending : words.send}
          </button>
          <span role="status" class="small">
            {sent > 0 && words.sent(sent)}
          </span>
        </div>
      </form>
    </section>
  );
}

function problemOf(text: string): (() => string) | undefined {
  return text.trim() ? lengthProblem(text, MAX_NOTE) : () => t.value.comment.missing;
}
