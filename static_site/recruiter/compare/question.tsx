import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { AnswerProgressView, PointScore } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { wordOf } from "../../shared/words/codes";
import { hashOf } from "../route";
import { type Asked, titleOf } from "../session/asked";
import { missingScore, missingVideo } from "../session/missing";
import { Player, type Playing } from "../session/player";
import { RecordingClock } from "../session/recording-clock";
import { abstention, howSure, outOfTen } from "../session/score-words";
import { Quotes } from "../session/scorecard";
import { isSilent, silentIn } from "../session/silence";
import { AnswerChip } from "../sessions/chips";
import { hasEnded } from "../sessions/states";
import { t as recruiter } from "../words";
import { beginningOf } from "./beginning";
import { type Columns, Figure, type Here, None, Row, Table } from "./columns";
import { useAnswer } from "./loader";
import { pointsOf } from "./points";
import { type Row as Question, followUpsOf } from "./questions";
import { t } from "./words";

/** One after another is played; `now` is whose answer it is. */
export interface Turn {
  now: string | null;
  /** That answer is over, or there is none. */
  onEnd: () => void;
  /** Somebody paused it, or went elsewhere. */
  onLeft: () => void;
}

/**
 * What a column plays: `part` is which of `partsOf`. It begins there as soon as it is here, unless `fromMs` is null: then
 * it waits. Where `holdsFocus`, the player that goes had it, and the one that comes takes it.
 */
interface Cue {
  part: number;
  fromMs: number | null;
  holdsFocus: boolean;
}

const WAITS: Cue = { part: 0, fromMs: null, holdsFocus: false };

function from(part: number, fromMs: number): Cue {
  return { part, fromMs, holdsFocus: false };
}

/** The answer, and what of the follow-ups to it can be heard. */
function partsOf(candidate: Columns["all"][number], question: Question): Asked[] {
  const asked = question.asked.get(candidate.id);
  if (!asked) return [];
  return [asked, ...askedAfter(candidate, question).filter((each) => canBeHeard(candidate, each))];
}

/** Whether there is something to be played of what somebody answered, or of the follow-ups. */
export function isHeard(candidate: Columns["all"][number], question: Question): boolean {
  return partsOf(candidate, question).some((part) => canBeHeard(candidate, part));
}

function canBeHeard({ results }: Columns["all"][number], { answer }: Asked): boolean {
  return results !== null && !answer.written && answer.state !== "empty" && !isSilent(answer, silentIn(results));
}

/** A question with what each of them answered. `videoOf` is where a column's player is. */
export function QuestionTable({
  api,
  question,
  columns,
  videoOf,
  rate,
  onRate,
  turn,
}: {
  api: Api;
  question: Question;
  columns: Columns;
  videoOf: (id: string) => RefObject<HTMLVideoElement | null>;
  rate: number;
  onRate: (rate: number) => void;
  turn: Turn;
}): JSX.Element {
  const words = t.value;
  const [cues, setCues] = useState<ReadonlyMap<string, Cue>>(new Map());
  const cue = (id: string, next: Cue): void => setCues((before) => new Map(before).set(id, next));
  const points = pointsOf(columns.all.map(({ id, answer }) => [id, answer?.score ?? null]));
  const hasFollowUps = columns.all.some((candidate) => askedAfter(candidate, question).length > 0);
  /** Whoever was not asked this has nothing to say. */
  const each =
    (shown: (candidate: Here, asked: Asked) => JSX.Element): ((candidate: Here) => JSX.Element) =>
    (candidate) => {
      const asked = question.asked.get(candidate.id);
      return asked ? shown(candidate, asked) : <None />;
    };

  return (
    <Table labelledBy="compared-question" columns={columns}>
      {question.differs && (
        <Row what={words.asked} columns={columns}>
          {each(({ results: { session } }, { answer }) => (
            <p class="small" lang={session.template_language}>
              {answer.question.text}
            </p>
          ))}
        </Row>
      )}
      <Row what={words.score} columns={columns}>
        {(candidate) => {
          const asked = question.asked.get(candidate.id);
          if (!asked) return <p class="small quiet">{words.notAsked}</p>;
          const because = candidate.answer?.score?.abstained_because ?? null;
          return <Score candidate={candidate} asked={asked} because={because} />;
        }}
      </Row>
      <Row what={words.answer} columns={columns}>
        {each((candidate) => (
          <Recording
            api={api}
            candidate={candidate}
            number={question.number}
            parts={partsOf(candidate, question)}
            cue={cues.get(candidate.id) ?? WAITS}
            onCue={(next) => cue(candidate.id, next)}
            playing={{ element: videoOf(candidate.id), rate, onRate, isTouring: false, onTour: null }}
            isInSight={columns.inSight.has(candidate.id)}
            turn={turn}
          />
        ))}
      </Row>
      {points.map(({ point, found }, nth) => (
        <Row key={nth} what={<PointText>{point}</PointText>} columns={columns}>
          {each((candidate) => (
            <Point
              found={found.get(candidate.id)}
              candidate={candidate}
              onSeek={(videoMs) => cue(candidate.id, from(0, videoMs))}
            />
          ))}
        </Row>
      ))}
      <Row what={words.said} columns={columns}>
        {each((candidate, asked) => (
          <Said candidate={candidate} asked={asked} />
        ))}
      </Row>
      {hasFollowUps && (
        <Row what={words.followUps} columns={columns}>
          {each((candidate) => (
            <FollowUps candidate={candidate} followUps={askedAfter(candidate, question)} />
          ))}
        </Row>
      )}
    </Table>
  );
}

