import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { NoteList, NoteView } from "../../../shared/api-types";
import { ErrorNotice } from "../../../shared/error-notice";
import { FieldError, described, lengthProblem } from "../../../shared/field-errors";
import { clock, dateAndTime } from "../../../shared/format";
import { MAX_NOTE } from "../../../shared/limits";
import { useSending } from "../../../shared/sending";
import { useLoaded } from "../../page/loading";
import { t as shares } from "../../shares/words";
import { useUnsaved } from "../../page/unsaved";
import { t } from "../../words";
import { type Asked, titleOf } from "../asked";
import { Save } from "./decision-form";
import { momentOf } from "./moment";

/** Leads to a question, and to a place on its recording's clock where one is named. */
export type GoTo = (questionIndex: number, ms?: number | null) => void;

/** What people wrote down, newest first, and one more. */
export function Notes({
  api,
  sessionId,
  asked,
  news,
  onGoTo,
}: {
  api: Api;
  sessionId: string;
  asked: readonly Asked[];
  news: number;
  onGoTo: GoTo;
}): JSX.Element {
  const words = t.value.decisions.notes;
  const [limit, setLimit] = useState(20);
  const path = { session_id: sessionId };
  const { data, error, reload } = useLoaded<NoteList>(`${sessionId} ${limit}`, (signal) =>
    api.get("/api/sessions/{session_id}/notes", { path, query: { limit }, signal }),
  );
  useEffect(() => {
    if (news > 0) reload();
  }, [news, reload]);
  const [text, setText] = useState("");
  const [on, setOn] = useState("");
  const [tried, setTried] = useState(false);
  const sending = useSending(reload);

  async function add(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (problemOf(text)) return;
    const index = on === "" ? null : Number(on);
    const body = { text: text.trim(), question_index: index, at_ms: index === null ? null : momentOf(index) };
    if (!(await sending.send((id) => api.post("/api/sessions/{session_id}/notes", { path, body: { id, ...body } }))))
      return;
    setText("");
    setTried(false);
  }

  useUnsaved(() => text.trim() !== "");
  const problem = tried ? problemOf(text) : undefined;
  return (
    <section class="stack" aria-labelledby="notes">
      <h3 id="notes">{words.title}</h3>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {data?.notes.length === 0 && <p class="small quiet">{words.none}</p>}
      <ul class="bullets">
        {data?.notes.map((note) => (
          <Note key={note.id} note={note} asked={asked} onGoTo={onGoTo} />
        ))}
      </ul>
      {data?.next_cursor && limit < 100 && (
        <button type="button" class="button button-quiet button-small" onClick={() => setLimit(100)}>
          {t.value.decisions.people.more}
        </button>
      )}
      <form class="stack" onSubmit={(event) => void add(event)} noValidate>
        <div class="field">
          <label for="note-text">{words.text}</label>
          <textarea
            id="note-text"
            class="input"
            rows={2}
            value={text}
            {...described("note-text", problem)}
            onInput={(event) => {
              setText(event.currentTarget.value);
              sending.changed();
            }}
          />
          <FieldError id="note-text" problem={problem} />
        </div>
        <div class="field">
          <label for="note-on">{words.on}</label>
          <select
            id="note-on"
            class="input"
            value={on}
            aria-describedby="note-moment"
            onChange={(event) => {
              setOn(event.currentTarget.value);
              sending.changed();
            }}
          >
            <option value="">{words.whole}</option>
            {asked.map((each) => (
              <option key={each.answer.question_index} value={each.answer.question_index}>
                {titleOf(each)}
              </option>
            ))}
          </select>
          <p class="hint" id="note-moment">
            {words.moment}
          </p>
        </div>
        <Save sending={sending} label={words.add} />
      </form>
    </section>
  );
}

function Note({ note, asked, onGoTo }: { note: NoteView; asked: readonly Asked[]; onGoTo: GoTo }): JSX.Element {
  const words = t.value.decisions.notes;
  const { question_index: index, at_ms: ms } = note;
  const about = asked.find(({ answer }) => answer.question_index === index);
  return (
    <li>
      <p class="own-words">{note.text}</p>
      <p class="small quiet">
        <bdi>{note.author.name}</bdi>
        {note.author.role === "viewer" && <> ({shares.value.viewer})</>},{" "}
        <time dateTime={note.at}>{dateAndTime(note.at)}</time>{" "}
        {about && index !== null && (
          <button type="button" class="button button-link small" onClick={() => onGoTo(index, ms)}>
            {ms === null ? titleOf(about) : words.at(titleOf(about), clock(ms))}
          </button>
        )}
      </p>
    </li>
  );
}

function problemOf(text: string): (() => string) | undefined {
  return text.trim() ? lengthProblem(text, MAX_NOTE) : () => t.value.decisions.notes.textMissing;
}
