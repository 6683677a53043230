import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { LevelsView, ReviewView } from "../../../shared/api-types";
import { useSending } from "../../../shared/sending";
import { readableRubric } from "../../templates/rubric-draft";
import { t } from "../../words";
import { criterionOf, outOfTen } from "../score-words";
import { Save } from "./decision-form";

/** Levels that were chosen and not saved, by question: another one is shown meanwhile. */
export type Drafts = Map<number, Record<string, number>>;

/** One's own levels of the answer that is shown; open for who has to judge first. */
export function YourLevels({
  api,
  sessionId,
  index,
  review,
  drafts,
  isFirst,
  onSaved,
}: {
  api: Api;
  sessionId: string;
  index: number;
  review: ReviewView;
  drafts: Drafts;
  isFirst: boolean;
  onSaved: () => void;
}): JSX.Element {
  const words = t.value.decisions.judge;
  const yours = review.reviewers.find(({ is_you }) => is_you)?.answers ?? [];
  const given = yours.find(({ question_index }) => question_index === index);
  return (
    <details class="your-levels" open={isFirst && !given}>
      <summary>
        {words.title}: {given ? words.yours(outOfTen(given.overall)) : words.notYet}
      </summary>
      <LevelsForm
        key={given?.at ?? ""}
        api={api}
        sessionId={sessionId}
        index={index}
        review={review}
        given={given}
        drafts={drafts}
        onSaved={onSaved}
      />
    </details>
  );
}

function LevelsForm({
  api,
  sessionId,
  index,
  review,
  given,
  drafts,
  onSaved,
}: {
  api: Api;
  sessionId: string;
  index: number;
  review: ReviewView;
  given: LevelsView | undefined;
  drafts: Drafts;
  onSaved: () => void;
}): JSX.Element {
  const words = t.value.decisions.judge;
  const [levels, setLevels] = useState<Record<string, number>>(drafts.get(index) ?? given?.levels ?? {});
  const [tried, setTried] = useState(false);
  const sending = useSending(onSaved);
  const { criteria } = review.rubric;
  const readable = readableRubric(review.rubric);
  const isWhole = criteria.every(({ name }) => name in levels);

  function choose(name: string, level: number): void {
    const next = { ...levels, [name]: level };
    drafts.set(index, next);
    setLevels(next);
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!isWhole) return;
    const path = { session_id: sessionId, question_index: index };
    const arrived = await sending.send((id) =>
      api.post("/api/sessions/{session_id}/answers/{question_index}/levels", { path, body: { id, levels } }),
    );
    if (arrived) drafts.delete(index);
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)} noValidate>
      <p class="small quiet">{words.hint}</p>
      {criteria.map((criterion, nth) => {
        const id = `level-${index}-${criterion.name}`;
        return (
          <div class="field" key={criterion.name}>
            <label for={id}>
              <bdi>{criterionOf(criterion.name, criterion.title).name}</bdi>
            </label>
            <select
              id={id}
              class="input"
              value={levels[criterion.name] ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                if (value !== "") choose(criterion.name, Number(value));
                sending.changed();
              }}
            >
              <option value="">{words.choose}</option>
              {(readable[nth] ?? criterion).anchors.map((anchor, level) => (
                <option key={level} value={level}>
                  {words.level(level, anchor)}
                </option>
              ))}
            </select>
          </div>
        );
      })}
      {tried && !isWhole && (
        <p class="field-problem" role="alert">
          {words.all}
        </p>
      )}
      <Save sending={sending} label={words.save} />
    </form>
  );
}
