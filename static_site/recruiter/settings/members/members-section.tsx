import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { MemberInvitationView, MemberView, Role } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice } from "../../../shared/error-notice";
import { dateAndTime, day } from "../../../shared/format";
import { Dialog } from "../../page/dialog";
import { useLoaded } from "../../page/loading";
import type { SectionShown } from "../settings-page";
import { InviteMember } from "./invite-member";
import { RoleSelect } from "./role-select";
import { t } from "./words";

const A_PAGE = 100;

/** Who belongs to the organisation, who is invited to, and what each may do. */
export function MembersSection({ api }: SectionShown): JSX.Element {
  const words = t.value;
  const [pages, setPages] = useState(1);
  const [isInviting, setInviting] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const [done, setDone] = useState<(() => string) | null>(null);
  const members = useLoaded(`members ${pages}`, (signal) =>
    upTo(pages, async (cursor) => {
      const page = await api.get("/api/members", { query: { limit: A_PAGE, cursor }, signal });
      return { items: page.members, next: page.next_cursor };
    }),
  );
  const invited = useLoaded(`invited ${pages}`, (signal) =>
    upTo(pages, async (cursor) => {
      const page = await api.get("/api/member-invitations", { query: { limit: A_PAGE, cursor }, signal });
      return { items: page.invitations, next: page.next_cursor };
    }),
  );
  const error = members.error ?? invited.error;

  /** `said`: what is told once it is done. */
  async function act(change: () => Promise<unknown>, said: () => string): Promise<void> {
    setFailed(null);
    setDone(null);
    try {
      await change();
      setDone(() => said);
    } catch (reason) {
      setFailed(reason);
    }
    members.reload();
    invited.reload();
  }

  const hasMore = [members.data, invited.data].some((list) => list !== null && list.next !== null);
  return (
    <>
      <div>
        <button type="button" class="button" onClick={() => setInviting(true)}>
          {words.invite}
        </button>
      </div>
      {isInviting && <InviteMember api={api} onInvited={invited.reload} onClose={() => setInviting(false)} />}
      {error !== null && (
        <ErrorNotice
          error={error}
          onRetry={() => {
            members.reload();
            invited.reload();
          }}
        />
      )}
      {failed !== null && <ErrorNotice error={failed} />}
      <p role="status" class="small">
        {done?.()}
      </p>
      <section class="card stack" aria-labelledby="members-title">
        <h2 id="members-title" tabIndex={-1}>
          {words.members}
        </h2>
        {!members.data && members.error === null && <Busy>{words.loading}</Busy>}
        <ul class="settings-list">
          {members.data?.items.map((member) => (
            <Member key={`${member.id} ${member.role}`} api={api} member={member} act={act} />
          ))}
        </ul>
      </section>
      {invited.data && invited.data.items.length > 0 && (
        <section class="card stack" aria-labelledby="invited-title">
          <h2 id="invited-title" tabIndex={-1}>
            {words.invited}
          </h2>
          <ul class="settings-list">
            {invited.data.items.map((invitation) => (
              <Invited key={invitation.id} api={api} invitation={invitation} act={act} />
            ))}
          </ul>
        </section>
      )}
      {hasMore && (
        <button type="button" class="button button-quiet" onClick={() => setPages(pages + 1)}>
          {words.more}
        </button>
      )}
    </>
  );
}

interface Page<T> {
  items: readonly T[];
  next: string | null;
}

/** The first pages of a list, one after the other. */
async function upTo<T>(pages: number, fetch: (cursor: string | null) => Promise<Page<T>>): Promise<Page<T>> {
  const items: T[] = [];
  let next: string | null = null;
  for (let page = 0; page < pages; page++) {
    const found: Page<T> = await fetch(next);
    items.push(...found.items);
    next = found.next;
    if (next === null) break;
  }
  return { items, next };
}

type Act = (change: () => Promise<unknown>, said: () => string) => Promise<void>;

