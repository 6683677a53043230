import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { TemplateOutlineView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { day, spanInWords } from "../../shared/format";
import { LANGUAGES } from "../../shared/words/languages";
import { InviteDialog } from "../invitations/invite-dialog";
import { useKept, useLoaded } from "../page/loading";
import { hashOf } from "../route";
import { StaleNotice } from "../page/stale-notice";
import { useTitle } from "../page/title";
import { t as recruiter } from "../words";
import { DeleteDialog } from "./delete-dialog";
import { previewAddress } from "./preview-address";
import { t } from "./words";

/** What was done last, to be said. */
interface Done {
  what: "nowArchived" | "nowBack" | "nowDeleted";
  title: string;
}

export function TemplatesPage({ api, mayWrite }: { api: Api; mayWrite: boolean }): JSX.Element {
  const words = recruiter.value.templates;
  const ordering = t.value.list;
  useTitle(words.title);
  const loaded = useLoaded("templates", (signal) => api.get("/api/templates", { query: { archived: "true" }, signal }));
  const { error, reload } = loaded;
  const data = useKept("all-templates", loaded.data);
  const [inviting, setInviting] = useState<string | null>(null);
  const [deleting, setDeleting] = useState<TemplateOutlineView | null>(null);
  const [showsArchived, setShowsArchived] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const [fault, setFault] = useState<unknown>(null);

  const archivedCount = data?.templates.filter(({ archived_at }) => archived_at !== null).length ?? 0;
  const shown = data?.templates.filter(({ archived_at }) => showsArchived || archived_at === null);

  async function archive(template: TemplateOutlineView, archived: boolean): Promise<void> {
    setFault(null);
    setDone(null);
    try {
      await api.put("/api/templates/{template_id}/archive", { path: { template_id: template.id }, body: { archived } });
      setDone({ what: archived ? "nowArchived" : "nowBack", title: template.title });
      reload();
    } catch (reason) {
      setFault(reason);
    }
  }

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
      <div role="status">{done && <p class="notice">{ordering[done.what](done.title)}</p>}</div>
      <NotSent error={fault} />
      {data?.templates.length === 0 && (
        <div class="empty stack">
          <h2>{words.noneYet}</h2>
          <p>{words.whatFor}</p>
        </div>
      )}
      {archivedCount > 0 && (
        <label class="check">
          <input
            type="checkbox"
            checked={showsArchived}
            onChange={(event) => setShowsArchived(event.currentTarget.checked)}
          />{" "}
          <span>{ordering.showArchived(archivedCount)}</span>
        </label>
      )}
      <ul class="templates">
        {shown?.map((template) => (
          <TemplateCard
            key={template.id}
            template={template}
            mayWrite={mayWrite}
            onInvite={() => setInviting(template.id)}
            onArchive={(archived) => void archive(template, archived)}
            onDelete={() => setDeleting(template)}
          />
        ))}
      </ul>
      {inviting && (
        <InviteDialog api={api} templateId={inviting} onClose={() => setInviting(null)} onIssued={() => undefined} />
      )}
      {deleting && (
        <DeleteDialog
          api={api}
          template={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={() => {
            setDone({ what: "nowDeleted", title: deleting.title });
            setDeleting(null);
            reload();
          }}
          onArchive={() => {
            setDeleting(null);
            void archive(deleting, true);
          }}
        />
      )}
    </div>
  );
}

function TemplateCard({
  template,
  mayWrite,
  onInvite,
  onArchive,
  onDelete,
}: {
  template: TemplateOutlineView;
  mayWrite: boolean;
  onInvite: () => void;
  onArchive: (archived: boolean) => void;
  onDelete: () => void;
}): JSX.Element {
  const words = recruiter.value.templates;
  const ordering = t.value.list;
  const { id, title } = template;
  const isArchived = template.archived_at !== null;
  return (
    <li class="card stack">
      <h2>
        <a href={hashOf({ page: "template", id })}>{title}</a>
      </h2>
      {isArchived && (
        <p>
          <span class="chip chip-plain">{ordering.archived}</span>
        </p>
      )}
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
          {!isArchived && (
            <button
              type="button"
              class="button button-quiet button-small"
              onClick={onInvite}
              aria-label={words.inviteTo(title)}
            >
              {words.invite}
            </button>
          )}
          <a
            class="button button-quiet button-small"
            href={previewAddress(id)}
            target="_blank"
            rel="noopener"
            aria-label={ordering.previewOf(title)}
          >
            {ordering.preview}
          </a>
          <a
            class="button button-quiet button-small"
            href={hashOf({ page: "template", id: null, copyOf: id })}
            aria-label={ordering.duplicateOf(title)}
          >
            {ordering.duplicate}
          </a>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onArchive(!isArchived)}
            aria-label={isArchived ? ordering.takeBackOf(title) : ordering.archiveOf(title)}
          >
            {isArchived ? ordering.takeBack : ordering.archive}
          </button>
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={onDelete}
            aria-label={ordering.deleteOf(title)}
          >
            {ordering.delete}
          </button>
        </div>
      )}
    </li>
  );
}
