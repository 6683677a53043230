import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { EntryView, ReviewView } from "../../../shared/api-types";
import { ErrorNotice } from "../../../shared/error-notice";
import { dateAndTime } from "../../../shared/format";
import { t } from "../../words";
import { type Asked, titleOf } from "../asked";
import { criterionOf, outOfTen } from "../score-words";

interface Shown {
  api: Api;
  sessionId: string;
  review: ReviewView;
  asked: readonly Asked[];
}

/** What each person found, side by side, how far they agree, and all that was said. */
export function Findings(shown: Shown): JSX.Element | null {
  const { review, asked } = shown;
  const words = t.value.decisions;
  const titleOfIndex = (index: number): string => {
    const found = asked.find(({ answer }) => answer.question_index === index);
    return found ? titleOf(found) : String(index + 1);
  };
  const titles = new Map(review.rubric.criteria.map(({ name, title }) => [name, title]));
  const compared = review.agreement.filter(({ answers }) => answers > 0);
  if (review.reviewers.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="findings">
      <h3 id="findings">{words.people.title}</h3>
      <ul class="bullets small">
        {review.reviewers.map(({ author, decision, answers }) => (
          <li key={author.id}>
            <strong>
              <bdi>{author.name}</bdi>
            </strong>
            : {decision ? words.choices[decision.choice] : words.people.undecided}
            {answers.length > 0 && (
              <>
                {" · "}
                {answers
                  .map(({ question_index, overall }) =>
                    words.people.question(titleOfIndex(question_index), outOfTen(overall)),
                  )
                  .join(", ")}
              </>
            )}
          </li>
        ))}
      </ul>
      {compared.length > 0 && (
        <ul class="bullets small">
          {compared.map(({ name, within_one, answers }) => (
            <li key={name}>{words.people.agreement(criterionOf(name, titles.get(name)).name, within_one, answers)}</li>
          ))}
        </ul>
      )}
      <History {...shown} />
    </section>
  );
}

function History({ api, sessionId }: Shown): JSX.Element {
  const words = t.value.decisions.people;
  const [entries, setEntries] = useState<EntryView[]>([]);
  const [cursor, setCursor] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);

  async function load(from: string | null): Promise<void> {
    setError(null);
    try {
      const path = { session_id: sessionId };
      const page = await api.get("/api/sessions/{session_id}/decisions", { path, query: { cursor: from } });
      setEntries((before) => (from === null ? page.entries : [...before, ...page.entries]));
      setCursor(page.next_cursor);
    } catch (reason) {
      setError(reason);
    }
  }

  return (
    <details
      class="small"
      onToggle={(event) => {
        if (event.currentTarget.open) void load(null);
      }}
    >
      <summary>{words.history}</summary>
      {error !== null && <ErrorNotice error={error} />}
      <ol class="bullets">
        {entries.map(({ id, at, author, finding }) => (
          <li key={id}>
            <time dateTime={at}>{dateAndTime(at)}</time>{" "}
            <strong>
              <bdi>{author.name}</bdi>
            </strong>{" "}
            {words.said[finding.kind]}
            {"choice" in finding && <>: {t.value.decisions.choices[finding.choice]}</>}
            {"overall" in finding && <>: {outOfTen(finding.overall)}</>}
            {"reason" in finding && <span class="own-words quiet"> {finding.reason}</span>}
          </li>
        ))}
      </ol>
      {cursor !== null && (
        <button type="button" class="button button-quiet button-small" onClick={() => void load(cursor)}>
          {words.more}
        </button>
      )}
    </details>
  );
}
