import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ShareLinkView, ShareList, ShareView } from "../../shared/api-types";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { FieldError, described } from "../../shared/field-errors";
import { dateAndTime, day } from "../../shared/format";
import { MAX_LABEL } from "../../shared/limits";
import { Dialog } from "../page/dialog";
import { CopyLink, ExpiryField } from "../page/link";
import { useLoaded } from "../page/loading";
import { t } from "./words";

const PARTS = ["video", "transcript", "score", "notes"] as const;
const USUAL_PARTS: readonly string[] = ["video", "transcript"];
const USUAL_DAYS = 14;
const FIRST = 10;
const MOST = 100;

/** Links by which people without an account see this result. */
export function ShareDialog({
  api,
  sessionId,
  onClose,
}: {
  api: Api;
  sessionId: string;
  onClose: () => void;
}): JSX.Element {
  const words = t.value;
  const path = { session_id: sessionId };
  const [limit, setLimit] = useState(FIRST);
  const [made, setMade] = useState<ShareLinkView | null>(null);
  const { data, error, reload } = useLoaded<ShareList>(`${sessionId} ${limit}`, (signal) =>
    api.get("/api/sessions/{session_id}/shares", { path, query: { limit }, signal }),
  );
  return (
    <Dialog title={made ? words.ready : words.title} onClose={onClose}>
      {made ? (
        <MadeLink made={made} onAnother={() => setMade(null)} />
      ) : (
        <ShareForm
          api={api}
          sessionId={sessionId}
          onMade={(link) => {
            setMade(link);
            reload();
          }}
        />
      )}
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {data && data.shares.length > 0 && (
        <section class="stack" aria-labelledby="shared-before">
          <h3 id="shared-before">{words.before}</h3>
          <ul class="bullets">
            {data.shares.map((share) => (
              <Shared key={share.id} api={api} sessionId={sessionId} share={share} onChanged={reload} />
            ))}
          </ul>
          {data.next_cursor !== null && limit < MOST && (
            <button type="button" class="button button-quiet button-small" onClick={() => setLimit(MOST)}>
              {words.more}
            </button>
          )}
        </section>
      )}
    </Dialog>
  );
}

function ShareForm({
  api,
  sessionId,
  onMade,
}: {
  api: Api;
  sessionId: string;
  onMade: (made: ShareLinkView) => void;
}): JSX.Element {
  const words = t.value;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState({ label: false, shows: false });

  async function make(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const label = (given.get("label") as string).trim();
    const shows = PARTS.filter((part) => given.getAll("shows").includes(part));
    setMissing({ label: !label, shows: shows.length === 0 });
    if (!label) form.querySelector<HTMLElement>("#share-label")?.focus();
    if (!label || shows.length === 0) return;
    setBusy(true);
    setError(null);
    try {
      const body = {
        label,
        shows,
        expires_in_days: Number(given.get("expires_in_days")),
        comments: given.has("comments"),
      };
      onMade(await api.post("/api/sessions/{session_id}/shares", { path: { session_id: sessionId }, body }));
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  const noLabel = missing.label ? (): string => words.labelMissing : undefined;
  const noParts = missing.shows ? (): string => words.showsMissing : undefined;
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void make(event.currentTarget);
      }}
    >
      <p>{words.intro}</p>
      <NotSent error={error} />
      <div class="field">
        <label for="share-label">{words.label}</label>
        <input
          id="share-label"
          name="label"
          class="input"
          maxLength={MAX_LABEL}
          autocomplete="off"
          {...described("share-label", noLabel, "share-label-hint")}
        />
        <FieldError id="share-label" problem={noLabel} />
        <p class="hint" id="share-label-hint">
          {words.labelHint}
        </p>
      </div>
      <fieldset class="field" {...described("share-shows", noParts)}>
        <legend class="label">{words.shows}</legend>
        {PARTS.map((part) => (
          <label key={part} class="choice">
            <input type="checkbox" name="shows" value={part} defaultChecked={USUAL_PARTS.includes(part)} />
            <span>{words.parts[part]}</span>
          </label>
        ))}
        <FieldError id="share-shows" problem={noParts} />
      </fieldset>
      <label class="choice">
        <input type="checkbox" name="comments" />
        <span>{words.comments}</span>
      </label>
      <ExpiryField value={USUAL_DAYS} />
      <div class="actions">
        <button class="button" disabled={busy}>
          {busy ? words.making : words.make}
        </button>
      </div>
    </form>
  );
}

function MadeLink({ made, onAnother }: { made: ShareLinkView; onAnother: () => void }): JSX.Element {
  const words = t.value;
  return (
    <div class="stack">
      <p>
        {words.send(
          (label) => (
            <strong>
              <bdi>{label}</bdi>
            </strong>
          ),
          made.share.label,
          dateAndTime(made.share.expires_at),
        )}
      </p>
      <CopyLink label={words.link} path={made.link_path}>
        <button type="button" class="button button-quiet" onClick={onAnother}>
          {words.another}
        </button>
      </CopyLink>
      <p class="small quiet">{words.once}</p>
    </div>
  );
}

function Shared({
  api,
  sessionId,
  share,
  onChanged,
}: {
  api: Api;
  sessionId: string;
  share: ShareView;
  onChanged: () => void;
}): JSX.Element {
  const words = t.value;
  const [error, setError] = useState<unknown>(null);
  const hasEnded = share.revoked_at !== null || new Date(share.expires_at).getTime() <= Date.now();

  async function revoke(): Promise<void> {
    setError(null);
    try {
      const path = { session_id: sessionId, share_id: share.id };
      await api.post("/api/sessions/{session_id}/shares/{share_id}/revocation", { path });
      onChanged();
    } catch (reason) {
      setError(reason);
    }
  }

  const said = [
    share.revoked_at !== null ? words.revoked : hasEnded ? words.expired : words.until(day(share.expires_at)),
    words.views(share.views),
    share.last_viewed_at !== null && words.last(dateAndTime(share.last_viewed_at)),
    words.by(share.author.name, dateAndTime(share.created_at)),
  ].filter(Boolean);
  return (
    <li class="stack">
      <p>
        <bdi>{share.label}</bdi> <span class="small quiet">{said.join(" · ")}</span>
      </p>
      {!hasEnded && (
        <button
          type="button"
          class="button button-link small"
          aria-label={words.revokeOf(share.label)}
          onClick={() => void revoke()}
        >
          {words.revoke}
        </button>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </li>
  );
}
