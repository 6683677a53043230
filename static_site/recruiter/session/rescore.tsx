import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerProgressView, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { t } from "../words";
import { Dialog } from "../page/dialog";

/** Answers that can be scored again: of an interview that is over, in words, and not for people alone. */
export function rescorable(session: SessionView, answers: readonly AnswerProgressView[]): AnswerProgressView[] {
  if ((session.state !== "done" && session.state !== "failed") || session.human_review_only) return [];
  return answers.filter(({ state }) => state === "scored" || state === "transcribed");
}

/** The whole interview scored again, and how far that is. */
export function RescoreInterview({
  api,
  session,
  answers,
  mayWrite,
  onAsked,
}: {
  api: Api;
  session: SessionView;
  answers: readonly AnswerProgressView[];
  mayWrite: boolean;
  onAsked: () => void;
}): JSX.Element | null {
  const words = t.value.rescore;
  const those = rescorable(session, answers);
  const awaited = those.filter((answer) => answer.is_awaited).length;
  if (those.length === 0) return null;
  return (
    <>
      <p class={awaited > 0 ? "notice" : "visually-hidden"} role="status">
        {awaited > 0 && words.awaited(awaited, those.length)}
      </p>
      {mayWrite && (
        <Rescore
          api={api}
          session={session}
          answers={those}
          label={words.interview}
          isAwaited={awaited > 0}
          onAsked={onAsked}
        />
      )}
    </>
  );
}

/** A button that asks for further scores of these answers, once it was said what that means. */
export function Rescore({
  api,
  session,
  answers,
  label,
  isAwaited,
  onAsked,
}: {
  api: Api;
  session: SessionView;
  answers: readonly AnswerProgressView[];
  label: string;
  isAwaited: boolean;
  onAsked: () => void;
}): JSX.Element {
  const words = t.value.rescore;
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function rescore(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const wanted = answers.map(({ question_index, asked_for }) => ({ question_index, after: asked_for }));
      await api.post("/api/sessions/{session_id}/scores", {
        path: { session_id: session.id },
        body: { answers: wanted },
      });
      setAsking(false);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
    // Where it was refused, somebody else may have asked: what is shown is brought up to date as well.
    onAsked();
  }

  return (
    <div>
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => setAsking(true)}
        disabled={isAwaited}
      >
        {label}
      </button>
      {isAsking && (
        <Dialog title={label} onClose={() => setAsking(false)}>
          <p>{words.means(answers.length)}</p>
          <NotSent error={error} />
          <div class="actions">
            <button type="button" class="button" autofocus onClick={() => void rescore()} disabled={busy}>
              {busy ? words.asking : words.ask}
            </button>
            <button type="button" class="button button-quiet" onClick={() => setAsking(false)}>
              {words.leave}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
