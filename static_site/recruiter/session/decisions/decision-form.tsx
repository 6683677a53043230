import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { Choice, ReviewView } from "../../../shared/api-types";
import { NotSent } from "../../../shared/error-notice";
import { FieldError, described, lengthProblem } from "../../../shared/field-errors";
import { dateAndTime } from "../../../shared/format";
import { MAX_REASON } from "../../../shared/limits";
import { type Sending, useSending } from "../../../shared/sending";
import { own } from "../../page/own";
import { useUnsaved } from "../../page/unsaved";
import { t } from "../../words";
import { shortcutsOf } from "../keys";
import { outOfTen } from "../score-words";

const CHOICES: readonly Choice[] = ["advance", "hold", "reject"];

const SAVING_KEYS = "Control+Enter Meta+Enter";

interface Form {
  api: Api;
  sessionId: string;
  review: ReviewView;
  onSaved: () => void;
}

/** Chooses for somebody, and leads on to the reason. */
export type Choose = (choice: Choice) => void;

/** The decision that holds, and another one: its reason is asked for once it is chosen. `nth` where there are several. */
export function DecisionForm({
  api,
  sessionId,
  review,
  choose,
  nth = "",
  onSaved,
}: Form & { choose: { current: Choose | null }; nth?: string | number }): JSX.Element {
  const id = `decision-reason${nth}`;
  const words = t.value.decisions;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const leadsOn = useRef(false);
  const sending = useSending(onSaved);
  const { decision, override, may_decide: mayDecide } = review;
  useUnsaved(() => choice !== null && reason.trim() !== "");

  useEffect(() => {
    if (!mayDecide) return;
    choose.current = (chosen) => {
      leadsOn.current = true;
      setChoice(chosen);
      sending.changed();
      field.current?.focus();
    };
    return () => {
      choose.current = null;
    };
  }, [mayDecide]);
  // The field is there only now, where nothing had been chosen.
  useLayoutEffect(() => {
    if (choice && leadsOn.current) field.current?.focus();
    leadsOn.current = false;
  }, [choice]);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!choice || problemOf(reason)) return field.current?.focus();
    const body = { choice, reason: reason.trim() };
    const path = { session_id: sessionId };
    if (
      !(await sending.send((id) => api.post("/api/sessions/{session_id}/decisions", { path, body: { id, ...body } })))
    )
      return;
    close();
  }

  function close(): void {
    setChoice(null);
    setReason("");
    setTried(false);
  }

  const problem = tried ? problemOf(reason) : undefined;
  return (
    <div class="stack">
      {decision ? (
        <div class="notice">
          <p>
            <strong>
              {words.holds(own, words.choices[decision.choice], decision.author.name, dateAndTime(decision.at))}
            </strong>
          </p>
          <p class="own-words">{decision.reason}</p>
        </div>
      ) : (
        <p class="quiet">{review.others_hidden ? words.noneOfYours : words.none}</p>
      )}
      {override && (
        <p class="small">
          {words.override.holds(own, outOfTen(override.overall), override.author.name, dateAndTime(override.at))}
        </p>
      )}
      {mayDecide ? (
        <form class="stack" onSubmit={(event) => void save(event)} noValidate>
          <fieldset class="choices">
            <legend class="visually-hidden">{words.title}</legend>
            {CHOICES.map((each) => (
              <label key={each} class={choice === each ? "choice-button is-chosen" : "choice-button"}>
                <input
                  type="radio"
                  name={`decision${nth}`}
                  aria-keyshortcuts={shortcutsOf(each)}
                  checked={choice === each}
                  onChange={() => {
                    setChoice(each);
                    sending.changed();
                  }}
                />
                <span>{words.choices[each]}</span>
                <kbd aria-hidden="true">{shortcutsOf(each)}</kbd>
              </label>
            ))}
          </fieldset>
          {choice && (
            <div class="field">
              <label for={id}>{words.reason}</label>
              <textarea
                ref={field}
                id={id}
                class="input"
                rows={2}
                value={reason}
                {...described(id, problem, `${id}-hint`)}
                aria-keyshortcuts={SAVING_KEYS}
                onKeyDown={sendOnEnter}
                onInput={(event) => {
                  setReason(event.currentTarget.value);
                  sending.changed();
                }}
              />
              <FieldError id={id} problem={problem} />
              <p class="hint" id={`${id}-hint`}>
                {words.reasonHint}
              </p>
            </div>
          )}
          <NotSent error={sending.error} />
          <div class="row">
            {choice && (
              <>
                <button type="submit" class="button button-small" aria-disabled={sending.busy}>
                  {sending.busy ? words.saving : words.save}
                </button>
                <button type="button" class="button button-quiet button-small" onClick={close}>
                  {words.cancel}
                </button>
              </>
            )}
            <span class="small quiet" role="status">
              {sending.sent ? words.saved : ""}
            </span>
          </div>
        </form>
      ) : (
        <p class="small quiet">{words.readOnly}</p>
      )}
    </div>
  );
}

