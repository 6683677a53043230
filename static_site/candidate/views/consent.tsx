import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { spanInWords } from "../../shared/format";
import { LanguageSelect } from "../../shared/language-select";
import { type Language, language as spoken } from "../../shared/words/languages";
import type { InterviewController } from "../interview/interview-controller";
import { t } from "../words";
import { Heading, Page } from "./page";

interface Props {
  controller: InterviewController;
  language: Language;
  onLanguage: (chosen: Language) => void;
  onAgree: (humanReviewOnly: boolean) => void;
}

/** Nothing is asked of the browser before this is agreed to. */
export function Consent({ controller, language, onLanguage, onAgree }: Props): JSX.Element {
  const [agreed, setAgreed] = useState(false);
  const [humanReviewOnly, setHumanReviewOnly] = useState(false);
  // Agreed to is what was read: in other words it is agreed to anew.
  useEffect(() => setAgreed(false), [spoken.value]);
  const { title, questions } = controller.interview;
  const maxMs = questions.reduce((sum, { thinking_time_s, answer_time_s, follow_ups }) => {
    return sum + 1000 * (1 + follow_ups) * (thinking_time_s + answer_time_s);
  }, 0);
  const mayFollow = questions.some(({ follow_ups }) => follow_ups > 0);
  const { consent, yourInterview } = t.value;
  // A title of another direction stands apart from the sentence around it.
  const overview = {
    title: `\u2068${title}\u2069`,
    questions: questions.length,
    longest: spanInWords(maxMs),
    mayFollow,
  };
  return (
    <Page of={controller.interview}>
      <Heading>{yourInterview}</Heading>
      <div class="field">
        <label for="language">{consent.language}</label>
        <LanguageSelect id="language" value={language} hint="language-hint" onChange={onLanguage} />
        <p class="hint" id="language-hint">
          {consent.languageHint}
        </p>
      </div>
      <p>{consent.overview(overview)}</p>
      <section class="card stack" aria-labelledby="before">
        <h2 id="before">{consent.heading}</h2>
        <ul class="points">
          <li>{consent.recorded(strong)}</li>
          <li>{consent.ai(strong)}</li>
          <li>{consent.seen(strong)}</li>
          <li>{consent.kept(strong)}</li>
        </ul>
        <form
          id="consent"
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (agreed) onAgree(humanReviewOnly);
          }}
        >
          <label class="choice">
            <input type="checkbox" required checked={agreed} onChange={() => setAgreed(!agreed)} />
            <span>{consent.agree}</span>
          </label>
          <label class="choice">
            <input type="checkbox" checked={humanReviewOnly} onChange={() => setHumanReviewOnly(!humanReviewOnly)} />
            <span>
              {consent.peopleOnly} <span class="quiet small">{consent.noAi}</span>
            </span>
          </label>
        </form>
      </section>
      <div class="actions">
        <button class="button" form="consent">
          {consent.goOn}
        </button>
        <span class="quiet small">{consent.permission}</span>
      </div>
    </Page>
  );
}

function strong(text: string): JSX.Element {
  return <strong>{text}</strong>;
}
