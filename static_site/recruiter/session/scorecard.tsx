import type { JSX } from "preact";

import type { CriterionScore, Evidence, PointScore, Score } from "../../shared/api-types";
import { clock, oneDecimal } from "../../shared/format";
import { t } from "../words";
import { wordOf } from "../../shared/words/codes";
import { repeated } from "./evidence";
import { HIGHEST_LEVEL, abstention, asExcerpt, criterionOf, howSure, scoredBy } from "./score-words";

type Seek = ((ms: number) => void) | null;
type IsAgain = (evidence: Evidence) => boolean;

/**
 * The figure, then the points with their quotes, then the criteria: a quote that stands at a point is only named there.
 * Of a follow-up only the points that it covers are shown: they are the main question's, and none is missed here.
 */
export function Scorecard({
  score,
  onSeek,
  isFollowUp,
}: {
  score: Score;
  onSeek: Seek;
  isFollowUp: boolean;
}): JSX.Element {
  const words = t.value.scorecard;
  const scorer = scoredBy(score);
  const points = score.expected_points.filter(({ verdict }) => verdict !== "missing" || !isFollowUp);
  const again = repeated({ ...score, expected_points: points });
  const isAgain: IsAgain = (evidence) => again.has(evidence);
  return (
    <div class="scorecard">
      <div class="stack">
        {score.overall === null ? (
          <p class="notice notice-warn">
            <strong>{words.leftToPerson}</strong> {abstention(score.abstained_because)}
          </p>
        ) : (
          <>
            <p class="overall">
              {words.overall(
                (text) => (
                  <strong>{text}</strong>
                ),
                (text) => (
                  <span class="quiet">{text}</span>
                ),
                oneDecimal(score.overall),
              )}
            </p>
            <p class="small quiet">{howSure(score)}</p>
          </>
        )}
        {score.summary && <p>{score.summary}</p>}
        {score.strengths.length + score.improvements.length > 0 && (
          <div class="columns">
            <Bullets title={words.strengths} items={score.strengths} />
            <Bullets title={words.improvements} items={score.improvements} />
          </div>
        )}
        <p class="small quiet">
          {scorer ? words.scored(scorer, score.word_count) : words.wordsFound(score.word_count)}{" "}
          {score.unfound_quotes > 0 && words.unfoundQuotes(score.unfound_quotes)}{" "}
          {score.unfit_texts > 0 && words.unfitTexts(score.unfit_texts)}
        </p>
      </div>
      <div class="stack">
        {points.length > 0 && (
          <section class="stack">
            <h4>{isFollowUp ? words.pointsOfMain : words.points}</h4>
            <ul class="points">
              {points.map((point, nth) => (
                <Point key={nth} point={point} isAgain={isAgain} onSeek={onSeek} />
              ))}
            </ul>
          </section>
        )}
        {score.criteria.length > 0 && (
          <ul class="criteria">
            {score.criteria.map((criterion) => (
              <Criterion key={criterion.name} criterion={criterion} isAgain={isAgain} onSeek={onSeek} />
            ))}
          </ul>
        )}
        <Attempts score={score} onSeek={onSeek} />
      </div>
    </div>
  );
}

/** What seems to be said to whoever judges, and not to the question. */
function Attempts({ score, onSeek }: { score: Score; onSeek: Seek }): JSX.Element | null {
  const { attempts, influence } = score;
  const words = t.value.scorecard;
  if (attempts.length === 0) return null;
  return (
    <section class="stack">
      <h4>{words.attempts}</h4>
      <p class="small">
        {words.attemptsMean}{" "}
        {typeof influence === "number" && words.influence(influence, oneDecimal(Math.abs(influence)))}
      </p>
      <ul class="quotes small">
        {attempts.map(({ quote, kind, start_ms }, index) => (
          <li key={index}>
            <span class="quiet">{wordOf<typeof kind>(words.attemptKinds, kind, "")}</span>{" "}
            <q dir="auto">{asExcerpt(quote)}</q> <PlayFrom ms={start_ms} onSeek={onSeek} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Criterion({
  criterion,
  isAgain,
  onSeek,
}: {
  criterion: CriterionScore;
  isAgain: IsAgain;
  onSeek: Seek;
}): JSX.Element {
  const { name, meaning } = criterionOf(criterion.name, criterion.title);
  return (
    <li class="criterion">
      <div class="row">
        <h4 title={meaning}>
          <bdi>{name}</bdi>
        </h4>
        {(criterion.supported || criterion.evidence.length > 0) && <Level level={criterion.level} />}
      </div>
      <p class="small">{criterion.reason}</p>
      {!criterion.supported && <p class="small quiet">{t.value.scorecard.unsupported}</p>}
      <Quotes evidence={criterion.evidence} isAgain={isAgain} onSeek={onSeek} />
    </li>
  );
}

function Level({ level }: { level: number }): JSX.Element {
  return (
    <span class="level">
      {Array.from({ length: HIGHEST_LEVEL }, (_, index) => (
        <span key={index} class={index < level ? "dot dot-full" : "dot"} aria-hidden="true" />
      ))}
      <span class="small">{t.value.scorecard.level(level, HIGHEST_LEVEL)}</span>
    </span>
  );
}

function Point({ point, isAgain, onSeek }: { point: PointScore; isAgain: IsAgain; onSeek: Seek }): JSX.Element {
  const { verdicts } = t.value.scorecard;
  return (
    <li class={`point point-${point.verdict}`}>
      <span>
        <bdi>{point.point}</bdi>{" "}
        <span class="small quiet">{wordOf<typeof point.verdict>(verdicts, point.verdict, "")}</span>
      </span>
      <Quotes evidence={point.evidence} isAgain={isAgain} onSeek={onSeek} />
    </li>
  );
}

/** A quote that stands further up is not said twice: only where it is. */
export function Quotes({
  evidence,
  isAgain = () => false,
  onSeek,
}: {
  evidence: readonly Evidence[];
  isAgain?: IsAgain;
  onSeek: Seek;
}): JSX.Element | null {
  if (evidence.length === 0) return null;
  const again = evidence.filter(isAgain);
  return (
    <ul class="quotes small">
      {evidence
        .filter((each) => !isAgain(each))
        .map(({ quote, start_ms, corrected }, index) => (
          <li key={index}>
            <q dir="auto">{asExcerpt(quote)}</q>{" "}
            {corrected && <span class="quiet">{t.value.scorecard.correctedQuote} </span>}
            <PlayFrom ms={start_ms} onSeek={onSeek} />
          </li>
        ))}
      {again.length > 0 && (
        <li class="quotes-again">
          <span class="quiet">{t.value.scorecard.quotedAbove(again.length)}</span>{" "}
          {again.map(({ start_ms }, index) => (
            <PlayFrom key={index} ms={start_ms} onSeek={onSeek} />
          ))}
        </li>
      )}
    </ul>
  );
}

function PlayFrom({ ms, onSeek }: { ms: number | null; onSeek: Seek }): JSX.Element | null {
  if (ms === null || !onSeek) return null;
  return (
    <button
      type="button"
      class="button button-link small"
      onClick={() => onSeek(ms)}
      aria-label={t.value.transcript.playFrom(clock(ms))}
    >
      {clock(ms)}
    </button>
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
