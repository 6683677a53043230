import type { JSX } from "preact";
import { useContext, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnsweringView, AnswersView, QuoteView, TemplateList } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { clock, dateAndTime, list } from "../../shared/format";
import { MAX_ASKED, MAX_FOUND, MIN_ASKED } from "../../shared/limits";
import { useLateHead } from "../page/late-head";
import { Kept, useLoaded } from "../page/loading";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import { titleOf } from "../session/asked";
import { times } from "../sessions/asking";
import { t as recruiter } from "../words";
import "./ask.css";
import { FINISHED, type Question, addressOf, questionOf, whyNotAsked } from "./query";
import { t } from "./words";

/** `address`: what is asked, as it stands in the address. */
export function AskPage({ api, address }: { api: Api; address: string }): JSX.Element {
  const words = t.value;
  useTitle(words.title);
  const head = useLateHead();
  const question = questionOf(address);
  const [again, setAgain] = useState(0);
  return (
    <div class="stack ask-page">
      <h1 ref={head} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="quiet">{words.intro}</p>
      <Form key={address} api={api} question={question} onAgain={() => setAgain(again + 1)} />
      {whyNotAsked(question.q) === null && <Answers key={`${address} ${again}`} api={api} question={question} />}
    </div>
  );
}

/** `onAgain`: the same question is asked once more. */
function Form({ api, question, onAgain }: { api: Api; question: Question; onAgain: () => void }): JSX.Element {
  const words = t.value;
  const kept = useContext(Kept);
  const [draft, setDraft] = useState(question);
  const [why, setWhy] = useState(question.q === "" ? null : whyNotAsked(question.q));
  const field = useRef<HTMLInputElement>(null);
  const templates = useLoaded<TemplateList>("templates", (signal) => api.get("/api/templates", { signal })).data;
  const change = (part: Partial<Question>): void => setDraft({ ...draft, ...part });

  function ask(event: Event): void {
    event.preventDefault();
    const fault = whyNotAsked(draft.q);
    setWhy(fault);
    if (fault !== null) {
      field.current?.focus();
      return;
    }
    const asked = { ...draft, q: draft.q.trim() };
    kept.delete(keyOf(asked));
    if (addressOf(asked) === addressOf(question)) onAgain();
    else location.hash = hashOf({ page: "ask", query: addressOf(asked) });
  }

  return (
    <form class="card stack" role="search" aria-label={words.title} noValidate onSubmit={ask}>
      <div class="field">
        <label for="asked">{words.question}</label>
        <div class="ask-question">
          <input
            ref={field}
            id="asked"
            class="input"
            type="search"
            dir="auto"
            autocomplete="off"
            placeholder={words.hint}
            value={draft.q}
            aria-invalid={why !== null}
            aria-describedby={why === null ? undefined : "asked-problem"}
            onInput={({ currentTarget }) => change({ q: currentTarget.value })}
          />
          <button class="button">{words.ask}</button>
        </div>
        {why !== null && (
          <p id="asked-problem" class="field-problem small" role="alert">
            {why === "tooShort" ? words.tooShort(MIN_ASKED) : words.tooLong(MAX_ASKED)}
          </p>
        )}
      </div>
      <fieldset class="ask-filters">
        <legend class="visually-hidden">{words.filters}</legend>
        <label class="small" for="asked-template">
          {words.template}
          <select
            id="asked-template"
            class="input"
            value={draft.template_id}
            onChange={({ currentTarget }) => change({ template_id: currentTarget.value })}
          >
            <option value="">{words.anyTemplate}</option>
            {(templates?.templates ?? []).map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label class="small" for="asked-state">
          {words.state}
          <select
            id="asked-state"
            class="input"
            value={draft.state}
            onChange={({ currentTarget: { value } }) =>
              change({ state: FINISHED.find((state) => state === value) ?? "" })
            }
          >
            <option value="">{words.anyState}</option>
            {FINISHED.map((state) => (
              <option key={state} value={state}>
                {recruiter.value.states[state].name}
              </option>
            ))}
          </select>
        </label>
        <Day id="asked-from" label={words.from} value={draft.from} onSet={(from) => change({ from })} />
        <Day id="asked-to" label={words.to} value={draft.to} onSet={(to) => change({ to })} />
      </fieldset>
    </form>
  );
}

function Day({
  id,
  label,
  value,
  onSet,
}: {
  id: string;
  label: string;
  value: string;
  onSet: (value: string) => void;
}): JSX.Element {
  return (
    <label class="small" for={id}>
      {label}
      <input id={id} class="input" type="date" value={value} onChange={(event) => onSet(event.currentTarget.value)} />
    </label>
  );
}

function Answers({ api, question }: { api: Api; question: Question }): JSX.Element {
  const words = t.value;
  const kept = useContext(Kept);
  const key = keyOf(question);
  const { data, error, reload } = useLoaded<AnswersView>(key, async (signal) => {
    // Who comes back from an interview has not asked anew.
    const before = kept.get(key) as AnswersView | undefined;
    const { q, template_id, state } = question;
    const query = { q, template_id: template_id || null, state: state || null, ...times(question) };
    const answers = before ?? (await api.get("/api/answers", { query, signal }));
    if (answers.complete) kept.set(key, answers);
    return answers;
  });
  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Busy>{words.looking}</Busy>;
  if (data.words.length === 0) {
    return (
      <p class="notice" role="status">
        {words.noWords}
      </p>
    );
  }
  const lookedFor = words.lookedFor(list(data.words));
  if (data.candidates.length === 0) {
    return (
      <div class="empty stack" role="status">
        <h2>{words.nothing}</h2>
        <p>{data.complete ? words.nothingHint : words.incomplete}</p>
        <p class="small quiet" dir="auto">
          {lookedFor}
        </p>
      </div>
    );
  }
  const many = data.candidates.length;
  return (
    <section class="stack" aria-label={words.title}>
      <div role="status" class="small quiet">
        <p>
          {many < MAX_FOUND ? words.found(many) : words.first(many)}. {rankedBy(data)}
        </p>
        {data.cut && <p>{words.cut}</p>}
        {!data.complete && <p>{words.incomplete}</p>}
      </div>
      <ol class="stack answering">
        {data.candidates.map((each) => (
          <li key={each.session_id} class="card stack">
            <Candidate answering={each} />
          </li>
        ))}
      </ol>
      <p class="small quiet" dir="auto">
        {lookedFor}
      </p>
    </section>
  );
}

function keyOf(question: Question): string {
  return `answers ${addressOf(question)}`;
}

function rankedBy({ ranking, model }: AnswersView): string {
  const words = t.value.ranking;
  return ranking === "model" ? words.model(model ?? "") : words[ranking];
}

function Candidate({ answering }: { answering: AnsweringView }): JSX.Element {
  const { session_id: id, candidate_name: name, template_title: template, finished_at: at } = answering;
  return (
    <>
      <div class="row">
        <h2 class="answering-name">
          <a href={hashOf({ page: "session", id })}>
            <bdi class="clamped">{name}</bdi>
          </a>
        </h2>
        <span class="small quiet answering-template">
          <bdi>{template}</bdi>
          {at !== null && <>, {dateAndTime(at)}</>}
        </span>
      </div>
      <ul class="stack answering-quotes" aria-label={t.value.quotesOf(name)}>
        {answering.quotes.map((quote) => (
          <li key={`${quote.question_index} ${quote.start_ms} ${quote.parts[0]?.text}`}>
            <Quote id={id} name={name} quote={quote} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Quote({ id, name, quote }: { id: string; name: string; quote: QuoteView }): JSX.Element {
  const words = t.value;
  const place = quote.question_index + 1;
  const title = titleOf({ number: quote.number, followUp: quote.follow_up });
  const at = quote.start_ms;
  return (
    <figure class="quote">
      <blockquote dir="auto">
        {quote.parts.map(({ text, found }, index) => (found ? <mark key={index}>{text}</mark> : text))}
      </blockquote>
      <figcaption class="row small">
        <a
          href={hashOf({ page: "session", id, question: place, ...(at !== null && { at }) })}
          aria-label={at === null ? words.openOf(name, title) : words.playOf(name, clock(at))}
        >
          {at === null ? words.open : words.play(clock(at))}
        </a>
        <span class="quiet quote-question" title={quote.question}>
          {title}: <bdi>{quote.question}</bdi>
        </span>
        {quote.corrected && <span class="chip chip-plain">{words.corrected}</span>}
        {quote.addressed && <span class="chip chip-warn">{words.addressed}</span>}
      </figcaption>
    </figure>
  );
}
