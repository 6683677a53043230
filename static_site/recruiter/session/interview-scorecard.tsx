import type { ComponentChildren, JSX } from "preact";

import type { Bullet, CriterionSummary, Scorecard, ScorecardVersion, Unscored } from "../../shared/api-types";
import { dateAndTime, oneDecimal } from "../../shared/format";
import { wordOf } from "../../shared/words/codes";
import type { Inline } from "../../shared/words/inline";
import { t } from "../words";
import { type Asked, titleOf } from "./asked";
import { HIGHEST_LEVEL, criterionOf } from "./score-words";

type Where = (questionIndex: number) => Asked | undefined;
type GoTo = (questionIndex: number) => void;

/** What the whole interview comes to: how sure that is, what it rests on, and where to look. */
export function InterviewScorecard({
  made: { scorecard, made_at },
  asked,
  onGoTo,
}: {
  made: ScorecardVersion;
  asked: readonly Asked[];
  onGoTo: GoTo;
}): JSX.Element {
  const words = t.value.interviewScorecard;
  const { overall, low, high, confidence, indicative, scored_answers: scored, answers } = scorecard;
  const where: Where = (index) => asked.find(({ answer }) => answer.question_index === index);
  const sure = [
    low !== null && high !== null && low < high && t.value.scorecard.between(oneDecimal(low), oneDecimal(high)),
    confidence && wordOf<typeof confidence>(t.value.scorecard.confidence, confidence, ""),
    indicative && t.value.scorecard.indicative,
  ].filter(Boolean);
  return (
    <section class="card stack" aria-labelledby="interview-scorecard">
      <h2 id="interview-scorecard" tabIndex={-1}>
        {words.title}
      </h2>
      <div class="scorecard">
        <div class="stack">
          {overall === null ? (
            <p class="notice notice-warn">
              <strong>{words.noOverall}</strong> {words.why(scored, answers)}
            </p>
          ) : (
            <>
              <p class="overall">
                {t.value.scorecard.overall(
                  (text) => (
                    <strong>{text}</strong>
                  ),
                  (text) => (
                    <span class="quiet">{text}</span>
                  ),
                  oneDecimal(overall),
                )}
              </p>
              {scored < answers && <p class="notice notice-warn">{words.ofPart(scored, answers)}</p>}
            </>
          )}
          {sure.length > 0 && <p class="small quiet">{sure.join(" · ")}</p>}
          <NeedsPerson unscored={scorecard.unscored} where={where} onGoTo={onGoTo} />
        </div>
        {scorecard.criteria.length > 0 && (
          <section class="stack">
            <h3>{words.criteria}</h3>
            <ul class="bars">
              {scorecard.criteria.map((criterion) => (
                <CriterionBar key={criterion.name} criterion={criterion} of={answers} />
              ))}
            </ul>
          </section>
        )}
      </div>
      <div class="columns">
        <Bullets title={words.strengths} bullets={scorecard.strengths} of={scorecard} where={where} onGoTo={onGoTo} />
        <Bullets title={words.gaps} bullets={scorecard.gaps} of={scorecard} where={where} onGoTo={onGoTo} />
        <Bullets title={words.probes} bullets={scorecard.probes} of={scorecard} where={where} onGoTo={onGoTo} />
      </div>
      <p class="small quiet">
        {scorecard.judges.length > 0 && words.judged(scorecard.judges.map(named))}{" "}
        {scorecard.rubrics.length > 1 && words.severalRubrics}{" "}
        <time dateTime={made_at}>{words.made(dateAndTime(made_at))}</time>
      </p>
    </section>
  );
}

function named({ model, service }: { model: string; service: string }): string {
  return model === service ? model : t.value.scorecard.scorer(model, service);
}

/** Answers without a figure: what they say nobody but a person tells. */
function NeedsPerson({
  unscored,
  where,
  onGoTo,
}: {
  unscored: readonly Unscored[];
  where: Where;
  onGoTo: GoTo;
}): JSX.Element | null {
  const words = t.value.interviewScorecard;
  if (unscored.length === 0) return null;
  return (
    <section>
      <h3>{words.withoutFigure}</h3>
      <ul class="bullets small">
        {unscored.map(({ question_index: index, reason }) => (
          <li key={index}>
            {wordOf<typeof reason>(words.unscored, reason, t.value.scorecard.judgeYourself)}{" "}
            <Place index={index} where={where} onGoTo={onGoTo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A bar from 0 to 5, its range on top of it; read as one sentence. */
function CriterionBar({ criterion, of }: { criterion: CriterionSummary; of: number }): JSX.Element {
  const { name, meaning } = criterionOf(criterion.name, criterion.title);
  const { level, low, high, answers } = criterion;
  const words = t.value.interviewScorecard;
  const share = (at: number): string => `${(100 * at) / HIGHEST_LEVEL}%`;
  return (
    <li class="bar">
      <span class="bar-words">
        <bdi title={meaning}>{name}</bdi>
        <span class="small">
          {t.value.scorecard.levelOf(oneDecimal(level), HIGHEST_LEVEL)}
          {low < high && <span class="quiet"> ({t.value.scorecard.between(oneDecimal(low), oneDecimal(high))})</span>}
          {answers < of && <span class="quiet"> · {words.ofAnswers(answers, of)}</span>}
        </span>
      </span>
      <span class="bar-whole" aria-hidden="true">
        <span class="bar-level" style={{ inlineSize: share(level) }} />
        <span class="bar-range" style={{ insetInlineStart: share(low), inlineSize: share(high - low) }} />
      </span>
    </li>
  );
}

function Bullets({
  title,
  bullets,
  of,
  where,
  onGoTo,
}: {
  title: string;
  bullets: readonly Bullet[];
  of: Scorecard;
  where: Where;
  onGoTo: GoTo;
}): JSX.Element | null {
  if (bullets.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="bullets small">
        {bullets.map((bullet, nth) => (
          <li key={nth}>
            {inWords(bullet, of)} <Place index={bullet.question_index} where={where} onGoTo={onGoTo} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A kind that this page does not know is told by its text. Of a criterion it is said how many answers show it. */
function inWords({ kind, text, title }: Bullet, { criteria, answers }: Scorecard): ComponentChildren {
  const kinds: Partial<Record<string, BulletInWords>> = t.value.interviewScorecard.bullets;
  const shownBy = criteria.find(({ name }) => name === text)?.answers ?? 1;
  const name = kind.startsWith("criterion_") ? criterionOf(text, title).name : text;
  return kinds[kind]?.(own, name, shownBy, answers) ?? own(text);
}

type BulletInWords = (own: Inline, text: string, shownBy: number, answers: number) => ComponentChildren;

/** What somebody wrote in a language of their own. */
function own(text: string): JSX.Element {
  return <bdi>{text}</bdi>;
}

function Place({ index, where, onGoTo }: { index: number; where: Where; onGoTo: GoTo }): JSX.Element | null {
  const asked = where(index);
  if (!asked) return null;
  return (
    <button type="button" class="button button-link small" onClick={() => onGoTo(index)}>
      {titleOf(asked)}
    </button>
  );
}
