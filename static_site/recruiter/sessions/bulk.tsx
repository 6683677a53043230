import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import type { BulkError, BulkRequest, BulkResult, Choice, TagList } from "../../shared/api-types";
import { NotSent, wordsOf } from "../../shared/error-notice";
import { FieldError, described, lengthProblem } from "../../shared/field-errors";
import { MAX_REASON, MAX_TAG } from "../../shared/limits";
import { useSending } from "../../shared/sending";
import type { ManyAction } from "../invitations/many-dialog";
import { Dialog } from "../page/dialog";
import { useLoaded } from "../page/loading";
import { t } from "../words";
import type { NotCompared } from "./comparing";

const CHOICES: readonly Choice[] = ["advance", "hold", "reject"];
/** The API takes so many at once. */
export const MAX_CHOSEN = 100;

export type BulkAction = "decide" | "tag" | ManyAction;

/** What is done to invitations that stand. */
const OF_INVITATIONS = ["remind", "cancel"] as const satisfies readonly ManyAction[];

/** What is done with several interviews; it stays in sight while any is chosen. */
export function BulkBar({
  count,
  onAct,
  onCompare,
  notCompared,
  onClear,
}: {
  count: number;
  /** Null for who may only read. */
  onAct: ((action: BulkAction) => void) | null;
  onCompare: () => void;
  notCompared: NotCompared | null;
  onClear: () => void;
}): JSX.Element {
  const words = t.value.sessions.bulk;
  const isTooMany = count > MAX_CHOSEN;
  const [asksWhy, setAsksWhy] = useState(false);
  return (
    <div class="actions list-bulk" role="region" aria-label={words.title}>
      <span role="status">
        {onAct && isTooMany ? words.tooMany(count, MAX_CHOSEN) : words.chosen(count)}
        {asksWhy && notCompared && <strong> {words.notCompared[notCompared]}</strong>}
      </span>
      {onAct && (
        <>
          <button type="button" class="button button-small" disabled={isTooMany} onClick={() => onAct("decide")}>
            {words.decide}
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            disabled={isTooMany}
            onClick={() => onAct("tag")}
          >
            {words.tag}
          </button>
          {OF_INVITATIONS.map((action) => (
            <button
              key={action}
              type="button"
              class="button button-quiet button-small"
              disabled={isTooMany}
              onClick={() => onAct(action)}
            >
              {words[action]}
            </button>
          ))}
        </>
      )}
      <button
        type="button"
        class="button button-quiet button-small"
        onClick={() => (notCompared ? setAsksWhy(true) : onCompare())}
      >
        {words.compare}
      </button>
      <button type="button" class="button button-link push" onClick={onClear}>
        {words.clear}
      </button>
    </div>
  );
}

type Change = Pick<BulkRequest, "decision" | "add_tags" | "remove_tags">;

const NOTHING: Change = { decision: null, add_tags: [], remove_tags: [] };

interface Bulk {
  api: Api;
  action: Exclude<BulkAction, ManyAction>;
  ids: readonly string[];
  onClose: () => void;
  /** Why some could not be changed, by interview. */
  onDone: (failures: ReadonlyMap<string, string>) => void;
}

export function BulkDialog({ api, action, ids, onClose, onDone }: Bulk): JSX.Element {
  const words = t.value.sessions.bulk;
  const sending = useSending(() => undefined);
  const isTyped = useRef(false);

  async function send(change: Change): Promise<void> {
    await sending.send(async (id) => {
      const { results } = await api.post("/api/sessions/bulk", { body: { id, session_ids: [...ids], ...change } });
      onDone(failuresOf(results));
    });
  }

  const title = action === "decide" ? words.decideTitle(ids.length) : words.tagTitle(ids.length);
  const Form = action === "decide" ? DecideForm : TagForm;
  return (
    <Dialog title={title} onClose={onClose} isUnsaved={() => isTyped.current}>
      <NotSent error={sending.error} />
      <Form
        api={api}
        busy={sending.busy}
        onTyped={(typed) => {
          isTyped.current = typed;
          sending.changed();
        }}
        onSend={(change) => void send(change)}
      />
    </Dialog>
  );
}

