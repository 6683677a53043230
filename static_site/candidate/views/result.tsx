import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useState } from "preact/hooks";

import type { AnswerResultView, CandidateResultView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { NotSent } from "../../shared/error-notice";
import { list, oneDecimal } from "../../shared/format";
import { MAX_COMMENT, MAX_CONTEST } from "../../shared/limits";
import { moment } from "../../shared/moment";
import { RoomLeft, useRoom } from "../../shared/room-left";
import { t as shared } from "../../shared/words/shared";
import { placeOf } from "../interview/question-order";
import type { Result } from "../interview/result";
import { resultWords } from "../result-words";
import { t } from "../words";
import { SelfIdentification } from "./self-identification";
import { useSending } from "./sending";

const RATINGS = [1, 2, 3, 4, 5] as const;

/** What was judged, for the one whose answers they are; it grows while they are processed. */
export function ResultView({ result }: { result: Result }): JSX.Element {
  useEffect(() => {
    const leaving = new AbortController();
    void result.watch(leaving.signal);
    return () => leaving.abort();
  }, [result]);
  const words = resultWords.value;
  const shown = result.shown.value;
  if (result.isGone.value) return <p class="quiet">{words.gone}</p>;
  if (shown === null) return <Busy>{shared.value.later.loading}</Busy>;
  return (
    <>
      <section class="card stack" aria-labelledby="result">
        <h2 id="result">{words.heading}</h2>
        <Intro shown={shown} />
        {!shown.ready && <Awaited shown={shown} isSlow={result.isSlow.value} />}
        <p class="visually-hidden" role="status">
          {shown.ready && shown.answers.some(({ standing }) => standing !== "nothing") && words.ready}
        </p>
        {shown.answers.map((answer) => (
          <Answer key={answer.question_index} answer={answer} of={shown} />
        ))}
        <p class="small quiet">{words.until(moment(shown.readable_until))}</p>
      </section>
      <Judged shown={shown} />
      {(shown.ready || shown.contest !== null) && <Contest result={result} shown={shown} />}
      <Satisfaction result={result} shown={shown} />
      {shown.asks_self_identification && <SelfIdentification result={result} hasSaid={shown.has_self_identified} />}
    </>
  );
}

/** Promises what there is, and no example or verdict beyond it. */
function Intro({ shown }: Pick<Said, "shown">): JSX.Element | null {
  const words = resultWords.value;
  const judged = shown.answers.filter(({ standing }) => standing === "judged");
  if (shown.people_only) return <p>{words.peopleOnly(shown.organisation_name)}</p>;
  if (judged.length === 0) return null;
  return <p>{judged.some((answer) => exampleOf(answer) !== undefined) ? words.introWithExample : words.intro}</p>;
}

function Awaited({ shown, isSlow }: { shown: CandidateResultView; isSlow: boolean }): JSX.Element {
  const id = useId();
  const words = resultWords.value;
  const known = shown.answers.filter(({ standing }) => standing !== "awaited").length;
  return (
    <div class="stack">
      <label for={id}>{words.awaited(known, shown.answers.length)}</label>
      <progress id={id} class="delivery" max={shown.answers.length} value={known} />
      <p class="quiet">{isSlow ? words.slow : words.mayLeave}</p>
    </div>
  );
}

function Answer({ answer, of }: { answer: AnswerResultView; of: CandidateResultView }): JSX.Element {
  // As the interview has them: by index.
  const questions = [...of.answers].sort((a, b) => a.question_index - b.question_index);
  return (
    <article class="result-answer stack">
      <h3>{t.value.questions.title(placeOf(questions, answer.question_index))}</h3>
      <p class="quiet small">
        <bdi>{answer.question}</bdi>
      </p>
      <Bullets answer={answer} isIndicative={of.judges.some(({ indicative }) => indicative)} />
    </article>
  );
}

function Bullets({ answer, isIndicative }: { answer: AnswerResultView; isIndicative: boolean }): JSX.Element {
  const words = resultWords.value;
  if (answer.standing === "nothing") return <p>{words.nothing}</p>;
  if (answer.standing === "awaited") return <p>{words.awaitedAnswer}</p>;
  if (answer.standing === "person") return <p>{words.person[answer.why ?? "unsure"]}</p>;
  const { strength, missing, figure } = answer;
  return (
    <>
      <ul class="points">
        {strength && (
          <Bullet name={isIndicative ? words.strongAsCounted : words.strong}>
            {strength.in_part ? words.inPart : named(strength, words.strengths, words.strengthOf)}{" "}
            {strength.quote && <q class="own-words">{strength.quote}</q>}
          </Bullet>
        )}
        {missing && (
          <Bullet name={words.missing}>
            {missing.left_open ? words.leftOpen : named(missing, words.lacks, words.lackOf)}
          </Bullet>
        )}
        <Example phrase={exampleOf(answer)} />
        {!missing && <Bullet name={words.missing}>{words.nothingMissing}</Bullet>}
      </ul>
      {typeof figure?.overall === "number" && (
        <p>
          {words.figure(oneDecimal(figure.overall), oneDecimal(figure.low ?? 0), oneDecimal(figure.high ?? 10))}{" "}
          {figure.indicative && words.indicative}
        </p>
      )}
    </>
  );
}

function Bullet({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <li>
      <strong>{name}</strong> {children}
    </li>
  );
}

function Example({ phrase }: { phrase: string | undefined }): JSX.Element | null {
  return phrase === undefined ? null : (
    <Bullet name={resultWords.value.example}>
      <q>{phrase}</q>
    </Bullet>
  );
}

type Usual = Readonly<Record<"content" | "structure" | "clarity" | "delivery", string>>;

/** A criterion that the organisation wrote itself is told by what it calls it. */
interface Named {
  criterion: string;
  title?: string | null;
}

function named({ criterion, title = null }: Named, usual: Usual, own: (title: string) => string): string {
  return title === null ? usual[criterion as keyof Usual] : own(title);
}

function phraseFor({ criterion, title = null }: Named): string | undefined {
  return title === null ? resultWords.value.examples[criterion as keyof Usual] : undefined;
}

function exampleOf({ missing }: AnswerResultView): string | undefined {
  return missing ? (missing.example ?? phraseFor(missing)) : undefined;
}

function Judged({ shown }: { shown: CandidateResultView }): JSX.Element {
  const words = resultWords.value.judged;
  const judges = shown.judges.map(({ model, service }) => (model === service ? model : words.judge(model, service)));
  const usual = shown.criteria.filter(({ title }) => title === null);
  const own = shown.criteria.flatMap(({ title }) => (title === null ? [] : [words.own(title)]));
  const clauses = usual.map(({ name }) => words.criteria[name as keyof Usual]);
  return (
    <section class="card stack" aria-labelledby="judged">
      <h2 id="judged">{words.heading}</h2>
      {judges.length === 0 ? (
        <p>{shown.ready ? words.byNone : words.notYet}</p>
      ) : (
        <>
          <p>
            {words.what} {clauses.length > 0 && words.usual(list(clauses))} {own.length > 0 && words.named(list(own))}{" "}
            {words.notYou}
          </p>
          <p>{words.by(list(judges))}</p>
          {shown.judges.some(({ indicative }) => indicative) && <p>{resultWords.value.indicative}</p>}
        </>
      )}
      <p>
        {judges.length > 0 && words.noMachine} {words.decides(shown.organisation_name)}
      </p>
    </section>
  );
}

interface Said {
  readonly result: Result;
  readonly shown: CandidateResultView;
}

/** A person is to look again: who reads it, and that people decide. */
function Contest({ result, shown: { contest, organisation_name } }: Said): JSX.Element {
  const id = useId();
  const words = resultWords.value.contest;
  const [text, setText] = useState(contest?.text ?? "");
  const { onPaste, cut } = useRoom(MAX_CONTEST);
  const { isSending, error, send } = useSending();
  return (
    <section class="card stack" aria-labelledby="contest">
      <h2 id="contest">{words.heading}</h2>
      <p>{words.who(organisation_name)}</p>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send(() => result.contest(text));
        }}
      >
        <div class="field">
          <label for={id}>{words.label}</label>
          <textarea
            id={id}
            class="input"
            rows={3}
            required
            maxLength={MAX_CONTEST}
            value={text}
            onPaste={onPaste}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <RoomLeft length={text.length} most={MAX_CONTEST} cut={cut} />
        </div>
        <div class="row">
          <button class="button button-quiet" aria-disabled={isSending}>
            {contest ? words.change : words.send}
          </button>
          <p role="status" class="small">
            {isSending ? resultWords.value.sending : contest && words.sent(moment(contest.changed_at))}
          </p>
        </div>
        <NotSent error={error} />
      </form>
    </section>
  );
}

