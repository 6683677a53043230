import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { FoundQuestionList, FoundQuestionView, Language, Question } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { LANGUAGES } from "../../shared/words/languages";
import { Dialog } from "../page/dialog";
import { useLoaded } from "../page/loading";
import { t } from "./words";

/** A pause in typing. */
const PAUSE_MS = 250;

/** Questions of other templates, to be taken with their points, times and weights. */
export function LibraryDialog({
  api,
  without,
  language,
  room,
  onTake,
  onClose,
}: {
  api: Api;
  /** The template that they are taken into. */
  without: string | null;
  language: Language;
  /** How many more fit. */
  room: number;
  onTake: (questions: readonly Question[]) => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.library;
  const [text, setText] = useState("");
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<readonly FoundQuestionView[]>([]);
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const loaded = useLoaded<FoundQuestionList>(query, (signal) =>
    api.get("/api/template-questions", { query: { q: query, without }, signal }),
  );
  const last = useRef(loaded.data);
  last.current = loaded.data ?? last.current;
  const found = last.current;
  const isFull = chosen.length >= room;
  const toggle = (question: FoundQuestionView): void =>
    setChosen(isOf(chosen, question) ? chosen.filter((each) => !isSame(each, question)) : [...chosen, question]);
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form
        role="search"
        class="field"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery(text.trim());
        }}
      >
        <label for="library-search">{words.search}</label>
        <input
          id="library-search"
          class="input"
          type="search"
          dir="auto"
          autocomplete="off"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
      {loaded.error !== null && <ErrorNotice error={loaded.error} onRetry={loaded.reload} />}
      {!found && loaded.error === null && <Busy>{words.loading}</Busy>}
      <p class="small quiet" role="status">
        {found && words.found(found.questions.length, found.more)}
      </p>
      <ul class="library">
        {found?.questions.map((each) => (
          <li key={`${each.template_id} ${each.question.text}`}>
            <label class="check">
              <input
                type="checkbox"
                checked={isOf(chosen, each)}
                disabled={isFull && !isOf(chosen, each)}
                onChange={() => toggle(each)}
              />{" "}
              <span>
                <bdi>{each.question.text}</bdi>
                <span class="small quiet library-about">
                  {words.about(each.template_title, each.question.expected_points.length, each.question.weight)}
                  {each.language !== language && ` ${words.inLanguage(LANGUAGES[each.language])}`}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {isFull && <p class="hint">{words.noRoom(room)}</p>}
      <div class="actions">
        <button
          type="button"
          class="button"
          disabled={chosen.length === 0}
          onClick={() => onTake(chosen.map(({ question }) => question))}
        >
          {words.take(chosen.length)}
        </button>
        <button type="button" class="button button-quiet" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  );
}

/** However often it was fetched. */
function isSame(one: FoundQuestionView, other: FoundQuestionView): boolean {
  return one.template_id === other.template_id && one.question.text === other.question.text;
}

function isOf(chosen: readonly FoundQuestionView[], question: FoundQuestionView): boolean {
  return chosen.some((each) => isSame(each, question));
}
