import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import type { Blinding, DraftView, Question, TemplateView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import {
  type FieldErrors,
  FieldError,
  LookAgain,
  NO_ERRORS,
  type Problem,
  described,
  fieldErrorsOf,
  lengthProblem,
  useFieldErrors,
} from "../../shared/field-errors";
import { dateAndTime, percent } from "../../shared/format";
import { LanguageSelect } from "../../shared/language-select";
import { MAX_QUESTION, MAX_TITLE, MAX_QUESTIONS } from "../../shared/limits";
import { t } from "../words";
import { Dialog } from "../page/dialog";
import { useLoaded } from "../page/loading";
import { DifferenceList } from "./difference-list";
import { DraftNotice } from "./draft-notice";
import { draftDialog, libraryDialog, publicLinkDialog } from "./later";
import { NumberField } from "./number-field";
import { previewAddress } from "./preview-address";
import { WEIGHT, sharesOf } from "./rubric-draft";
import { RubricEditor } from "./rubric-editor";
import { differencesOf } from "./template-differences";
import {
  ANSWER_TIME_S,
  type Draft,
  type DraftQuestion,
  REMINDERS,
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
  withQuestions,
  withoutQuestion,
} from "./template-draft";
import { hashOf } from "../route";
import { t as ordering } from "./words";
import { TemplateToRead } from "./template-to-read";
import { useTitle } from "../page/title";
import { useUnsaved } from "../page/unsaved";

/** What is said aloud of a change that is seen at once. */
type Told = { now: "moved" | "found"; number: number } | { now: "removed" } | { now: "taken" };

/** What is wrong with all questions together stands at no field. */
const WHOLE = "questions";

/** A new template (`id` null), which may begin as a copy, or one to change. */
export function TemplatePage({
  api,
  id,
  copyOf,
  mayWrite,
}: {
  api: Api;
  id: string | null;
  copyOf: string | null;
  mayWrite: boolean;
}): JSX.Element {
  const words = t.value.template;
  const read = id ?? copyOf;
  const { data, error, reload } = useLoaded(read ?? "new", async (signal) => {
    if (!read) return { draft: emptyDraft(), version: 0, isArchived: false };
    const template = await api.get("/api/templates/{template_id}", { path: { template_id: read }, signal });
    const { version, archived_at } = template;
    if (id) return { draft: draftOf(template), version, isArchived: archived_at !== null };
    const draft = { ...draftOf(template), title: ordering.value.page.copyOf(template.title) };
    return { draft, version: 0, isArchived: false };
  });
  const mayRead = id !== null && !mayWrite;
  const title = mayRead ? (data?.draft.title ?? ordering.value.reading.title) : id ? words.change : words.add;
  useTitle(title);
  const [showsPublicLink, setShowsPublicLink] = useState(false);
  return (
    <div class="stack narrow">
      <a href="#/templates">{words.all}</a>
      <div class="row">
        <h1 tabIndex={-1}>
          <bdi>{title}</bdi>
        </h1>
        {id && mayWrite && (
          <div class="row push">
            <a
              class="button button-quiet button-small"
              href={previewAddress(id)}
              target="_blank"
              rel="noopener"
              title={ordering.value.page.previewHint}
            >
              {ordering.value.page.preview}
            </a>
            <a class="button button-quiet button-small" href={hashOf({ page: "template", id: null, copyOf: id })}>
              {ordering.value.page.duplicate}
            </a>
            <a class="button button-quiet button-small" href={hashOf({ page: "versions", id })}>
              {ordering.value.page.versions}
            </a>
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={() => setShowsPublicLink(true)}
              title={ordering.value.page.publicLinkHint}
            >
              {ordering.value.page.publicLink}
            </button>
          </div>
        )}
      </div>
      {id && showsPublicLink && <publicLinkDialog.View api={api} id={id} onClose={() => setShowsPublicLink(false)} />}
      {!mayWrite && <p class="notice">{words.mayOnlyLook}</p>}
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>{words.loading}</Busy>}
      {data && mayRead && <TemplateToRead template={data.draft} />}
      {data && mayWrite && (
        <Editor
          api={api}
          id={id}
          initial={data.draft}
          read={data.version}
          notice={copyOf ? "isCopy" : data.isArchived ? "isArchived" : null}
        />
      )}
    </div>
  );
}

