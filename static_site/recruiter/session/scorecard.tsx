import type { JSX } from "preact";

import type { CriterionScore, Evidence, PointScore, Score } from "../../shared/api-types";
import { clock, count } from "../../shared/format";
import { ABSTENTIONS, CRITERIA, HIGHEST_LEVEL, scoredBy, wordsFound } from "./score-words";

type Seek = ((ms: number) => void) | null;

/** Of a follow-up only the points that it covers are shown: they are the main question's, and none is missed here. */
export function Scorecard({
  score,
  onSeek,
  isFollowUp,
}: {
  score: Score;
  onSeek: Seek;
  isFollowUp: boolean;
}): JSX.Element {
  const model = scoredBy(score);
  const points = score.expected_points.filter(({ covered }) => covered || !isFollowUp);
  return (
    <div class="scorecard">
      <div class="stack">
        {score.overall === null ? (
          <p class="notice notice-warn">
            <strong>Left to a person.</strong>{" "}
            {score.abstained_because ? ABSTENTIONS[score.abstained_because] : "Please judge for yourself."}
          </p>
        ) : (
          <p class="overall">
            <strong>{score.overall.toFixed(1)}</strong> <span class="quiet">of 10</span>
          </p>
        )}
        {score.summary && <p>{score.summary}</p>}
        <Bullets title="Strengths" items={score.strengths} />
        <Bullets title="To improve" items={score.improvements} />
        <p class="small quiet">
          {model ? `Scored by ${model}, on ${count(score.word_count, "word")}.` : wordsFound(score.word_count)}
          {score.unfound_quotes > 0 &&
            ` ${count(score.unfound_quotes, "quote")} of the model’s was never said and does not count.`}
        </p>
      </div>
      <div class="stack">
        {score.criteria.length > 0 && (
          <ul class="criteria">
            {score.criteria.map((criterion) => (
              <Criterion key={criterion.name} criterion={criterion} onSeek={onSeek} />
            ))}
          </ul>
        )}
        {points.length > 0 && (
          <section class="stack">
            <h4>{isFollowUp ? "Covers of the main question" : "What a good answer covers"}</h4>
            <ul class="points">
              {points.map((point) => (
                <Point key={point.point} point={point} onSeek={onSeek} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  );
}

function Criterion({ criterion, onSeek }: { criterion: CriterionScore; onSeek: Seek }): JSX.Element {
  const { name, meaning } = CRITERIA[criterion.name] ?? { name: criterion.name, meaning: "" };
  return (
    <li class="criterion">
      <div class="row">
        <h4 title={meaning}>{name}</h4>
        <Level level={criterion.level} />
      </div>
      <p class="small">{criterion.reason}</p>
      {!criterion.supported && (
        <p class="small quiet">None of its quotes was really said, so this level does not count.</p>
      )}
      <Quotes evidence={criterion.evidence} onSeek={onSeek} />
    </li>
  );
}

function Level({ level }: { level: number }): JSX.Element {
  return (
    <span class="level">
      {Array.from({ length: HIGHEST_LEVEL }, (_, index) => (
        <span key={index} class={index < level ? "dot dot-full" : "dot"} aria-hidden="true" />
      ))}
      <span class="small">
        {level} of {HIGHEST_LEVEL}
      </span>
    </span>
  );
}

function Point({ point, onSeek }: { point: PointScore; onSeek: Seek }): JSX.Element {
  return (
    <li class={point.covered ? "point point-covered" : "point"}>
      <span>
        {point.point} <span class="small quiet">{point.covered ? "covered" : "not covered"}</span>
      </span>
      <Quotes evidence={point.evidence} onSeek={onSeek} />
    </li>
  );
}

function Quotes({ evidence, onSeek }: { evidence: readonly Evidence[]; onSeek: Seek }): JSX.Element | null {
  if (evidence.length === 0) return null;
  return (
    <ul class="quotes small">
      {evidence.map(({ quote, start_ms }, index) => (
        <li key={index}>
          <q>{quote}</q>{" "}
          {start_ms !== null && onSeek && (
            <button
              type="button"
              class="button button-link small"
              onClick={() => onSeek(start_ms)}
              aria-label={`Play from ${clock(start_ms)}`}
            >
              {clock(start_ms)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function Bullets({ title, items }: { title: string; items: readonly string[] }): JSX.Element | null {
  if (items.length === 0) return null;
  return (
    <section>
      <h4>{title}</h4>
      <ul class="bullets small">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </section>
  );
}
