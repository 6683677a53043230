import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { ConsentTextView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { spanInWords } from "../../shared/format";
import { LanguageSelect } from "../../shared/language-select";
import { type Language, language as spoken } from "../../shared/words/languages";
import type { Agreed } from "../interview/candidate-api";
import type { InterviewController } from "../interview/interview-controller";
import { t } from "../words";
import { OwnData } from "./later";
import { Heading, Page } from "./page";

/** What was agreed to, and whether people alone are to judge. */
export type Given = Pick<Agreed, "humanReviewOnly" | "hash">;

interface Props {
  controller: InterviewController;
  language: Language;
  onLanguage: (chosen: Language) => void;
  onAgree: (agreed: Given) => void;
}

/** Nothing is asked of the browser before this is agreed to. */
export function Consent({ controller, language, onLanguage, onAgree }: Props): JSX.Element {
  const [agreed, setAgreed] = useState(false);
  const [humanReviewOnly, setHumanReviewOnly] = useState(false);
  // Agreed to is what was read: in other words it is agreed to anew.
  const inLanguage = spoken.value;
  const [text, setText] = useState<ConsentTextView | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setAgreed(false);
    setText(null);
    setFault(null);
    controller.consentText(inLanguage).then(
      (shown) => isWanted && setText(shown),
      (error: unknown) => isWanted && setFault(error),
    );
    return () => {
      isWanted = false;
    };
  }, [controller, inLanguage, round]);
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
        {text ? (
          <ul class="points" aria-label={consent.mentioned}>
            {text.points.map(({ lead, text: rest }, place) => (
              <li key={place}>
                <strong>{lead}</strong> {rest}
              </li>
            ))}
          </ul>
        ) : fault === null ? (
          <Busy>{consent.loading}</Busy>
        ) : (
          <ErrorNotice error={fault} onRetry={() => setRound(round + 1)} />
        )}
        <form
          id="consent"
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (agreed && text) onAgree({ humanReviewOnly, hash: text.id });
          }}
        >
          <label class="choice">
            <input type="checkbox" required checked={agreed} disabled={!text} onChange={() => setAgreed(!agreed)} />
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
      <OwnData />
    </Page>
  );
}
