import type { JSX } from "preact";

import type { SharedScorecard } from "../shared/api-types";
import { list, oneDecimal } from "../shared/format";
import { t } from "./words";

const HIGHEST_LEVEL = 5;

type Score = Pick<SharedScorecard, "overall" | "low" | "high" | "confidence" | "indicative">;

interface Criterion {
  readonly name: string;
  readonly title: string;
  readonly level: number;
}

/** A figure with its range, how sure it is, and what it is made of. */
export function Figure({
  score,
  criteria,
  judges = [],
}: {
  score: Score;
  criteria: readonly Criterion[];
  judges?: SharedScorecard["judges"];
}): JSX.Element {
  const words = t.value.score;
  const { overall, low, high, confidence, indicative } = score;
  const sure = [
    low !== null && high !== null && low < high && words.between(oneDecimal(low), oneDecimal(high)),
    confidence !== null && words.confidence[confidence],
    indicative && words.indicative,
  ].filter(Boolean);
  return (
    <>
      <p class="shared-overall">
        {overall === null ? words.none : words.overall((text) => <strong>{text}</strong>, oneDecimal(overall))}
      </p>
      {sure.length > 0 && <p class="small quiet">{sure.join(" · ")}</p>}
      {criteria.length > 0 && (
        <ul class="shared-criteria">
          {criteria.map((criterion) => (
            <li key={criterion.name}>
              <span>
                <bdi>{nameOf(criterion)}</bdi> <span class="quiet">{words.levelOf(oneDecimal(criterion.level))}</span>
              </span>
              <meter min={0} max={HIGHEST_LEVEL} value={criterion.level} aria-hidden="true" />
            </li>
          ))}
        </ul>
      )}
      {judges.length > 0 && (
        <p class="small quiet">
          {words.judgedBy(
            list(judges.map(({ model, service }) => (model === service ? model : `${model} (${service})`))),
          )}
        </p>
      )}
    </>
  );
}

function nameOf({ name, title }: Criterion): string {
  if (title) return title;
  const { criteria } = t.value.score;
  return (criteria as Partial<Record<string, string>>)[name] ?? name;
}