function Member({ api, member, act }: { api: Api; member: MemberView; act: Act }): JSX.Element {
  const words = t.value;
  const [asks, setAsks] = useState<"removal" | "factor" | null>(null);
  const path = { member_id: member.id };
  const bold = (name: string): JSX.Element => (
    <strong>
      <bdi>{name}</bdi>
    </strong>
  );
  const change = (role: Role): Promise<void> =>
    act(
      () => api.post("/api/members/{member_id}/role", { path, body: { role } }),
      () => t.value.roleChanged(member.name, t.value.roles[role]),
    );
  const said = [
    member.is_you && words.you,
    words.since(day(member.since)),
    member.has_second_factor && words.hasSecondFactor,
    member.is_disabled && words.disabled,
  ].filter(Boolean);
  return (
    <li class="row">
      <p>
        <bdi>{member.name}</bdi>{" "}
        <span class="small quiet">
          <bdi>{member.email}</bdi> · {said.join(" · ")}
        </span>
      </p>
      <div class="row push">
        <RoleSelect label={words.roleOf(member.name)} value={member.role} onChange={(role) => void change(role)} />
        {member.has_second_factor && !member.is_you && (
          <button
            type="button"
            class="button button-quiet button-small"
            aria-label={words.removeFactorOf(member.name)}
            onClick={() => setAsks("factor")}
          >
            {words.removeFactor}
          </button>
        )}
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={words.removeOf(member.name)}
          onClick={() => setAsks("removal")}
        >
          {words.remove}
        </button>
      </div>
      {asks === "removal" && (
        <Sure
          title={words.removeTitle}
          action={words.remove}
          onClose={() => setAsks(null)}
          onSure={() =>
            void act(
              () => api.delete("/api/members/{member_id}", { path }),
              () => t.value.removed(member.name),
            )
          }
        >
          {words.removes(bold, member.name)}
        </Sure>
      )}
      {asks === "factor" && (
        <Sure
          title={words.removeFactorTitle}
          action={words.removeFactor}
          onClose={() => setAsks(null)}
          onSure={() =>
            void act(
              () => api.delete("/api/members/{member_id}/second-factor", { path }),
              () => t.value.factorRemoved(member.name),
            )
          }
        >
          {words.removesFactor(bold, member.name)}
        </Sure>
      )}
    </li>
  );
}

/** Asks before something is done to somebody. */
function Sure({
  title,
  action,
  onClose,
  onSure,
  children,
}: {
  title: string;
  action: string;
  onClose: () => void;
  onSure: () => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{children}</p>
      <div class="row">
        <button type="button" class="button button-quiet" autofocus onClick={onClose}>
          {t.value.keep}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onClose();
            onSure();
          }}
        >
          {action}
        </button>
      </div>
    </Dialog>
  );
}

function Invited({ api, invitation, act }: { api: Api; invitation: MemberInvitationView; act: Act }): JSX.Element {
  const words = t.value;
  const { id, email, role, expires_at } = invitation;
  const path = { invitation_id: id };
  const isOver = new Date(expires_at).getTime() <= Date.now();
  return (
    <li class="row">
      <p>
        <bdi>{email}</bdi>{" "}
        <span class="small quiet">
          {words.roles[role]} · {isOver ? words.over : words.until(dateAndTime(expires_at))}
        </span>
      </p>
      <div class="row push">
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={words.againOf(email)}
          onClick={() =>
            void act(
              () => api.post("/api/member-invitations/{invitation_id}/letter", { path }),
              () => t.value.sent(email),
            )
          }
        >
          {words.again}
        </button>
        <button
          type="button"
          class="button button-quiet button-small"
          aria-label={words.withdrawOf(email)}
          onClick={() =>
            void act(
              () => api.delete("/api/member-invitations/{invitation_id}", { path }),
              () => t.value.withdrawn(email),
            )
          }
        >
          {words.withdraw}
        </button>
      </div>
    </li>
  );
}
