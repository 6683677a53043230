import type { JSX } from "preact";

import { percent } from "../../shared/format";
import { t } from "../words";
import { type DraftRubric, sharesOf } from "./rubric-draft";

/** A rubric to read: each criterion with its share, its meaning and its levels. */
export function RubricInWords({ rubric }: { rubric: DraftRubric }): JSX.Element {
  const words = t.value.rubric;
  const shares = sharesOf(rubric.map(({ weight }) => weight));
  return (
    <>
      {rubric.map(({ key, title, judges, anchors }, index) => (
        <details key={key} class="criterion-fields">
          <summary>
            <bdi>{title}</bdi> <span class="quiet">{percent(shares[index] ?? 0)}</span>
          </summary>
          <div class="stack small">
            <p>{judges}</p>
            <dl class="levels">
              {anchors.map((anchor, level) => (
                <div key={level}>
                  <dt class="quiet">{words.level(level, anchors.length - 1)}</dt>
                  <dd>{anchor}</dd>
                </div>
              ))}
            </dl>
          </div>
        </details>
      ))}
    </>
  );
}