/** One question, from 1 to 5. */
function Satisfaction({ result, shown: { satisfaction } }: Said): JSX.Element {
  const id = useId();
  const words = resultWords.value.satisfaction;
  const [rating, setRating] = useState(satisfaction?.rating ?? null);
  const [comment, setComment] = useState(satisfaction?.comment ?? "");
  const { onPaste, cut } = useRoom(MAX_COMMENT);
  const { isSending, error, send } = useSending();
  return (
    <section class="card" aria-labelledby="satisfaction">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (rating !== null) send(() => result.rate(rating, comment));
        }}
      >
        <h2 id="satisfaction">{words.heading}</h2>
        <p class="quiet" id={`${id}-hint`}>
          {words.hint}
        </p>
        <fieldset class="ratings" aria-describedby={`${id}-hint`}>
          <legend class="visually-hidden">{words.heading}</legend>
          {RATINGS.map((value, nth) => (
            <label key={value}>
              <input
                type="radio"
                name={id}
                required
                value={value}
                checked={rating === value}
                onChange={() => setRating(value)}
              />
              <span>{words.scale[nth]}</span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={`${id}-comment`}>{words.comment}</label>
          <textarea
            id={`${id}-comment`}
            class="input"
            rows={2}
            maxLength={MAX_COMMENT}
            value={comment}
            onPaste={onPaste}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
          <RoomLeft length={comment.length} most={MAX_COMMENT} cut={cut} />
        </div>
        <div class="row">
          <button class="button button-quiet" aria-disabled={isSending}>
            {satisfaction ? words.change : words.send}
          </button>
          <p role="status" class="small">
            {isSending ? resultWords.value.sending : satisfaction && words.sent}
          </p>
        </div>
        <NotSent error={error} />
      </form>
    </section>
  );
}