/** Why some could not be changed, by interview. */
export function failuresOf(results: readonly BulkResult[]): ReadonlyMap<string, string> {
  return new Map(results.flatMap(({ session_id, error }) => (error ? [[session_id, whyNot(error)]] : [])));
}

/** In the words of an error that is all there is to say. */
function whyNot({ code, params }: BulkError): string {
  return wordsOf(new ApiError(409, code, "", "", [], null, params ?? {}));
}

interface Form {
  api: Api;
  busy: boolean;
  onTyped: (typed: boolean) => void;
  onSend: (change: Change) => void;
}

function DecideForm({ busy, onTyped, onSend }: Form): JSX.Element {
  const words = t.value.decisions;
  const [choice, setChoice] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const problem = reason.trim() ? lengthProblem(reason, MAX_REASON) : () => words.missing;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!choice) first.current?.focus();
        else if (problem) field.current?.focus();
        else onSend({ ...NOTHING, decision: { choice, reason: reason.trim() } });
      }}
    >
      <fieldset class="choices">
        <legend class="visually-hidden">{t.value.sessions.columns.decision}</legend>
        {CHOICES.map((each, nth) => (
          <label key={each} class={`choice-button ${choice === each ? "is-chosen" : ""}`}>
            <input
              ref={nth === 0 ? first : null}
              type="radio"
              name="bulk-choice"
              checked={choice === each}
              onChange={() => setChoice(each)}
            />
            {words.choices[each]}
          </label>
        ))}
      </fieldset>
      {tried && !choice && (
        <p class="field-problem" role="alert">
          {t.value.sessions.bulk.chooseFirst}
        </p>
      )}
      <div class="field">
        <label for="bulk-reason">{words.reason}</label>
        <textarea
          ref={field}
          id="bulk-reason"
          class="input"
          rows={3}
          value={reason}
          {...described("bulk-reason", tried ? problem : undefined, "bulk-reason-hint")}
          onInput={({ currentTarget: { value } }) => {
            setReason(value);
            onTyped(value.trim() !== "");
          }}
        />
        <FieldError id="bulk-reason" problem={tried ? problem : undefined} />
        <p class="hint" id="bulk-reason-hint">
          {t.value.sessions.bulk.reasonHint}
        </p>
      </div>
      <div class="actions">
        <button class="button" aria-disabled={busy}>
          {busy ? words.saving : t.value.sessions.bulk.save}
        </button>
      </div>
    </form>
  );
}

function TagForm({ api, busy, onTyped, onSend }: Form): JSX.Element {
  const words = t.value.decisions;
  const [tag, setTag] = useState("");
  const [tried, setTried] = useState(false);
  const { data: known } = useLoaded<TagList>("tags", (signal) => api.get("/api/tags", { signal }));
  const field = useRef<HTMLInputElement>(null);
  const problem = tag.trim() ? lengthProblem(tag, MAX_TAG) : () => t.value.sessions.bulk.tagMissing;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problem) field.current?.focus();
        else onSend({ ...NOTHING, add_tags: [tag.trim()] });
      }}
    >
      <div class="field">
        <label for="bulk-tag">{words.tags.label}</label>
        <input
          ref={field}
          id="bulk-tag"
          class="input"
          list="bulk-tags"
          value={tag}
          {...described("bulk-tag", tried ? problem : undefined)}
          onInput={({ currentTarget: { value } }) => {
            setTag(value);
            onTyped(value.trim() !== "");
          }}
        />
        <datalist id="bulk-tags">
          {known?.tags.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <FieldError id="bulk-tag" problem={tried ? problem : undefined} />
      </div>
      <div class="actions">
        <button class="button" aria-disabled={busy}>
          {busy ? words.saving : words.tags.add}
        </button>
      </div>
    </form>
  );
}