/** `read` is the version that `initial` is of. */
function Editor({
  api,
  id,
  initial,
  read,
  notice,
}: {
  api: Api;
  id: string | null;
  initial: Draft;
  read: number;
  /** What is to be known of it, in the form: its button stays in sight below. */
  notice: "isCopy" | "isArchived" | null;
}): JSX.Element {
  const [draft, setDraft] = useState(initial);
  const [changedAt, setChangedAt] = useState<TemplateView | null>(null);
  const version = useRef(read);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const [looks, setLooks] = useState(false);
  const [drafts, setDrafts] = useState(false);
  const [drafted, setDrafted] = useState<DraftView | null>(null);
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
    setTold({ now: "moved", number: next.questions.findIndex(({ key }) => key === question.key) + 1 });
  }

  function remove(question: DraftQuestion): void {
    edit(withoutQuestion(draft, question.key));
    setTold({ now: "removed" });
    form.current?.querySelector<HTMLElement>("#add-question")?.focus();
  }

  function add(): void {
    const next = withQuestion(draft);
    edit(next);
    const key = next.questions.at(-1)?.key;
    // The field is there after the next rendering.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#text-${key}`)?.focus());
  }

  function takeDraft(made: DraftView): void {
    const title = draft.title.trim() === "" ? made.title : draft.title;
    const fitting = made.questions.slice(0, MAX_QUESTIONS - draft.questions.length);
    edit(withQuestions({ ...draft, title }, fitting));
    setDrafts(false);
    setDrafted(made);
    setTold({ now: "found", number: fitting.length });
  }

  function take(found: readonly Question[]): void {
    edit(withQuestions(draft, found));
    setLooks(false);
    setTold({ now: "found", number: found.length });
  }

  const words = t.value.template;
  const title = lengthProblem(draft.title, MAX_TITLE) ?? problems["title"];
  const isFull = draft.questions.length >= MAX_QUESTIONS;
  const shares = sharesOf(draft.questions.map(({ weight }) => weight));
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
      {notice && <p class="notice">{ordering.value.page[notice]}</p>}
      <div class="field">
        <label for="template-title">{words.title}</label>
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
          {words.titleHint}
        </p>
      </div>
      <div class="field">
        <label for="template-language">{t.value.interviewLanguage.label}</label>
        <LanguageSelect
          id="template-language"
          value={draft.language}
          hint="template-language-hint"
          onChange={(language) => edit({ ...draft, language })}
        />
        <p class="hint" id="template-language-hint">
          {t.value.interviewLanguage.hint}
        </p>
      </div>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={draft.showsScores}
            aria-describedby="template-shows-scores-hint"
            onChange={(event) => edit({ ...draft, showsScores: event.currentTarget.checked })}
          />{" "}
          <span>{words.showsScores}</span>
        </label>
        <p class="hint" id="template-shows-scores-hint">
          {words.showsScoresHint}
        </p>
      </div>
      <div class="field">
        <label class="check">
          <input
            type="checkbox"
            checked={draft.asksSelfIdentification}
            aria-describedby="template-self-identification-hint"
            onChange={(event) => edit({ ...draft, asksSelfIdentification: event.currentTarget.checked })}
          />{" "}
          <span>{words.asksSelfIdentification}</span>
        </label>
        <p class="hint" id="template-self-identification-hint">
          {words.asksSelfIdentificationHint}
        </p>
      </div>
      <div class="field">
        <label for="template-blinding">{words.blinding}</label>
        <select
          id="template-blinding"
          class="input"
          value={draft.blinding}
          aria-describedby="template-blinding-hint"
          onChange={(event) => edit({ ...draft, blinding: event.currentTarget.value as Blinding })}
        >
          {(["off", "scores", "identity"] as const).map((blinding) => (
            <option key={blinding} value={blinding}>
              {words.blindings[blinding]}
            </option>
          ))}
        </select>
        <p class="hint" id="template-blinding-hint">
          {words.blindingHint}
        </p>
      </div>
      <div class="field" role="group" aria-labelledby="template-reminders">
        <span class="label" id="template-reminders">
          {words.reminders}
        </span>
        <div class="row">
          {REMINDERS.map((days) => (
            <label class="check" key={days}>
              <input
                type="checkbox"
                checked={draft.reminders.includes(days)}
                aria-describedby="template-reminders-hint"
                onChange={() => edit({ ...draft, reminders: toggled(draft.reminders, days) })}
              />{" "}
              <span>{words.daysBefore(days)}</span>
            </label>
          ))}
        </div>
        <p class="hint" id="template-reminders-hint">
          {words.remindersHint}
        </p>
      </div>
      <div>
        <button type="button" class="button button-quiet" onClick={() => setDrafts(true)} disabled={isFull}>
          {ordering.value.draft.open}
        </button>
      </div>
      {drafted && <DraftNotice draft={drafted} />}
      {draft.questions.map((question, index) => (
        <QuestionFields
          key={question.key}
          question={question}
          index={index}
          count={draft.questions.length}
          share={shares[index] ?? null}
          problems={problems}
          onChange={(change) => edit(withChange(draft, question.key, change))}
          onMove={(by) => move(question, by)}
          onRemove={() => remove(question)}
        />
      ))}
      <p class="visually-hidden" role="status">
        {told && inWords(told)}
      </p>
      <div>
        <div class="row">
          <button type="button" class="button button-quiet" id="add-question" onClick={add} disabled={isFull}>
            {words.addQuestion}
          </button>
          <button type="button" class="button button-quiet" onClick={() => setLooks(true)} disabled={isFull}>
            {ordering.value.library.open}
          </button>
        </div>
        {isFull && <p class="hint">{words.isFull(MAX_QUESTIONS)}</p>}
        <FieldError id="questions" problem={problems["questions"]} />
      </div>
      <RubricEditor rubric={draft.rubric} problems={problems} onChange={(rubric) => edit({ ...draft, rubric })} />
      <LookAgain errors={problems} />
      <NotSent error={error} />
      {drafts && (
        <draftDialog.View api={api} language={draft.language} onDrafted={takeDraft} onClose={() => setDrafts(false)} />
      )}
      {looks && (
        <libraryDialog.View
          api={api}
          without={id}
          language={draft.language}
          room={MAX_QUESTIONS - draft.questions.length}
          onTake={take}
          onClose={() => setLooks(false)}
        />
      )}
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
            setTold({ now: "taken" });
          }}
          onOverwrite={() => {
            version.current = changedAt.version;
            setChangedAt(null);
            void save();
          }}
        />
      )}
      {id && <p class="small quiet">{words.linksKeep}</p>}
      <div class="actions">
        <button class="button" disabled={busy || draft.questions.length === 0}>
          {busy ? words.saving : words.save}
        </button>
        <a class="button button-quiet" href="#/templates">
          {words.cancel}
        </a>
      </div>
    </form>
  );
}

