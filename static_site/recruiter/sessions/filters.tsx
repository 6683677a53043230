import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ReviewerList, TagList, TemplateList } from "../../shared/api-types";
import { useLoaded } from "../page/loading";
import { t } from "../words";
import {
  CERTAINTIES,
  DECISIONS,
  FLAGS,
  type ListQuery,
  SORTS,
  SOURCES,
  STATES,
  type Sort,
  filtersOf,
  isScore,
  toggled,
} from "./query";

interface Changing {
  query: ListQuery;
  onChange: (query: ListQuery) => void;
}

/** What narrows the list beside the search, folded away until it is wanted. */
export function Filters({ api, query, onChange }: Changing & { api: Api }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="list-filters" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.value.sessions.filters.title(filtersOf(query))}</summary>
      {isOpen && <Fields api={api} query={query} onChange={onChange} />}
    </details>
  );
}

function Fields({ api, query, onChange }: Changing & { api: Api }): JSX.Element {
  const words = t.value.sessions.filters;
  const templates = useLoaded<TemplateList>("templates", (signal) =>
    // Interviews of those that are archived are looked for, too.
    api.get("/api/templates", { query: { archived: "true" }, signal }),
  ).data;
  const tags = useLoaded<TagList>("tags", (signal) => api.get("/api/tags", { signal })).data;
  const people = useLoaded<ReviewerList>("reviewers", (signal) => api.get("/api/reviewers", { signal })).data;
  const change = (part: Partial<ListQuery>): void => onChange({ ...query, ...part });
  return (
    <div class="filter-fields">
      <Choice
        id="filter-template"
        label={words.template}
        any={words.anyTemplate}
        values={(templates?.templates ?? []).map(({ id, title }) => [id, title])}
        chosen={query.template_id}
        onChoose={(template_id) => change({ template_id })}
      />
      <Choice
        id="filter-tag"
        label={words.tag}
        any={words.anyTag}
        values={(tags?.tags ?? []).map((tag) => [tag, tag])}
        chosen={query.tag}
        onChoose={(tag) => change({ tag })}
      />
      <Choice
        id="filter-reviewer"
        label={words.reviewer}
        any={words.anyReviewer}
        values={(people?.reviewers ?? []).map(({ id, name }) => [id, name])}
        chosen={query.reviewer}
        onChoose={(reviewer) => change({ reviewer })}
      />
      <Choice
        id="filter-source"
        label={words.source}
        any={words.anySource}
        values={SOURCES.map((source) => [source, words.sources[source]])}
        chosen={query.source}
        onChoose={(chosen) => change({ source: SOURCES.filter((each) => chosen.includes(each)) })}
      />
      <Choice
        id="filter-flags"
        label={words.flags}
        any={words.anyFlags}
        values={FLAGS.map((flags) => [flags, words.flagged[flags]])}
        chosen={query.flags === "" ? [] : [query.flags]}
        onChoose={([flags]) => change({ flags: FLAGS.find((each) => each === flags) ?? "" })}
      />
      <fieldset class="filter">
        <legend class="small">{words.score}</legend>
        <div class="filter-pair">
          <Bound
            id="score-min"
            label={words.from}
            value={query.score_min}
            onSet={(score_min) => change({ score_min })}
          />
          <Bound id="score-max" label={words.to} value={query.score_max} onSet={(score_max) => change({ score_max })} />
        </div>
      </fieldset>
      <fieldset class="filter filter-days">
        <legend class="small">{words.days}</legend>
        <div class="filter-pair">
          <Day id="day-from" label={words.from} value={query.from} onSet={(from) => change({ from })} />
          <Day id="day-to" label={words.to} value={query.to} onSet={(to) => change({ to })} />
        </div>
      </fieldset>
      <Boxes
        legend={words.state}
        values={STATES.map((state) => [state, t.value.states[state].name])}
        chosen={query.state}
        onChange={(state) => change({ state: STATES.filter((each) => state.includes(each)) })}
      />
      <Boxes
        legend={words.decision}
        values={DECISIONS.map((decision) => [
          decision,
          decision === "none" ? words.undecided : t.value.decisions.choices[decision],
        ])}
        chosen={query.decision}
        onChange={(decision) => change({ decision: DECISIONS.filter((each) => decision.includes(each)) })}
      />
      <Boxes
        legend={words.worth}
        values={CERTAINTIES.map((certainty) => [certainty, words.certainties[certainty]])}
        chosen={query.certainty}
        onChange={(certainty) => change({ certainty: CERTAINTIES.filter((each) => certainty.includes(each)) })}
      />
    </div>
  );
}

export function SortChoice({ query, onChange }: Changing): JSX.Element {
  const words = t.value.sessions;
  return (
    <div class="list-sort">
      <label class="small quiet" for="sort">
        {words.sort}
      </label>
      <select
        id="sort"
        class="input"
        value={query.sort}
        onChange={(event) => onChange({ ...query, sort: event.currentTarget.value as Sort })}
      >
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {words.sorts[sort]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One of several; an address may name more of them, which stay until another one is chosen. */
function Choice({
  id,
  label,
  any,
  values,
  chosen,
  onChoose,
}: {
  id: string;
  label: string;
  any: string;
  values: readonly (readonly [value: string, name: string])[];
  chosen: readonly string[];
  onChoose: (values: string[]) => void;
}): JSX.Element {
  const unknown = chosen.filter((value) => !values.some(([known]) => known === value));
  const several = chosen.length > 1 ? chosen.join("\n") : null;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="input"
        value={several ?? chosen[0] ?? ""}
        onChange={({ currentTarget: { value } }) => onChoose(value === "" ? [] : [value])}
      >
        <option value="">{any}</option>
        {several !== null && <option value={several}>{t.value.sessions.filters.several(chosen.length)}</option>}
        {several === null &&
          unknown.map((value) => (
            <option key={value} value={value}>
              {t.value.sessions.filters.other}
            </option>
          ))}
        {values.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function Boxes<T extends string>({
  legend,
  values,
  chosen,
  onChange,
}: {
  legend: string;
  values: readonly (readonly [value: T, name: string])[];
  chosen: readonly T[];
  onChange: (values: T[]) => void;
}): JSX.Element {
  return (
    <fieldset class="filter filter-boxes">
      <legend class="small">{legend}</legend>
      {values.map(([value, name]) => (
        <Box
          key={value}
          label={name}
          checked={chosen.includes(value)}
          onToggle={() => onChange(toggled(chosen, value))}
        />
      ))}
    </fieldset>
  );
}

function Box({ label, checked, onToggle }: { label: string; checked: boolean; onToggle: () => void }): JSX.Element {
  return (
    <label class="filter-box small">
      <input type="checkbox" checked={checked} onChange={onToggle} />
      {label}
    </label>
  );
}

interface Field {
  id: string;
  label: string;
  value: string;
  onSet: (value: string) => void;
}

function Bound({ id, label, value, onSet }: Field): JSX.Element {
  return (
    <label class="small" for={id}>
      {label}
      <input
        id={id}
        class="input"
        type="number"
        inputMode="decimal"
        min={0}
        max={10}
        step={0.5}
        value={value}
        onChange={({ currentTarget: { value } }) => (value === "" || isScore(value)) && onSet(value)}
      />
    </label>
  );
}

function Day({ id, label, value, onSet }: Field): JSX.Element {
  return (
    <label class="small" for={id}>
      {label}
      <input id={id} class="input" type="date" value={value} onChange={(event) => onSet(event.currentTarget.value)} />
    </label>
  );
}
