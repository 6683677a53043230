import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import type { TemplateView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import {
  type FieldErrors,
  FieldError,
  LookAgain,
  NO_ERRORS,
  described,
  fieldErrorsOf,
  lengthProblem,
  useFieldErrors,
} from "../../shared/field-errors";
import { dateAndTime } from "../../shared/format";
import { Dialog } from "../dialog";
import { useLoaded } from "../loading";
import { FOLLOW_UPS, differencesOf } from "./template-differences";
import {
  ANSWER_TIME_S,
  type Draft,
  type DraftQuestion,
  LONGEST_QUESTION,
  LONGEST_TITLE,
  MOST_QUESTIONS,
  THINKING_TIME_S,
  draftOf,
  emptyDraft,
  pointsProblem,
  problemsOf,
  requestOf,
  stillTrue,
  withChange,
  withMoved,
  withQuestion,
  withoutQuestion,
} from "./template-draft";
import { useTitle } from "../title";
import { useUnsaved } from "../unsaved";

/** What is wrong with all questions together stands at no field. */
const WHOLE = "questions";

/** A new template (`id` null), or one to change. */
export function TemplatePage({ api, id, mayWrite }: { api: Api; id: string | null; mayWrite: boolean }): JSX.Element {
  const title = id ? "Change a template" : "New template";
  useTitle(title);
  const { data, error, reload } = useLoaded(id ?? "new", async (signal) => {
    if (!id) return { draft: emptyDraft(), version: 0 };
    const template = await api.get("/api/templates/{template_id}", { path: { template_id: id }, signal });
    return { draft: draftOf(template), version: template.version };
  });
  return (
    <div class="stack narrow">
      <a href="#/templates">All templates</a>
      <h1 tabIndex={-1}>{title}</h1>
      {!mayWrite && <p class="notice">You may look at templates, but not change them.</p>}
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>Loading the template…</Busy>}
      {data && mayWrite && <Editor api={api} id={id} initial={data.draft} read={data.version} />}
    </div>
  );
}

