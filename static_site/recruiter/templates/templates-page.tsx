import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { day, spanInWords } from "../../shared/format";
import { LANGUAGES } from "../../shared/words/languages";
import { InviteDialog } from "../invitations/invite-dialog";
import { useKept, useLoaded } from "../page/loading";
import { hashOf } from "../route";
import { StaleNotice } from "../page/stale-notice";
import { useTitle } from "../page/title";
import { t } from "../words";

export function TemplatesPage({ api, mayWrite }: { api: Api; mayWrite: boolean }): JSX.Element {
  const words = t.value.templates;
  useTitle(words.title);
  const loaded = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const { error, reload } = loaded;
  const data = useKept("templates", loaded.data);
  const [inviting, setInviting] = useState<string | null>(null);
  return (
    <div class="stack">
      <div class="row">
        <h1 tabIndex={-1}>{words.title}</h1>
        {mayWrite && (
          <a class="button push" href="#/templates/new">
            {words.add}
          </a>
        )}
      </div>
      {data ? (
        <StaleNotice error={error} onRetry={reload} />
      ) : (
        error !== null && <ErrorNotice error={error} onRetry={reload} />
      )}
      {!data && error === null && <Busy>{words.loading}</Busy>}
      {data?.templates.length === 0 && (
        <div class="empty stack">
          <h2>{words.noneYet}</h2>
          <p>{words.whatFor}</p>
        </div>
      )}
      <ul class="templates">
        {data?.templates.map((template) => (
          <li key={template.id} class="card stack">
            <h2>
              {mayWrite ? <a href={hashOf({ page: "template", id: template.id })}>{template.title}</a> : template.title}
            </h2>
            <p class="small quiet">
              {words.about(
                template.question_count,
                spanInWords(template.longest_s * 1000),
                LANGUAGES[template.language],
                day(template.updated_at),
              )}
            </p>
            <ol class="small">
              {template.opening.map((question, index) => (
                <li key={index}>{question}</li>
              ))}
            </ol>
            {template.question_count > template.opening.length && (
              <p class="small quiet">{words.andMore(template.question_count - template.opening.length)}</p>
            )}
            {mayWrite && (
              <div class="row">
                <button
                  type="button"
                  class="button button-quiet button-small"
                  onClick={() => setInviting(template.id)}
                  aria-label={words.inviteTo(template.title)}
                >
                  {words.invite}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {inviting && (
        <InviteDialog api={api} templateId={inviting} onClose={() => setInviting(null)} onIssued={() => undefined} />
      )}
    </div>
  );
}
