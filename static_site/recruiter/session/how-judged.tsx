import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerProgressView, Sample, ScoreChange, ScoreList, ScoreVersionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { dateAndTime, dollars, oneDecimal, signed } from "../../shared/format";
import { wordOf } from "../../shared/words/codes";
import { type Loaded, useLoaded } from "../page/loading";
import { isUsual, readableRubric } from "../templates/rubric-draft";
import { RubricInWords } from "../templates/rubric-in-words";
import { t } from "../words";
import { criterionOf, outOfTen, scoredBy } from "./score-words";

/** Of a hash, as much as tells two apart. */
const SHORT = 8;

/** How a score came about, and every other one that was made of the answer. It is brought when somebody wants to know. */
export function HowJudged({
  api,
  sessionId,
  answer,
}: {
  api: Api;
  sessionId: string;
  answer: AnswerProgressView;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.value.judged.title}</summary>
      {isOpen && <Versions api={api} sessionId={sessionId} answer={answer} />}
    </details>
  );
}

/** Where a score was made anew: since when it counts, and what it changed. */
export function JudgedAgain({
  api,
  sessionId,
  answer,
}: {
  api: Api;
  sessionId: string;
  answer: AnswerProgressView;
}): JSX.Element | null {
  const { data } = useVersions(api, sessionId, answer);
  const counting = data?.versions.find(({ counts }) => counts);
  if (!data || !counting || counting.version === 0) return null;
  return (
    <div class="notice small">
      <p>
        <strong>
          <time dateTime={counting.scored_at}>{t.value.judged.again(dateAndTime(counting.scored_at))}</time>
        </strong>
      </p>
      {counting.change && <Change change={counting.change} before={data.versions.indexOf(counting)} />}
    </div>
  );
}

function useVersions(api: Api, sessionId: string, answer: AnswerProgressView): Loaded<ScoreList> {
  const { question_index, version, asked_for, is_awaited } = answer;
  const path = { session_id: sessionId, question_index };
  const key = [sessionId, question_index, version, asked_for, is_awaited].join(" ");
  return useLoaded<ScoreList>(key, (signal) =>
    api.get("/api/sessions/{session_id}/answers/{question_index}/scores", { path, signal }),
  );
}

function Versions({
  api,
  sessionId,
  answer,
}: {
  api: Api;
  sessionId: string;
  answer: AnswerProgressView;
}): JSX.Element {
  const words = t.value.judged;
  const { data, error, reload } = useVersions(api, sessionId, answer);
  if (!data) return error === null ? <Busy>{words.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  const counting = data.versions.find(({ counts }) => counts);
  const newest = data.versions.at(-1);
  const isMissing = !data.is_awaited && data.asked_for > (newest?.version ?? 0);
  return (
    <div class="stack small judged">
      {isMissing && <p class="notice notice-warn">{words.notMade}</p>}
      {counting && <Facts version={counting} />}
      {(data.versions.length > 1 || (data.versions.length > 0 && !counting)) && (
        <section class="stack" aria-label={words.all}>
          <h4>{words.all}</h4>
          <ol class="versions">
            {data.versions.map((each, place) => (
              <Version key={each.scored_at} version={each} number={place + 1} />
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

/** One of the scores, and what it changed. */
function Version({ version, number }: { version: ScoreVersionView; number: number }): JSX.Element {
  const words = t.value.judged;
  const { score, change, counts, of_other_words, scored_at } = version;
  const [isOpen, setOpen] = useState(false);
  return (
    <li class="stack">
      <p>
        <strong>{words.version(number)}</strong>, <time dateTime={scored_at}>{dateAndTime(scored_at)}</time>:{" "}
        <strong>{score.overall === null ? words.noFigure : outOfTen(score.overall)}</strong>{" "}
        {counts && <span class="chip chip-plain">{words.counts}</span>}
        {of_other_words && <span class="chip chip-plain">{words.ofOtherWords}</span>}
      </p>
      {change && <Change change={change} before={number - 1} />}
      {!counts && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{words.titleOf(number)}</summary>
          {isOpen && <Facts version={version} />}
        </details>
      )}
    </li>
  );
}

/** What a score changed, against the one that is called `before`. */
function Change({ change, before }: { change: ScoreChange; before: number }): JSX.Element {
  const words = t.value.judged;
  return (
    <>
      <p>
        {change.overall === 0
          ? words.unchanged(before)
          : change.overall !== null && words.against(signed(change.overall), before)}{" "}
        {change.differs_in.length > 0
          ? words.because(change.differs_in.map((each) => wordOf<typeof each>(words.differences, each, each)))
          : words.sameAgain}
      </p>
      <ul class="bullets">
        {change.criteria
          .filter(({ change: by }) => by !== 0)
          .map(({ name, title, before, after, change: by }) => (
            <li key={name}>
              <bdi>{criterionOf(name, title).name}</bdi>: {words.level(before, after, by === null ? null : signed(by))}
            </li>
          ))}
      </ul>
    </>
  );
}

/** By what one score was made: model, rubric, instructions, and each sample. */
function Facts({ version: { score, rubric } }: { version: ScoreVersionView }): JSX.Element {
  const words = t.value.judged;
  const { samples, prompt_version, prompt_hash, rubric_hash } = score;
  const costs = samples.map(({ cost_usd }) => cost_usd).filter((cost) => typeof cost === "number");
  const scorer = scoredBy(score);
  const facts: [name: string, value: string | null][] = [
    [words.model, scorer ?? words.noModel],
    [words.instructions, words.versionAndHash(String(prompt_version), short(prompt_hash))],
    [words.costs, costs.length > 0 ? dollars(costs.reduce((sum, cost) => sum + cost, 0)) : null],
  ];
  const version = short(rubric_hash);
  return (
    <div class="stack">
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt class="quiet">{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {samples.length > 0 && (
        <ol class="bullets" aria-label={words.samples}>
          {samples.map((sample, place) => (
            <li key={place}>{sampleInWords(sample)}</li>
          ))}
        </ol>
      )}
      {rubric ? (
        <>
          <p>{isUsual(rubric) ? words.byUsual(version) : words.byRubric(version)}</p>
          <RubricInWords rubric={readableRubric(rubric)} />
        </>
      ) : (
        <p>{words.rubricUnknown(version)}</p>
      )}
    </div>
  );
}

/** How it was asked for and what it took, as far as that is known. */
function sampleInWords(sample: Sample): string {
  const words = t.value.judged.sample;
  const said = [
    typeof sample.overall === "number" ? words.figure(oneDecimal(sample.overall)) : words.noFigure,
    sample.system_fingerprint && words.fingerprint(sample.system_fingerprint),
    ...(sample.indicative ? [] : asOfModel(sample)),
    words.took(oneDecimal(sample.latency_ms / 1000)),
    typeof sample.cost_usd === "number" && dollars(sample.cost_usd),
  ];
  return said.filter(Boolean).join(" · ");
}

/** What only a language model heeds and uses: of any other judge it would be untrue, though it was asked for. */
function asOfModel({ effort, budget, usage, temperature, seed }: Sample): (string | false | null | undefined)[] {
  const words = t.value.judged.sample;
  return [
    effort && words.effort(effort),
    typeof budget === "number" && words.budget(budget),
    words.tokens(usage.prompt_tokens, usage.completion_tokens),
    typeof usage.reasoning_tokens === "number" && words.reasoning(usage.reasoning_tokens),
    words.drawn(oneDecimal(temperature), seed),
  ];
}

function short(hash: string): string {
  return hash.slice(0, SHORT);
}
