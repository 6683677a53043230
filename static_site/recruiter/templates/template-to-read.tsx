import type { JSX } from "preact";

import { spanInWords } from "../../shared/format";
import { t as recruiter } from "../words";
import { usualRubric } from "./rubric-draft";
import { RubricInWords } from "./rubric-in-words";
import { type Draft, pointsOf } from "./template-draft";
import { t } from "./words";

/** A template for those who may not change it: what is asked, what a good answer covers, and what it is judged by. */
export function TemplateToRead({ template }: { template: Draft }): JSX.Element {
  const words = t.value.reading;
  return (
    <>
      {template.questions.map((question, at) => (
        <section key={question.key} class="card stack" aria-labelledby={`question-${at}`}>
          <h2 id={`question-${at}`}>{recruiter.value.template.question(at + 1)}</h2>
          <p class="question" lang={template.language}>
            {question.text}
          </p>
          <p class="small quiet">
            {words.times(spanInWords(question.thinkingTimeS * 1000), spanInWords(question.answerTimeS * 1000))}
          </p>
          {pointsOf(question).length > 0 && (
            <>
              <h3>{words.points}</h3>
              <ul class="bullets" lang={template.language}>
                {pointsOf(question).map((point, nth) => (
                  <li key={nth}>
                    <bdi>{point}</bdi>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      ))}
      <section class="card stack" aria-labelledby="rubric">
        <h2 id="rubric">{recruiter.value.rubric.title}</h2>
        <RubricInWords rubric={template.rubric ?? usualRubric()} />
      </section>
    </>
  );
}
