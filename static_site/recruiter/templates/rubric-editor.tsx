import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { FieldError, type FieldErrors, type Problem, described, lengthProblem } from "../../shared/field-errors";
import { percent } from "../../shared/format";
import { MAX_CRITERIA, MAX_CRITERION_TEXT, MAX_CRITERION_TITLE } from "../../shared/limits";
import { t } from "../words";
import { NumberField } from "./number-field";
import { RubricInWords } from "./rubric-in-words";
import {
  CONTENT,
  type DraftCriterion,
  type DraftRubric,
  WEIGHT,
  sharesOf,
  usualRubric,
  withCriterion,
  withCriterionChange,
  withoutCriterion,
} from "./rubric-draft";

/** What answers are judged by: the usual rubric to read, or one of the template's own to write. */
export function RubricEditor({
  rubric,
  problems,
  onChange,
}: {
  rubric: DraftRubric | null;
  problems: FieldErrors;
  onChange: (rubric: DraftRubric | null) => void;
}): JSX.Element {
  const words = t.value.rubric;
  const [told, setTold] = useState<"usualNow" | "ownNow" | "removed" | null>(null);
  // Who goes back to the usual one and thinks better of it finds what they wrote.
  const written = useRef<DraftRubric | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  function change(next: DraftRubric | null, now: typeof told): void {
    if (rubric) written.current = rubric;
    onChange(next);
    setTold(now);
    heading.current?.focus();
  }

  function add(own: DraftRubric): void {
    const next = withCriterion(own);
    onChange(next);
    const key = next.at(-1)?.key;
    // The field is there after the next rendering.
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#criterion-title-${key}`)?.focus());
  }

  return (
    <section class="card stack" aria-labelledby="rubric">
      <h2 id="rubric" ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      <p class="small quiet">{words.hint}</p>
      <p class="visually-hidden" role="status">
        {told && words[told]}
      </p>
      {rubric ? (
        <OwnRubric rubric={rubric} problems={problems} onChange={onChange} onRemoved={() => setTold("removed")} />
      ) : (
        <>
          <p>{words.usualHolds}</p>
          <RubricInWords rubric={usualRubric()} />
        </>
      )}
      <div class="row">
        {rubric && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => add(rubric)}
            disabled={rubric.length >= MAX_CRITERIA}
          >
            {words.add}
          </button>
        )}
        {rubric ? (
          <button type="button" class="button button-quiet" onClick={() => change(null, "usualNow")}>
            {words.backToUsual}
          </button>
        ) : (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => change(written.current ?? usualRubric(), "ownNow")}
          >
            {words.writeOwn}
          </button>
        )}
      </div>
      <FieldError id="rubric" problem={problems["rubric.criteria"]} />
      {rubric && rubric.length >= MAX_CRITERIA && <p class="hint">{words.isFull(MAX_CRITERIA)}</p>}
    </section>
  );
}

function OwnRubric({
  rubric,
  problems,
  onChange,
  onRemoved,
}: {
  rubric: DraftRubric;
  problems: FieldErrors;
  onChange: (rubric: DraftRubric) => void;
  onRemoved: () => void;
}): JSX.Element {
  const shares = sharesOf(rubric.map(({ weight }) => weight));
  return (
    <>
      {rubric.map((criterion, index) => (
        <CriterionFields
          key={criterion.key}
          criterion={criterion}
          share={shares[index] ?? null}
          problem={(name) => problems[`rubric.criteria.${index}.${name}`]}
          onChange={(change) => onChange(withCriterionChange(rubric, criterion.key, change))}
          onRemove={() => {
            onChange(withoutCriterion(rubric, criterion.key));
            onRemoved();
            document.querySelector<HTMLElement>("#rubric")?.focus();
          }}
        />
      ))}
    </>
  );
}

function CriterionFields({
  criterion,
  share,
  problem,
  onChange,
  onRemove,
}: {
  criterion: DraftCriterion;
  share: number | null;
  problem: (name: string) => Problem | undefined;
  onChange: (change: Partial<DraftCriterion>) => void;
  onRemove: () => void;
}): JSX.Element {
  const words = t.value.rubric;
  const id = (name: string): string => `criterion-${name}-${criterion.key}`;
  const levels = criterion.anchors.map((anchor, level) => ({
    anchor,
    level,
    // What is too long is said while it is typed.
    problem:
      lengthProblem(anchor, MAX_CRITERION_TEXT) ?? problem(level === 0 ? "anchors" : "") ?? problem(`anchors.${level}`),
  }));
  const title = lengthProblem(criterion.title, MAX_CRITERION_TITLE) ?? problem("title") ?? problem("name");
  const judges = lengthProblem(criterion.judges, MAX_CRITERION_TEXT) ?? problem("judges");
  const isWrong = [title, judges, problem("weight"), ...levels.map((level) => level.problem)].some(Boolean);
  const [isOpen, setOpen] = useState(criterion.name === null);
  const called = criterion.title.trim() || words.newCriterion;
  return (
    <details class="criterion-fields" open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{called}</bdi> <span class="quiet">{share !== null && percent(share)}</span>
      </summary>
      <fieldset class="stack">
        <legend class="visually-hidden">{called}</legend>
        <div class="field">
          <label for={id("title")}>{words.name}</label>
          <input
            class="input"
            id={id("title")}
            required
            value={criterion.title}
            onInput={(event) => onChange({ title: event.currentTarget.value })}
            {...described(id("title"), title)}
          />
          <FieldError id={id("title")} problem={title} />
        </div>
        <div class="field">
          <label for={id("judges")}>{words.judges}</label>
          <textarea
            class="input"
            id={id("judges")}
            required
            rows={2}
            value={criterion.judges}
            onInput={(event) => onChange({ judges: event.currentTarget.value })}
            {...described(id("judges"), judges, id("judges-hint"))}
          />
          <FieldError id={id("judges")} problem={judges} />
          <p class="hint" id={id("judges-hint")}>
            {words.judgesHint}
          </p>
        </div>
        <NumberField
          id={id("weight")}
          label={words.weight}
          value={criterion.weight}
          {...WEIGHT}
          problem={problem("weight")}
          hint={share === null ? words.weightHint : words.weightComesTo(percent(share))}
          onChange={(weight) => onChange({ weight })}
        />
        <p>{words.levelsHint}</p>
        {levels.map(({ anchor, level, problem: wrong }) => (
          <div class="field" key={level}>
            <label for={id(`level-${level}`)}>{words.level(level, levels.length - 1)}</label>
            <textarea
              class="input"
              id={id(`level-${level}`)}
              required
              rows={2}
              value={anchor}
              onInput={(event) => {
                const anchors = criterion.anchors.with(level, event.currentTarget.value);
                onChange({ anchors });
              }}
              {...described(id(`level-${level}`), wrong)}
            />
            <FieldError id={id(`level-${level}`)} problem={wrong} />
          </div>
        ))}
        {criterion.name === CONTENT ? (
          <p class="hint">{words.contentStays}</p>
        ) : (
          <div>
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={onRemove}
              aria-label={words.removeNamed(called)}
            >
              {words.remove}
            </button>
          </div>
        )}
      </fieldset>
    </details>
  );
}
