import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { LevelsView, ReviewView } from "../../../shared/api-types";
import { t } from "../../words";
import { type Asked, titleOf } from "../asked";
import { criterionOf, outOfTen } from "../score-words";
import { Save } from "./decision-form";
import { useSending } from "./sending";

/** One's own levels of each answer that there is, a question at a time. */
export function LevelsForms({
  api,
  sessionId,
  review,
  asked,
  onGoTo,
  onSaved,
}: {
  api: Api;
  sessionId: string;
  review: ReviewView;
  asked: readonly Asked[];
  onGoTo: (questionIndex: number) => void;
  onSaved: () => void;
}): JSX.Element {
  const words = t.value.decisions.judge;
  const yours = review.reviewers.find(({ is_you }) => is_you)?.answers ?? [];
  const answered = asked.filter(({ answer }) => answer.state !== "empty");
  return (
    <section class="stack" aria-labelledby="your-levels">
      <h3 id="your-levels">{words.title}</h3>
      <p class="small quiet">{words.hint}</p>
      {answered.map((each) => {
        const index = each.answer.question_index;
        const given = yours.find(({ question_index }) => question_index === index);
        return (
          <details key={index}>
            <summary>
              {titleOf(each)} · {given ? words.yours(outOfTen(given.overall)) : words.notYet}
            </summary>
            <LevelsForm
              key={given?.at ?? ""}
              api={api}
              sessionId={sessionId}
              index={index}
              review={review}
              given={given}
              onGoTo={onGoTo}
              onSaved={onSaved}
            />
          </details>
        );
      })}
    </section>
  );
}

function LevelsForm({
  api,
  sessionId,
  index,
  review,
  given,
  onGoTo,
  onSaved,
}: {
  api: Api;
  sessionId: string;
  index: number;
  review: ReviewView;
  given: LevelsView | undefined;
  onGoTo: (questionIndex: number) => void;
  onSaved: () => void;
}): JSX.Element {
  const words = t.value.decisions.judge;
  const [levels, setLevels] = useState<Record<string, number>>(given?.levels ?? {});
  const [tried, setTried] = useState(false);
  const sending = useSending(onSaved);
  const { criteria } = review.rubric;
  const isWhole = criteria.every(({ name }) => name in levels);

  async function save(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!isWhole) return;
    const path = { session_id: sessionId, question_index: index };
    await sending.send((id) =>
      api.post("/api/sessions/{session_id}/answers/{question_index}/levels", { path, body: { id, levels } }),
    );
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)} noValidate>
      <p class="question small">
        <button type="button" class="button button-link small" onClick={() => onGoTo(index)}>
          {words.toAnswer}
        </button>
      </p>
      {criteria.map((criterion) => {
        const id = `level-${index}-${criterion.name}`;
        return (
          <div class="field" key={criterion.name}>
            <label for={id}>{criterionOf(criterion.name, criterion.title).name}</label>
            <select
              id={id}
              class="input"
              value={levels[criterion.name] ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                if (value !== "") setLevels({ ...levels, [criterion.name]: Number(value) });
                sending.changed();
              }}
            >
              <option value="">{words.choose}</option>
              {criterion.anchors.map((anchor, level) => (
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
