import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

import type { Bullet, CriterionSummary, Scorecard, ScorecardVersion, Unscored } from "../../shared/api-types";
import { dateAndTime, oneDecimal, spanInWords } from "../../shared/format";
import { wordOf } from "../../shared/words/codes";
import type { Inline } from "../../shared/words/inline";
import { own } from "../page/own";
import { t } from "../words";
import { type Asked, titleOf } from "./asked";
import type { Fact } from "./facts";
import { nameOfType } from "./flags";
import { HIGHEST_LEVEL, criterionOf, howSure } from "./score-words";

type Where = (questionIndex: number) => Asked | undefined;
type GoTo = (questionIndex: number) => void;

/** Of each list that are shown at first: so many are read in a minute. */
const AT_FIRST = 3;
const MOST_FACTS = 6;

/** What the whole interview comes to: how sure that is, what it rests on, where to look, and what else is to be known. */
export function InterviewScorecard({
  made: { scorecard, made_at },
  asked,
  facts,
  onGoTo,
}: {
  made: ScorecardVersion;
  asked: readonly Asked[];
  facts: readonly Fact[];
  onGoTo: GoTo;
}): JSX.Element {
  const words = t.value.interviewScorecard;
  const [isWhole, setWhole] = useState(false);
  const lists: [title: string, bullets: readonly Bullet[]][] = [
    [words.strengths, scorecard.strengths],
    [words.gaps, scorecard.gaps],
    [words.probes, scorecard.probes],
  ];
  const more = lists.reduce((sum, [, bullets]) => sum + Math.max(0, bullets.length - AT_FIRST), 0);
  const { overall, scored_answers: scored, answers } = scorecard;
  const where: Where = (index) => asked.find(({ answer }) => answer.question_index === index);
  const sure = howSure(scorecard);
  return (
    <section class="card stack brief" aria-labelledby="interview-scorecard">
      <h2 id="interview-scorecard" tabIndex={-1}>
        {words.title}
      </h2>
      <div class="scorecard">
        <div class="stack brief-overall">
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
          {sure && <p class="small quiet">{sure}</p>}
          <NeedsPerson unscored={scorecard.unscored} where={where} onGoTo={onGoTo} />
        </div>
        {scorecard.criteria.length > 0 && (
          <section class="stack">
            <h3 class="visually-hidden">{words.criteria}</h3>
            <ul class="bars">
              {scorecard.criteria.map((criterion) => (
                <CriterionBar key={criterion.name} criterion={criterion} of={answers} />
              ))}
            </ul>
          </section>
        )}
      </div>
      <div class="columns">
        {lists.map(([title, bullets]) => (
          <Bullets
            key={title}
            title={title}
            bullets={isWhole ? bullets : bullets.slice(0, AT_FIRST)}
            of={scorecard}
            where={where}
            onGoTo={onGoTo}
          />
        ))}
      </div>
      <Facts facts={facts} where={where} onGoTo={onGoTo} />
      <div class="row small">
        {more > 0 && (
          <button
            type="button"
            class="button button-link small"
            aria-expanded={isWhole}
            onClick={() => setWhole((before) => !before)}
          >
            {isWhole ? words.fewer : words.more(more)}
          </button>
        )}
        <p class="small quiet">
          {scorecard.judges.length > 0 && words.judged(scorecard.judges.map(named))}{" "}
          {scorecard.rubrics.length > 1 && words.severalRubrics}{" "}
          <time dateTime={made_at}>{words.made(dateAndTime(made_at))}</time>
        </p>
      </div>
    </section>
  );
}

/** What is missing of the recordings, and what was noticed. */
export function Facts({
  heading: Heading = "h3",
  facts,
  where,
  onGoTo,
}: {
  heading?: "h2" | "h3";
  facts: readonly Fact[];
  where: Where;
  onGoTo: GoTo;
}): JSX.Element | null {
  const words = t.value.interviewScorecard.facts;
  if (facts.length === 0) return null;
  return (
    <section class="facts-list small" aria-labelledby="facts">
      <Heading id="facts">{words.title}</Heading>
      <ul>
        {facts.slice(0, MOST_FACTS).map((fact, nth) => (
          <li key={nth}>
            {fact.kind === "lost" ? words.lost(spanInWords(fact.ms)) : words.flags(nameOfType(fact.type), fact.count)}{" "}
            {fact.question !== null && <Place index={fact.question} where={where} onGoTo={onGoTo} />}
          </li>
        ))}
        {facts.length > MOST_FACTS && <li class="quiet">{words.more(facts.length - MOST_FACTS)}</li>}
      </ul>
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
export function CriterionBar({ criterion, of }: { criterion: CriterionSummary; of: number }): JSX.Element {
  const { name, meaning } = criterionOf(criterion.name, criterion.title);
  const { level, low, high, answers } = criterion;
  const words = t.value.interviewScorecard;
  const between = t.value.scorecard.between(oneDecimal(low), oneDecimal(high));
  const share = (at: number): string => `${(100 * at) / HIGHEST_LEVEL}%`;
  return (
    <li class="bar">
      <span class="bar-words">
        <bdi title={meaning}>{name}</bdi>
        <span class="small">
          {t.value.scorecard.levelOf(oneDecimal(level), HIGHEST_LEVEL)}
          {low < high && <span class="visually-hidden"> ({between})</span>}
          {answers < of && <span class="quiet"> · {words.ofAnswers(answers, of)}</span>}
        </span>
      </span>
      <span class="bar-whole" aria-hidden="true" title={low < high ? between : undefined}>
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

function Place({ index, where, onGoTo }: { index: number; where: Where; onGoTo: GoTo }): JSX.Element | null {
  const asked = where(index);
  if (!asked) return null;
  return (
    <button type="button" class="button button-link small" onClick={() => onGoTo(index)}>
      {titleOf(asked)}
    </button>
  );
}
