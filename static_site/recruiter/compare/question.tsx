import type { JSX, RefObject } from "preact";
import { useEffect } from "preact/hooks";

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

/** A question with what each of them answered. `videoOf` is where a column's player is. */
export function QuestionTable({
  question,
  columns,
  videoOf,
  rate,
  onRate,
  turn,
}: {
  question: Question;
  columns: Columns;
  videoOf: (id: string) => RefObject<HTMLVideoElement | null>;
  rate: number;
  onRate: (rate: number) => void;
  turn: Turn;
}): JSX.Element {
  const words = t.value;
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
          return asked ? <Score candidate={candidate} asked={asked} /> : <p class="small quiet">{words.notAsked}</p>;
        }}
      </Row>
      <Row what={words.answer} columns={columns}>
        {each((candidate) => (
          <Recording
            key={question.number}
            candidate={candidate}
            number={question.number}
            playing={{ element: videoOf(candidate.id), rate, onRate, isTouring: false, onTour: null }}
            isInSight={columns.inSight.has(candidate.id)}
            turn={turn}
          />
        ))}
      </Row>
      {points.map(({ point, found }, nth) => (
        <Row key={nth} what={<PointText>{point}</PointText>} columns={columns}>
          {each((candidate) => (
            <Point found={found.get(candidate.id)} candidate={candidate} video={videoOf(candidate.id)} />
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

/** What an answer scored, or why it did not; and what people gave it. */
function Score({ candidate, asked: { answer } }: { candidate: Here; asked: Asked }): JSX.Element {
  const { results, review, answer: whole } = candidate;
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
        <NoScore
          answer={answer}
          session={session}
          isHidden={isHidden}
          because={whole?.score?.abstained_because ?? null}
        />
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

/** The answer itself: its player, what was written, or why there is none. */
function Recording({
  candidate: { id, results, answer, answerError, reloadAnswer },
  number,
  playing,
  isInSight,
  turn,
}: {
  candidate: Here;
  number: number;
  playing: Playing;
  isInSight: boolean;
  turn: Turn;
}): JSX.Element {
  const { session } = results;
  const video = answer?.video ?? null;
  const isTurn = turn.now === id;
  const isSettled = answer !== null || answerError !== null;
  const { element } = playing;

  useEffect(() => {
    if (!isTurn || !isSettled) return;
    if (video && element.current) {
      element.current.currentTime = 0;
      element.current.play().catch(turn.onLeft);
    } else turn.onEnd();
  }, [isTurn, isSettled, video !== null]);
  // Nobody is heard whom nobody sees.
  useEffect(() => {
    if (!isInSight) element.current?.pause();
  }, [isInSight]);

  if (!answer) {
    return answerError === null ? (
      <Busy>{recruiter.value.answer.loading}</Busy>
    ) : (
      <ErrorNotice error={answerError} onRetry={reloadAnswer} />
    );
  }
  if (!video) return <p class="small quiet">{missingVideo(answer, session)}</p>;
  return (
    <div class="compared-player">
      <Player
        video={video}
        label={t.value.answerOf(session.candidate_name, number)}
        playing={playing}
        onPlayed={() => undefined}
        onPaused={() => {
          if (!isTurn) return;
          // At the end of the video it pauses by itself.
          if (element.current?.ended) turn.onEnd();
          else turn.onLeft();
        }}
        onExpired={reloadAnswer}
      />
    </div>
  );
}

/** What of a point was found in an answer, and by which words. */
function Point({
  found,
  candidate: { results, answer },
  video,
}: {
  found: PointScore | undefined;
  candidate: Here;
  video: RefObject<HTMLVideoElement | null>;
}): JSX.Element {
  if (!found) {
    const isJudged = !results.scores_hidden && (answer?.score ?? null) !== null;
    return isJudged ? <p class="small quiet">{t.value.pointNotJudged}</p> : <None />;
  }
  const recorded = answer?.video;
  const seek = (ms: number): void => {
    if (!recorded || !video.current) return;
    video.current.currentTime = new RecordingClock(recorded.recorded_ms, recorded.offset_ms).toVideo(ms) / 1000;
    void video.current.play().catch(() => undefined);
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
          <FollowUpScore candidate={candidate} asked={each} />
        </li>
      ))}
    </ol>
  );
}

function FollowUpScore({ candidate: { results }, asked: { answer } }: { candidate: Here; asked: Asked }): JSX.Element {
  const { session, scores_hidden: isHidden } = results;
  if (typeof answer.overall !== "number")
    return isHidden && answer.state !== "empty" ? (
      <p class="quiet">{recruiter.value.sessions.hidden}</p>
    ) : (
      <AnswerChip answer={answer} isOver={hasEnded(session.state)} />
    );
  return (
    <p>
      <strong>{outOfTen(answer.overall)}</strong> <span class="quiet">{howSure(answer)}</span>
    </p>
  );
}
