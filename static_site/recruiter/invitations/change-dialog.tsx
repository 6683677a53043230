import type { ComponentChildren, JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { LinkView, SessionView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { isAddress, isMailable, noAddress, notMailable } from "../page/addresses";
import { Dialog } from "../page/dialog";
import { TextField, useForm } from "../page/form";
import { ExpiryField } from "../page/link";
import { isCancellable } from "../sessions/states";
import { t } from "../words";
import { ArrangedFields } from "./accommodation-fields";
import { accommodationsOf } from "./accommodations";
import { changing } from "./changing-words";
import { IssuedLink } from "./issued-link";

const USUAL_DAYS = 14;
const MS_A_DAY = 86_400_000;

interface Changing {
  api: Api;
  session: SessionView;
  onChanged: () => void;
}

/** To whom an invitation goes, until when it holds, and what is arranged; each is saved by itself. */
export function ChangeDialog({ onClose, ...of }: Changing & { onClose: () => void }): JSX.Element {
  const [session, setSession] = useState(of.session);
  const [issued, setIssued] = useState<LinkView | null>(null);
  const isTyped = useRef(false);
  const words = changing.value;
  const now: Changing = { ...of, session };
  const saved = (changed: SessionView): void => {
    isTyped.current = false;
    setSession(changed);
    of.onChanged();
  };
  if (issued) {
    return (
      <Dialog title={t.value.invitation.ready} onClose={onClose}>
        <IssuedLink issued={issued} />
      </Dialog>
    );
  }
  return (
    <Dialog title={words.title} onClose={onClose} isUnsaved={() => isTyped.current}>
      <div class="stack" onInput={() => void (isTyped.current = true)}>
        {isCancellable(session.state) && (
          <Part title={words.to.title} isOpen>
            <ToForm {...now} onSaved={saved} onIssued={setIssued} />
          </Part>
        )}
        <Part title={words.end.title} isOpen={!isCancellable(session.state)}>
          <EndForm {...now} onSaved={saved} />
        </Part>
        {isCancellable(session.state) && (
          <Part title={words.arranged.title}>
            <ArrangedForm {...now} onSaved={saved} />
          </Part>
        )}
      </div>
    </Dialog>
  );
}

function Part({
  title,
  isOpen = false,
  children,
}: {
  title: string;
  isOpen?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="accommodations" name="invitation-part" open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

type OfForm = Changing & { onSaved: (session: SessionView) => void };

function ToForm({ api, session, onSaved, onIssued }: OfForm & { onIssued: (issued: LinkView) => void }): JSX.Element {
  const words = changing.value.to;
  const [isSaved, setSaved] = useState(false);
  const { problems, error, busy, form } = useForm({
    lacks: (given) => {
      const [name = "", email = ""] = [given["candidate_name"], given["candidate_email"]];
      const address = email.trim();
      const isSentTo = address !== "" && given["by_email"] === "on";
      const refused =
        address !== "" && !isAddress(address) ? noAddress : isSentTo && !isMailable(address) ? notMailable : undefined;
      return {
        ...(name.trim() === "" && { candidate_name: () => t.value.invitation.nameMissing }),
        ...(refused && { candidate_email: refused }),
      };
    },
    send: async (given) => {
      setSaved(false);
      const email = given["candidate_email"]?.trim() ?? "";
      const { session: changed, link_path } = await api.put("/api/sessions/{session_id}/candidate", {
        path: { session_id: session.id },
        body: {
          candidate_name: given["candidate_name"]?.trim() ?? "",
          candidate_email: email === "" ? null : email,
          by_email: email !== "" && given["by_email"] === "on",
        },
      });
      onSaved(changed);
      setSaved(true);
      if (link_path !== null) onIssued({ session: changed, link_path });
    },
  });
  return (
    <form class="stack" {...form}>
      <NotSent error={error} />
      <TextField
        id="change-name"
        name="candidate_name"
        label={t.value.invitation.name}
        value={session.candidate_name}
        problem={problems["candidate_name"]}
        autocomplete="off"
      />
      <TextField
        id="change-email"
        name="candidate_email"
        type="email"
        label={words.email}
        value={session.candidate_email ?? ""}
        problem={problems["candidate_email"]}
        {...(session.candidate_email !== null && { hint: words.newAddress })}
        autocomplete="off"
      />
      <label class="check">
        <input type="checkbox" name="by_email" defaultChecked={session.by_email} /> <span>{words.byEmail}</span>
      </label>
      <Save label={words.save} busy={busy} saved={isSaved ? words.saved : ""} />
    </form>
  );
}

function EndForm({ api, session, onSaved }: OfForm): JSX.Element {
  const words = changing.value.end;
  const [isSaved, setSaved] = useState(false);
  const until = dateAndTime(session.expires_at);
  const hasEnded = Date.parse(session.expires_at) <= Date.now();
  const { error, busy, form } = useForm({
    lacks: () => ({}),
    send: async (given) => {
      setSaved(false);
      const end = new Date(Date.now() + Number(given["expires_in_days"]) * MS_A_DAY);
      onSaved(
        await api.put("/api/sessions/{session_id}/expiry", {
          path: { session_id: session.id },
          body: { expires_at: end.toISOString() },
        }),
      );
      setSaved(true);
    },
  });
  return (
    <form class="stack" {...form}>
      <p>{hasEnded ? words.ended(until) : words.now(until)}</p>
      <NotSent error={error} />
      <ExpiryField value={USUAL_DAYS} />
      <p class="hint">{words.same}</p>
      <Save label={words.save} busy={busy} saved={isSaved ? words.saved(until) : ""} />
    </form>
  );
}

function ArrangedForm({ api, session, onSaved }: OfForm): JSX.Element {
  const words = changing.value;
  const [isSaved, setSaved] = useState(false);
  const { error, busy, form } = useForm({
    lacks: () => ({}),
    send: async (given) => {
      setSaved(false);
      const fields = new FormData();
      for (const [name, value] of Object.entries(given)) fields.set(name, value);
      onSaved(
        await api.put("/api/sessions/{session_id}/accommodations", {
          path: { session_id: session.id },
          body: accommodationsOf(fields),
        }),
      );
      setSaved(true);
    },
  });
  return (
    <form class="stack" {...form}>
      {session.started_at !== null && <p class="notice">{words.arranged.begun}</p>}
      <NotSent error={error} />
      <ArrangedFields arranged={session.accommodations} />
      <Save label={words.arranged.save} busy={busy} saved={isSaved ? words.arranged.saved : ""} />
    </form>
  );
}

function Save({ label, busy, saved }: { label: string; busy: boolean; saved: string }): JSX.Element {
  return (
    <div class="actions">
      <button class="button" aria-disabled={busy}>
        {busy ? changing.value.to.saving : label}
      </button>
      <span role="status" class="small">
        {saved}
      </span>
    </div>
  );
}
