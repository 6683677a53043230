import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { Choice, LetterList, LetterView, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { useLoaded } from "../page/loading";
import { isCancellable } from "../sessions/states";
import { t } from "./words";

const ON_ITS_WAY_MS = 3000;
const OTHERWISE_MS = 60_000;

/** What was written to a candidate and what became of it; the link once more, or what was decided. */
export function LettersCard({
  api,
  session,
  choice,
  mayWrite,
}: {
  api: Api;
  session: SessionView;
  /** What was decided, where the candidate may be told. */
  choice: Choice | null;
  mayWrite: boolean;
}): JSX.Element {
  const { data, error, reload } = useLoaded<LetterList>(
    session.id,
    (signal) => api.get("/api/sessions/{session_id}/letters", { path: { session_id: session.id }, signal }),
    (list) => (list && (isAwaited(session, list) || list.letters.some(isOnItsWay)) ? ON_ITS_WAY_MS : OTHERWISE_MS),
  );
  const words = t.value;
  const mayBeSent = mayWrite && data?.is_on && session.candidate_email !== null;
  const decided = choice === "advance" || choice === "reject" ? choice : null;
  return (
    <section class="card stack" aria-labelledby="letters">
      <h2 id="letters" tabIndex={-1}>
        {words.title}
      </h2>
      {!data && (error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />)}
      {data && !data.is_on && <p class="quiet">{words.off}</p>}
      {data?.is_on && data.letters.length === 0 && (
        <p class="quiet">{isAwaited(session, data) ? words.soon : words.none}</p>
      )}
      {data && data.letters.length > 0 && (
        <ul class="stack letters">
          {data.letters.map((letter) => (
            <Letter key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
      {mayBeSent && isCancellable(session.state) && (
        <Send api={api} id={session.id} kind="invitation" label={words.again} sure={null} onSent={reload} />
      )}
      {mayBeSent && isCancellable(session.state) && (
        <Send api={api} id={session.id} kind="reminder" label={words.remind} sure={null} onSent={reload} />
      )}
      {mayBeSent && decided && (
        <Send
          key={decided}
          api={api}
          id={session.id}
          kind="decision"
          label={words.tell}
          sure={words.sure[decided]}
          onSent={reload}
        />
      )}
    </section>
  );
}

/** It is written a moment after the link was made. */
function isAwaited(session: SessionView, { is_on, letters }: LetterList): boolean {
  return is_on && session.by_email && isCancellable(session.state) && letters.length === 0;
}

function isOnItsWay({ state, due_at }: LetterView): boolean {
  return state === "sending" || state === "sent" || (state === "waiting" && Date.parse(due_at) < Date.now());
}

function Letter({ letter }: { letter: LetterView }): JSX.Element {
  const words = t.value;
  const { state, reason } = letter;
  const at = letter.ended_at ?? (state === "waiting" ? letter.due_at : (letter.sent_at ?? letter.created_at));
  const why =
    reason === null
      ? state === "bounced" || state === "complained" || state === "uncertain"
        ? words[state]
        : null
      : words.reasons[reason];
  return (
    <li>
      <p>
        <strong>{words.kinds[letter.kind]}</strong>: {words.states[state](dateAndTime(at))}
      </p>
      {why && <p class="small quiet">{why}</p>}
    </li>
  );
}

/** A button that asks once more where `sure` says what follows. */
function Send({
  api,
  id,
  kind,
  label,
  sure,
  onSent,
}: {
  api: Api;
  id: string;
  kind: "invitation" | "reminder" | "decision";
  label: string;
  sure: string | null;
  onSent: () => void;
}): JSX.Element {
  const [isAsked, setIsAsked] = useState(false);
  const [stage, setStage] = useState<"idle" | "busy" | "sent">("idle");
  const [error, setError] = useState<unknown>(null);
  const request = useRef(crypto.randomUUID());
  const words = t.value;

  async function send(): Promise<void> {
    setStage("busy");
    setError(null);
    try {
      await api.post("/api/sessions/{session_id}/letters", {
        path: { session_id: id },
        body: { id: request.current, kind },
      });
      request.current = crypto.randomUUID();
      setStage("sent");
      setIsAsked(false);
      onSent();
    } catch (reason) {
      setError(reason);
      setStage("idle");
    }
  }

  return (
    <div class="stack">
      {isAsked && sure && <p>{sure}</p>}
      <div class="row">
        <button
          type="button"
          class="button button-quiet button-small"
          disabled={stage === "busy"}
          onClick={() => (sure && !isAsked ? setIsAsked(true) : void send())}
        >
          {stage === "busy" ? words.sending : isAsked ? words.send : label}
        </button>
      </div>
      <p class="small quiet" role="status">
        {stage === "sent" && words.asked}
      </p>
      <NotSent error={error} />
    </div>
  );
}
