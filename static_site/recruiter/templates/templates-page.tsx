import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { count, day, spanInWords } from "../../shared/format";
import { InviteDialog } from "../invitations/invite-dialog";
import { useKept, useLoaded } from "../loading";
import { hashOf } from "../route";
import { StaleNotice } from "../stale-notice";
import { useTitle } from "../title";

export function TemplatesPage({ api, mayWrite }: { api: Api; mayWrite: boolean }): JSX.Element {
  useTitle("Templates");
  const loaded = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const { error, reload } = loaded;
  const data = useKept("templates", loaded.data);
  const [inviting, setInviting] = useState<string | null>(null);
  return (
    <div class="stack">
      <div class="row">
        <h1 tabIndex={-1}>Templates</h1>
        {mayWrite && (
          <a class="button push" href="#/templates/new">
            New template
          </a>
        )}
      </div>
      {data ? (
        <StaleNotice error={error} onRetry={reload} />
      ) : (
        error !== null && <ErrorNotice error={error} onRetry={reload} />
      )}
      {!data && error === null && <Busy>Loading the templates…</Busy>}
      {data?.templates.length === 0 && (
        <div class="empty stack">
          <h2>No templates yet</h2>
          <p>
            A template holds the questions of an interview, how long there is to think and to answer, and what a good
            answer covers.
          </p>
        </div>
      )}
      <ul class="templates">
        {data?.templates.map((template) => (
          <li key={template.id} class="card stack">
            <h2>
              {mayWrite ? <a href={hashOf({ page: "template", id: template.id })}>{template.title}</a> : template.title}
            </h2>
            <p class="small quiet">
              {count(template.question_count, "question")}, at most {spanInWords(template.longest_s * 1000)}. Changed{" "}
              {day(template.updated_at)}.
            </p>
            <ol class="small">
              {template.opening.map((question, index) => (
                <li key={index}>{question}</li>
              ))}
            </ol>
            {template.question_count > template.opening.length && (
              <p class="small quiet">and {template.question_count - template.opening.length} more</p>
            )}
            {mayWrite && (
              <div class="row">
                <button
                  type="button"
                  class="button button-quiet button-small"
                  onClick={() => setInviting(template.id)}
                  aria-label={`Invite a candidate to ${template.title}`}
                >
                  Invite a candidate
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