/** `read` is the version that `initial` is of. */
function Editor({
  api,
  id,
  initial,
  read,
}: {
  api: Api;
  id: string | null;
  initial: Draft;
  read: number;
}): JSX.Element {
  const [draft, setDraft] = useState(initial);
  const [changedAt, setChangedAt] = useState<TemplateView | null>(null);
  const version = useRef(read);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const [saved, setSaved] = useState(false);
  const [base, setBase] = useState(initial);
  useUnsaved(() => draft !== base && !saved);
  const { errors: problems, find, keep } = useFieldErrors(form);
  useEffect(() => {
    if (saved) location.hash = "#/templates";
  }, [saved]);

  async function save(): Promise<void> {
    const found = problemsOf(draft);
    find(found);
    setError(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await store();
      setSaved(true);
    } catch (reason) {
      const refused = fieldErrorsOf(reason);
      if (id && reason instanceof ApiError && reason.status === 412) await showChange(id);
      else if (Object.keys(refused).some((field) => field !== WHOLE)) find(refused);
      else setError(reason);
      setBusy(false);
    }
  }

  async function store(): Promise<void> {
    const body = requestOf(draft);
    if (!id) await api.post("/api/templates", { body });
    else {
      const ifMatch = `"${version.current}"`;
      await api.put("/api/templates/{template_id}", { path: { template_id: id }, body, ifMatch });
    }
  }

  async function showChange(template_id: string): Promise<void> {
    try {
      setChangedAt(await api.get("/api/templates/{template_id}", { path: { template_id } }));
    } catch (reason) {
      setError(reason);
    }
  }

  function edit(next: Draft): void {
    setDraft(next);
    keep((errors) => stillTrue(errors, draft, next));
  }

  function move(question: DraftQuestion, by: number): void {
    const next = withMoved(draft, question.key, by);
    edit(next);
    setTold(`Now question ${next.questions.findIndex(({ key }) => key === question.key) + 1}.`);
  }

  function remove(question: DraftQuestion): void {
    edit(withoutQuestion(draft, question.key));
    setTold("The question is removed.");
    form.current?.querySelector<HTMLElement>("#add-question")?.focus();
  }

  function add(): void {
    const next = withQuestion(draft);
    edit(next);
    const key = next.questions.at(-1)?.key;
    // The field is there after the next rendering.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#text-${key}`)?.focus());
  }

  const title = lengthProblem(draft.title, LONGEST_TITLE) || problems["title"];
  const isFull = draft.questions.length >= MOST_QUESTIONS;
  return (
    <form
      class="stack"
      ref={form}
      noValidate
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
          value={draft.title}
          onInput={(event) => edit({ ...draft, title: event.currentTarget.value })}
          {...described("template-title", title, "template-title-hint")}
        />
        <FieldError id="template-title" problem={title} />
        <p class="hint" id="template-title-hint">
          Candidates see it, too.
        </p>
      </div>
      {draft.questions.map((question, index) => (
        <QuestionFields
          key={question.key}
          question={question}
          index={index}
          count={draft.questions.length}
          problems={problems}
          onChange={(change) => edit(withChange(draft, question.key, change))}
          onMove={(by) => move(question, by)}
          onRemove={() => remove(question)}
        />
      ))}
      <p class="visually-hidden" role="status">
        {told}
      </p>
      <div>
        <button type="button" class="button button-quiet" id="add-question" onClick={add} disabled={isFull}>
          Add a question
        </button>
        {isFull && <p class="hint">A template has at most {MOST_QUESTIONS} questions.</p>}
        <FieldError id="questions" problem={problems["questions"]} />
      </div>
      <LookAgain errors={problems} />
      <NotSent error={error} />
      {changedAt && (
        <ChangedDialog
          mine={draft}
          theirs={changedAt}
          onStay={() => setChangedAt(null)}
          onTake={() => {
            const theirs = draftOf(changedAt);
            version.current = changedAt.version;
            setBase(theirs);
            setDraft(theirs);
            find(NO_ERRORS);
            setChangedAt(null);
            setTold("This is the other version now.");
          }}
          onOverwrite={() => {
            version.current = changedAt.version;
            setChangedAt(null);
            void save();
          }}
        />
      )}
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

/** It was saved meanwhile: nothing is overwritten, and nothing that was typed is lost, before this was answered. */
function ChangedDialog({
  mine,
  theirs,
  onStay,
  onTake,
  onOverwrite,
}: {
  mine: Draft;
  theirs: TemplateView;
  onStay: () => void;
  onTake: () => void;
  onOverwrite: () => void;
}): JSX.Element {
  const differences = differencesOf(mine, draftOf(theirs));
  return (
    <Dialog title="This template was changed meanwhile" onClose={onStay}>
      <p>
        It was saved on {dateAndTime(theirs.updated_at)}, after you opened it: by somebody else, or by you in another
        tab. Your own version is still here, and nothing is overwritten yet.
      </p>
      {differences.length === 0 ? (
        <p>Both say the same.</p>
      ) : (
        <ul class="differences small" aria-label="What differs">
          {differences.map(({ field, mine, theirs }, index) => (
            <li key={index}>
              <strong>{field}</strong>
              <dl>
                <dt class="quiet">Yours</dt>
                <dd>{mine || <span class="quiet">nothing</span>}</dd>
                <dt class="quiet">Theirs</dt>
                <dd>{theirs || <span class="quiet">nothing</span>}</dd>
              </dl>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <button type="button" class="button" autofocus onClick={onStay}>
          Keep editing mine
        </button>
        <button type="button" class="button button-quiet" onClick={onTake}>
          Take theirs, drop mine
        </button>
        <button type="button" class="button button-quiet" onClick={onOverwrite}>
          Save mine in its place
        </button>
      </div>
    </Dialog>
  );
}

function QuestionFields({
  question,
  index,
  count,
  problems,
  onChange,
  onMove,
  onRemove,
}: {
  question: DraftQuestion;
  index: number;
  count: number;
  problems: FieldErrors;
  onChange: (change: Partial<DraftQuestion>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}): JSX.Element {
  const id = (name: string): string => `${name}-${question.key}`;
  const problem = (name: string): string | undefined => problems[`questions.${index}.${name}`];
  // What is too long is said while it is typed.
  const text = lengthProblem(question.text, LONGEST_QUESTION) || problem("text");
  const points =
    (pointsProblem(question) || problem("expected_points")) ??
    Object.entries(problems).find(([field]) => field.startsWith(`questions.${index}.expected_points.`))?.[1];
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
          rows={3}
          value={question.text}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
          {...described(id("text"), text)}
        />
        <FieldError id={id("text")} problem={text} />
      </div>
      <div class="columns">
        <NumberField
          id={id("thinking")}
          label="Time to think, in seconds"
          value={question.thinkingTimeS}
          {...THINKING_TIME_S}
          problem={problem("thinking_time_s")}
          onChange={(thinkingTimeS) => onChange({ thinkingTimeS })}
        />
        <NumberField
          id={id("answer")}
          label="Time to answer, in seconds"
          value={question.answerTimeS}
          {...ANSWER_TIME_S}
          problem={problem("answer_time_s")}
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
          value={question.expectedPoints}
          onInput={(event) => onChange({ expectedPoints: event.currentTarget.value })}
          {...described(id("points"), points, id("points-hint"))}
        />
        <FieldError id={id("points")} problem={points} />
        <p class="hint" id={id("points-hint")}>
          One point a line. Candidates do not see them; the scorecard says which were covered.
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
  problem,
  onChange,
}: {
  id: string;
  label: string;
  value: number;
  min: number;
  max: number;
  problem: string | undefined;
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
        {...described(id, problem)}
      />
      <FieldError id={id} problem={problem} />
    </div>
  );
}