function toggled(reminders: readonly number[], days: number): number[] {
  const others = reminders.filter((each) => each !== days);
  return (others.length < reminders.length ? others : [...others, days]).sort((a, b) => b - a);
}

function inWords(told: Told): string {
  const words = t.value.template;
  if (told.now === "found") return ordering.value.library.taken(told.number);
  return told.now === "moved" ? words.moved(told.number) : words[told.now];
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
  const words = t.value.changed;
  const differences = differencesOf(mine, draftOf(theirs));
  return (
    <Dialog title={words.title} onClose={onStay}>
      <p>{words.savedAt(dateAndTime(theirs.updated_at))}</p>
      {differences.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <DifferenceList differences={differences} label={words.differences} mine={words.yours} theirs={words.theirs} />
      )}
      <div class="actions">
        <button type="button" class="button" autofocus onClick={onStay}>
          {words.keep}
        </button>
        <button type="button" class="button button-quiet" onClick={onTake}>
          {words.take}
        </button>
        <button type="button" class="button button-quiet" onClick={onOverwrite}>
          {words.overwrite}
        </button>
      </div>
    </Dialog>
  );
}

function QuestionFields({
  question,
  index,
  count,
  share,
  problems,
  onChange,
  onMove,
  onRemove,
}: {
  question: DraftQuestion;
  index: number;
  count: number;
  share: number | null;
  problems: FieldErrors;
  onChange: (change: Partial<DraftQuestion>) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}): JSX.Element {
  const id = (name: string): string => `${name}-${question.key}`;
  const words = t.value.template;
  const problem = (name: string): Problem | undefined => problems[`questions.${index}.${name}`];
  // What is too long is said while it is typed.
  const text = lengthProblem(question.text, MAX_QUESTION) ?? problem("text");
  const points =
    pointsProblem(question) ??
    problem("expected_points") ??
    Object.entries(problems).find(([field]) => field.startsWith(`questions.${index}.expected_points.`))?.[1];
  return (
    <fieldset class="card stack">
      <legend class="visually-hidden">{words.question(index + 1)}</legend>
      <div class="row">
        <h2 aria-hidden="true">{words.question(index + 1)}</h2>
        <div class="row push">
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onMove(-1)}
            disabled={index === 0}
            aria-label={words.moveUp(index + 1)}
          >
            {words.up}
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onMove(1)}
            disabled={index === count - 1}
            aria-label={words.moveDown(index + 1)}
          >
            {words.down}
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={onRemove}
            disabled={count === 1}
            aria-label={words.removeQuestion(index + 1)}
          >
            {words.remove}
          </button>
        </div>
      </div>
      <div class="field">
        <label for={id("text")}>{words.text}</label>
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
          label={words.thinkingTime}
          value={question.thinkingTimeS}
          {...THINKING_TIME_S}
          problem={problem("thinking_time_s")}
          onChange={(thinkingTimeS) => onChange({ thinkingTimeS })}
        />
        <NumberField
          id={id("answer")}
          label={words.answerTime}
          value={question.answerTimeS}
          {...ANSWER_TIME_S}
          problem={problem("answer_time_s")}
          onChange={(answerTimeS) => onChange({ answerTimeS })}
        />
      </div>
      <div class="field">
        <label for={id("follow-ups")}>{words.followUps}</label>
        <select
          class="input"
          id={id("follow-ups")}
          value={question.followUps}
          aria-describedby={id("follow-ups-hint")}
          onChange={(event) => onChange({ followUps: Number(event.currentTarget.value) })}
        >
          {words.followUpsAtMost.map((name, most) => (
            <option key={most} value={most}>
              {name}
            </option>
          ))}
        </select>
        <p class="hint" id={id("follow-ups-hint")}>
          {words.followUpsHint}
        </p>
      </div>
      {count > 1 && (
        <NumberField
          id={id("weight")}
          label={words.weight}
          value={question.weight}
          {...WEIGHT}
          problem={problem("weight")}
          hint={share === null ? words.weightHint : words.weightComesTo(percent(share))}
          onChange={(weight) => onChange({ weight })}
        />
      )}
      <div class="field">
        <label for={id("points")}>
          {words.points((text) => (
            <span class="quiet">{text}</span>
          ))}
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
          {words.pointsHint}
        </p>
      </div>
    </fieldset>
  );
}