function askedAfter({ id, results }: Columns["all"][number], question: Question): Asked[] {
  const asked = question.asked.get(id);
  return results && asked ? followUpsOf(results.answers, asked) : [];
}

function PointText({ children }: { children: string }): JSX.Element {
  return <bdi>{t.value.point(children)}</bdi>;
}

/** What an answer scored, or why it did not, `because` as far as that is known; and what people gave it. */
function Score({
  candidate: { results, review },
  asked: { answer },
  because,
}: {
  candidate: Here;
  asked: Asked;
  because: Parameters<typeof abstention>[0];
}): JSX.Element {
  const { session, scores_hidden: isHidden } = results;
  const given = (review?.reviewers ?? []).flatMap(({ author, is_you: isYou, answers }) => {
    const found = answers.find(({ question_index }) => question_index === answer.question_index);
    return found ? [{ author, isYou, overall: found.overall }] : [];
  });
  return (
    <>
      {isSilent(answer, silentIn(results)) ? (
        <p class="small">{recruiter.value.answer.silent}</p>
      ) : typeof answer.overall === "number" ? (
        <>
          <p>
            <Figure of={answer.overall} />
          </p>
          <p class="small quiet">{howSure(answer)}</p>
        </>
      ) : (
        <NoScore answer={answer} session={session} isHidden={isHidden} because={because} />
      )}
      {answer.is_awaited && <p class="small quiet">{recruiter.value.rescore.awaitedShort}</p>}
      {given.length > 0 && (
        <ul class="bullets small">
          {given.map(({ author, isYou, overall }) => (
            <li key={author.id}>
              {isYou
                ? recruiter.value.decisions.judge.yours(outOfTen(overall))
                : t.value.byPerson(author.name, outOfTen(overall))}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function NoScore({
  answer,
  session,
  isHidden,
  because,
}: {
  answer: AnswerProgressView;
  session: Here["results"]["session"];
  isHidden: boolean;
  because: Parameters<typeof abstention>[0];
}): JSX.Element {
  const isOver = hasEnded(session.state);
  if (answer.state === "empty" || !isOver) return <AnswerChip answer={answer} isOver={isOver} />;
  if (isHidden) return <p class="small quiet">{recruiter.value.sessions.hidden}</p>;
  if (answer.state !== "scored") {
    return (
      <>
        <AnswerChip answer={answer} isOver={isOver} />
        <p class="small quiet">{missingScore(session)}</p>
      </>
    );
  }
  return (
    <p class="small">
      <strong>{recruiter.value.scorecard.leftToPerson}</strong> {abstention(because)}
    </p>
  );
}

/** The answer itself: its player, what was written, or why there is none; then what was asked after it. */
function Recording({
  api,
  candidate: { id, results, ...main },
  number,
  parts,
  cue,
  onCue,
  playing,
  isInSight,
  turn,
}: {
  api: Api;
  candidate: Here;
  number: number;
  parts: readonly Asked[];
  cue: Cue;
  onCue: (cue: Cue) => void;
  playing: Playing;
  isInSight: boolean;
  turn: Turn;
}): JSX.Element {
  const { session } = results;
  const part = Math.min(cue.part, parts.length - 1);
  const followUp = parts[part]?.followUp ?? null;
  const after = followUp === null ? null : (parts[part]?.answer ?? null);
  const loaded = useAnswer(api, id, after?.question_index ?? null, after?.version ?? "");
  const shown = after
    ? { answer: loaded.data, error: loaded.error, reload: loaded.reload }
    : { answer: main.answer, error: main.answerError, reload: main.reloadAnswer };
  const video = shown.answer?.video ?? null;
  const isTurn = turn.now === id;
  const isSettled = shown.answer !== null || shown.error !== null;
  const { element } = playing;
  const place = useRef<HTMLDivElement>(null);
  const followed = useRef<Cue>(WAITS);

  function goOn(holdsFocus: boolean): void {
    if (part + 1 < parts.length) onCue({ ...from(part + 1, 0), holdsFocus });
    else if (isTurn) turn.onEnd();
  }

  useEffect(() => {
    if (isTurn) onCue(from(0, 0));
  }, [isTurn]);
  useEffect(() => {
    if (cue.fromMs === null || followed.current === cue || !isSettled) return;
    followed.current = cue;
    if (video && element.current) {
      if (cue.holdsFocus) element.current.focus();
      element.current.currentTime = cue.fromMs / 1000;
      element.current.play().catch(turn.onLeft);
    } else goOn(cue.holdsFocus);
  }, [cue, isSettled, video !== null]);
  // Nobody is heard whom nobody sees.
  useEffect(() => {
    if (!isInSight) element.current?.pause();
  }, [isInSight]);

  const { candidate_name: name } = session;
  return (
    <div class="compared-player" ref={place}>
      {parts.length > 1 && (
        <div class="row" role="group" aria-label={t.value.partsOf(name)}>
          {parts.map((each, nth) => (
            <button
              key={each.answer.question_index}
              type="button"
              class="button button-quiet button-small"
              aria-pressed={nth === part}
              onClick={() => onCue(from(nth, 0))}
            >
              {each.followUp === null ? t.value.answer : t.value.followUp(each.followUp)}
            </button>
          ))}
        </div>
      )}
      {!shown.answer ? (
        shown.error === null ? (
          <Busy>{recruiter.value.answer.loading}</Busy>
        ) : (
          <ErrorNotice error={shown.error} onRetry={shown.reload} />
        )
      ) : !video ? (
        <p class="small quiet">{missingVideo(shown.answer, session)}</p>
      ) : (
        <Player
          key={shown.answer.question_index}
          video={video}
          label={followUp === null ? t.value.answerOf(name, number) : t.value.followUpOf(name, followUp, number)}
          playing={playing}
          onPlayed={() => undefined}
          onPaused={() => {
            // At the end of the video it pauses by itself.
            if (element.current?.ended) goOn(place.current?.contains(document.activeElement) ?? false);
            else if (isTurn) turn.onLeft();
          }}
          onExpired={shown.reload}
        />
      )}
    </div>
  );
}

/** What of a point was found in an answer, and by which words. */
function Point({
  found,
  candidate: { results, answer },
  onSeek,
}: {
  found: PointScore | undefined;
  candidate: Here;
  onSeek: (videoMs: number) => void;
}): JSX.Element {
  if (!found) {
    const isJudged = !results.scores_hidden && (answer?.score ?? null) !== null;
    return isJudged ? <p class="small quiet">{t.value.pointNotJudged}</p> : <None />;
  }
  const recorded = answer?.video;
  const seek = (ms: number): void => {
    if (recorded) onSeek(new RecordingClock(recorded.recorded_ms, recorded.offset_ms).toVideo(ms));
  };
  return (
    <div class={`point point-${found.verdict}`}>
      <span class="small">{wordOf<typeof found.verdict>(recruiter.value.scorecard.verdicts, found.verdict, "")}</span>
      <Quotes evidence={found.evidence} onSeek={recorded ? seek : null} />
    </div>
  );
}

/** The beginning of what was said or written, and the way to the rest. */
function Said({ candidate: { id, results, answer }, asked }: { candidate: Here; asked: Asked }): JSX.Element {
  const { session } = results;
  const begins = answer && beginningOf(answer);
  if (!begins) return <None />;
  const whole = { page: "session", id, question: asked.answer.question_index + 1 } as const;
  return (
    <>
      <p class="small written" lang={begins.language ?? session.language}>
        {begins.text}
      </p>
      {!begins.isWhole && (
        <a class="small" href={hashOf(whole)} aria-label={t.value.wholeOf(session.candidate_name)}>
          {t.value.whole}
        </a>
      )}
    </>
  );
}

function FollowUps({ candidate, followUps }: { candidate: Here; followUps: readonly Asked[] }): JSX.Element {
  const { id, results } = candidate;
  const { session } = results;
  if (followUps.length === 0) return <p class="small quiet">{t.value.noFollowUps}</p>;
  return (
    <ol class="compared-follow-ups small">
      {followUps.map((each) => (
        <li key={each.answer.question_index}>
          <a href={hashOf({ page: "session", id, question: each.answer.question_index + 1 })}>{titleOf(each)}</a>
          <p lang={session.language}>{each.answer.question.text}</p>
          <Score candidate={candidate} asked={each} because={null} />
        </li>
      ))}
    </ol>
  );
}