/** Ctrl or ⌘ with Enter sends what is written, for Enter alone is a new line. */
function sendOnEnter(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  if (event.currentTarget instanceof HTMLTextAreaElement) event.currentTarget.form?.requestSubmit();
}

/** A figure of one's own for the whole interview. */
export function OverrideForm({ api, sessionId, review, onSaved }: Form): JSX.Element {
  const words = t.value.decisions;
  const [figure, setFigure] = useState("5");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useSending(onSaved);
  const { override } = review;
  useUnsaved(() => reason.trim() !== "");

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (problemOf(reason)) return field.current?.focus();
    const body = { overall: Number(figure), reason: reason.trim() };
    const path = { session_id: sessionId };
    if (
      !(await sending.send((id) => api.post("/api/sessions/{session_id}/overrides", { path, body: { id, ...body } })))
    )
      return;
    setReason("");
    setTried(false);
  }

  const problem = tried ? problemOf(reason) : undefined;
  return (
    <>
      {override && (
        <div class="notice">
          <p>
            <strong>
              {words.override.holds(own, outOfTen(override.overall), override.author.name, dateAndTime(override.at))}
            </strong>
          </p>
          <p class="own-words">{override.reason}</p>
        </div>
      )}
      <details>
        <summary>{words.override.title}</summary>
        <form class="stack" onSubmit={(event) => void save(event)} noValidate>
          <div class="field">
            <label for="override-figure">{words.override.figure}</label>
            <select
              id="override-figure"
              class="input"
              value={figure}
              onChange={(event) => {
                setFigure(event.currentTarget.value);
                sending.changed();
              }}
            >
              {Array.from({ length: 21 }, (_, half) => (
                <option key={half} value={half / 2}>
                  {outOfTen(half / 2)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="override-reason">{words.reason}</label>
            <textarea
              ref={field}
              id="override-reason"
              class="input"
              rows={2}
              value={reason}
              {...described("override-reason", problem)}
              onInput={(event) => {
                setReason(event.currentTarget.value);
                sending.changed();
              }}
            />
            <FieldError id="override-reason" problem={problem} />
          </div>
          <Save sending={sending} label={words.override.save} />
        </form>
      </details>
    </>
  );
}

function problemOf(reason: string): (() => string) | undefined {
  return reason.trim() ? lengthProblem(reason, MAX_REASON) : () => t.value.decisions.missing;
}

/** The button below a form, and what became of it. */
export function Save({ sending, label }: { sending: Sending; label: string }): JSX.Element {
  const words = t.value.decisions;
  return (
    <>
      <NotSent error={sending.error} />
      <div class="row">
        <button type="submit" class="button button-quiet" aria-disabled={sending.busy}>
          {sending.busy ? words.saving : label}
        </button>
        <span class="small quiet" role="status">
          {sending.sent ? words.saved : ""}
        </span>
      </div>
    </>
  );
}
