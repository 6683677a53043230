import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../shared/api";
import { Busy } from "../shared/busy";
import { ErrorNotice } from "../shared/error-notice";
import { useLoaded } from "./loading";
import {
  type Draft,
  type DraftQuestion,
  MOST_QUESTIONS,
  draftOf,
  emptyDraft,
  pointsProblem,
  requestOf,
  withChange,
  withMoved,
  withQuestion,
  withoutQuestion,
} from "./template-draft";
import { useTitle } from "./title";

/** By how many there may be at most. */
const FOLLOW_UPS = ["None", "One, where the answer leaves something open", "Up to two"];

/** A new template (`id` null), or one to change. */
export function TemplatePage({ api, id, mayWrite }: { api: Api; id: string | null; mayWrite: boolean }): JSX.Element {
  const title = id ? "Change a template" : "New template";
  useTitle(title);
  const { data, error, reload } = useLoaded(id ?? "new", async (signal) =>
    id
      ? draftOf(await api.get("/api/templates/{template_id}", { path: { template_id: id }, signal }))
      : Promise.resolve(emptyDraft()),
  );
  return (
    <div class="stack narrow">
      <a href="#/templates">All templates</a>
      <h1 tabIndex={-1}>{title}</h1>
      {!mayWrite && <p class="notice">You may look at templates, but not change them.</p>}
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>Loading the template…</Busy>}
      {data && mayWrite && <Editor api={api} id={id} initial={data} />}
    </div>
  );
}

function Editor({ api, id, initial }: { api: Api; id: string | null; initial: Draft }): JSX.Element {
  const [draft, setDraft] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const saved = useRef(false);
  const changed = draft !== initial;

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (changed && !saved.current) event.preventDefault();
    };
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [changed]);

  async function save(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const body = requestOf(draft);
      if (id) await api.put("/api/templates/{template_id}", { path: { template_id: id }, body });
      else await api.post("/api/templates", { body });
      saved.current = true;
      location.hash = "#/templates";
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  function move(question: DraftQuestion, by: number): void {
    const next = withMoved(draft, question.key, by);
    setDraft(next);
    setTold(`Now question ${next.questions.findIndex(({ key }) => key === question.key) + 1}.`);
  }

  function remove(question: DraftQuestion): void {
    setDraft(withoutQuestion(draft, question.key));
    setTold("The question is removed.");
    form.current?.querySelector<HTMLElement>("#add-question")?.focus();
  }

  function add(): void {
    const next = withQuestion(draft);
    setDraft(next);
    const key = next.questions.at(-1)?.key;
    // The field is there after the next rendering.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#text-${key}`)?.focus());
  }

  return (
    <form
      class="stack"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="field">
        <label for="template-title">Title</label>
        <input
          class="input"
          id="template-title"
          required
          maxLength={300}
          value={draft.title}
          onInput={(event) => setDraft({ ...draft, title: event.currentTarget.value })}
        />
        <p class="hint">Candidates see it, too.</p>
      </div>
      {draft.questions.map((question, index) => (
        <QuestionFields
          key={question.key}
          question={question}
          index={index}
          count={draft.questions.length}
          onChange={(change) => setDraft(withChange(draft, question.key, change))}
          onMove={(by) => move(question, by)}
          onRemove={() => remove(question)}
        />
      ))}
      <p class="visually-hidden" role="status">
        {told}
      </p>
      <div>
        <button
          type="button"
          class="button button-quiet"
          id="add-question"
          onClick={add}
          disabled={draft.questions.length >= MOST_QUESTIONS}
        >
          Add a question
        </button>
      </div>
      {error !== null && <ErrorNotice error={error} />}
      {id && <p class="small quiet">Links that were issued before keep the questions they were issued with.</p>}
      <div class="actions">
        <button class="button" disabled={busy || draft.questions.length === 0}>
          {busy ? "Saving…" : "Save template"}
        </button>
        <a class="button button-quiet" href="#/templates">
          Cancel
        </a>
      </div>
    </form>
  );
}

function QuestionFields({
  question,
  index,
  count,
  onChange,
  onMove,
  onRemove,
}: {
  question: DraftQuestion;
  index: number;
  count: number;
  onChange: (change: Partial<DraftQuestion>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}): JSX.Element {
  const id = (name: string): string => `${name}-${question.key}`;
  const problem = pointsProblem(question);
  return (
    <fieldset class="card stack">
      <legend class="visually-hidden">Question {index + 1}</legend>
      <div class="row">
        <h2 aria-hidden="true">Question {index + 1}</h2>
        <div class="row push">
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onMove(-1)}
            disabled={index === 0}
            aria-label={`Move question ${index + 1} up`}
          >
            Up
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onMove(1)}
            disabled={index === count - 1}
            aria-label={`Move question ${index + 1} down`}
          >
            Down
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={onRemove}
            disabled={count === 1}
            aria-label={`Remove question ${index + 1}`}
          >
            Remove
          </button>
        </div>
      </div>
      <div class="field">
        <label for={id("text")}>What the candidate is asked</label>
        <textarea
          class="input"
          id={id("text")}
          required
          maxLength={2000}
          rows={3}
          value={question.text}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
        />
      </div>
      <div class="columns">
        <NumberField
          id={id("thinking")}
          label="Time to think, in seconds"
          value={question.thinkingTimeS}
          min={0}
          max={600}
          onChange={(thinkingTimeS) => onChange({ thinkingTimeS })}
        />
        <NumberField
          id={id("answer")}
          label="Time to answer, in seconds"
          value={question.answerTimeS}
          min={15}
          max={3600}
          onChange={(answerTimeS) => onChange({ answerTimeS })}
        />
      </div>
      <div class="field">
        <label for={id("follow-ups")}>Follow-up questions</label>
        <select
          class="input"
          id={id("follow-ups")}
          value={question.followUps}
          aria-describedby={id("follow-ups-hint")}
          onChange={(event) => onChange({ followUps: Number(event.currentTarget.value) })}
        >
          {FOLLOW_UPS.map((name, most) => (
            <option key={most} value={most}>
              {name}
            </option>
          ))}
        </select>
        <p class="hint" id={id("follow-ups-hint")}>
          Suggested by a model from what the candidate said, and checked before they are asked.
        </p>
      </div>
      <div class="field">
        <label for={id("points")}>
          What a good answer covers <span class="quiet">(optional)</span>
        </label>
        <textarea
          class="input"
          id={id("points")}
          rows={3}
          aria-describedby={id("points-hint")}
          ref={(element) => element?.setCustomValidity(problem)}
          value={question.expectedPoints}
          onInput={(event) => onChange({ expectedPoints: event.currentTarget.value })}
        />
        <p class="hint" id={id("points-hint")}>
          {problem || "One point a line. Candidates do not see them; the scorecard says which were covered."}
        </p>
      </div>
    </fieldset>
  );
}

function NumberField({
  id,
  label,
  value,
  min,
  max,
  onChange,
}: {
  id: string;
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        class="input"
        id={id}
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        step={1}
        value={Number.isNaN(value) ? "" : value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
