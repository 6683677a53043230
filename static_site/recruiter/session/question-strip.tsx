import type { JSX } from "preact";

import type { SessionView } from "../../shared/api-types";
import { hashOf } from "../route";
import { hasEnded, stateOf } from "../sessions/states";
import { t } from "../words";
import { type Asked, titleOf } from "./asked";
import type { Noticed } from "./noticed";
import { outOfTen } from "./score-words";
import { isSilent } from "./silence";

/** Every question in a row, with its score and its flags; one of them is shown below. */
export function QuestionStrip({
  asked,
  session,
  noticed,
  shown,
  silent,
  canBeShown,
  onChoose,
}: {
  asked: readonly Asked[];
  session: SessionView;
  noticed: Noticed;
  shown: number | null;
  silent: ReadonlySet<number>;
  canBeShown: (asked: Asked) => boolean;
  onChoose: (questionIndex: number) => void;
}): JSX.Element {
  return (
    <nav class="strip" aria-label={t.value.session.questions}>
      <ol>
        {asked.map((each) => {
          const index = each.answer.question_index;
          const inside = <InShort asked={each} session={session} flags={noticed.of(index).counting} silent={silent} />;
          const address = hashOf({ page: "session", id: session.id, question: index + 1 });
          return (
            <li key={index} class={each.followUp === null ? undefined : "strip-follow-up"}>
              {canBeShown(each) ? (
                <a
                  href={address}
                  title={each.answer.question.text}
                  aria-current={index === shown ? "true" : undefined}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                    event.preventDefault();
                    onChoose(index);
                  }}
                >
                  {inside}
                </a>
              ) : (
                <span class="strip-item" title={each.answer.question.text}>
                  {inside}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function InShort({
  asked,
  session,
  flags,
  silent,
}: {
  asked: Asked;
  session: SessionView;
  flags: number;
  silent: ReadonlySet<number>;
}): JSX.Element {
  const { overall, indicative, is_awaited: isAwaited } = asked.answer;
  const state = stateOf(asked.answer, hasEnded(session.state));
  const said = isSilent(asked.answer, silent) ? t.value.answer.silentShort : t.value.answerStates[state];
  const notes = [
    typeof overall !== "number" && said,
    indicative && t.value.scorecard.indicativeShort,
    isAwaited && t.value.rescore.awaitedShort,
  ].filter(Boolean);
  return (
    <>
      <span class="strip-line">
        <span>{titleOf(asked)}</span>
        {typeof overall === "number" && <strong>{outOfTen(overall)}</strong>}
      </span>
      {(notes.length > 0 || flags > 0) && (
        <span class="strip-line small">
          <span class="quiet">{notes.join(" · ")}</span>
          {flags > 0 && <span class="strip-flags">{t.value.session.flags(flags)}</span>}
        </span>
      )}
    </>
  );
}
