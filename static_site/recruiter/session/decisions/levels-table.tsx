import type { JSX } from "preact";

import type { ReviewView, Score } from "../../../shared/api-types";
import { oneDecimal } from "../../../shared/format";
import { t } from "../../words";
import { criterionOf } from "../score-words";

/** What people and the model give an answer, side by side; nothing where nobody gave a level. */
export function LevelsTable({
  index,
  review,
  score,
}: {
  index: number;
  review: ReviewView;
  score: Score | null;
}): JSX.Element | null {
  const given = review.reviewers.flatMap(({ author, is_you, answers }) => {
    const found = answers.find(({ question_index }) => question_index === index);
    return found ? [{ author, isYou: is_you, ...found }] : [];
  });
  if (given.length === 0) return null;
  const words = t.value.decisions.table;
  const model = new Map(score?.criteria.map(({ name, level, supported }) => [name, supported ? level : null]));
  const none = (
    <>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{words.none}</span>
    </>
  );
  return (
    <div class="levels-table" role="region" aria-label={words.title} tabIndex={0}>
      <table class="small">
        <caption class="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.criterion}</th>
            {score && <th scope="col">{words.model}</th>}
            {given.map(({ author, isYou }) => (
              <th key={author.id} scope="col">
                {isYou ? words.you : <bdi>{author.name}</bdi>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {review.rubric.criteria.map(({ name, title }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{criterionOf(name, title).name}</bdi>
              </th>
              {score && <td>{model.get(name) ?? none}</td>}
              {given.map(({ author, levels }) => (
                <td key={author.id}>{levels[name] ?? none}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{words.figure}</th>
            {score && <td>{score.overall === null ? none : oneDecimal(score.overall)}</td>}
            {given.map(({ author, overall }) => (
              <td key={author.id}>{oneDecimal(overall)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
