import type { ComponentChildren, JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ListedSession, SessionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { ExportButton } from "../exports/export-button";
import { manyDialog } from "../invitations/later";
import { InviteDialog } from "../invitations/invite-dialog";
import { ReissueDialog } from "../invitations/reissue-dialog";
import { Kept, useKept } from "../page/loading";
import { StaleNotice } from "../page/stale-notice";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import { t } from "../words";
import { useKeys, useKeysWanted } from "../session/keys";
import { KeysButton, KeysDialog } from "../session/keys-dialog";
import { exported } from "./asking";
import { type BulkAction, BulkBar, BulkDialog, failuresOf } from "./bulk";
import { whyNotCompared } from "./comparing";
import { Filters, SortChoice } from "./filters";
import { type Pages, idsOf } from "./list-pages";
import { openedBy } from "./opened";
import { type ListQuery, addressOf, cleared, isNarrowed, queryOf } from "./query";
import { LIST_KEYS, stepRow } from "./row-keys";
import { SearchField } from "./search-field";
import { SessionTable } from "./session-table";
import { StatCards } from "./stat-cards";
import { useList } from "./use-list";

/** The next page is loaded once the end is so many windows away. */
const AHEAD = 1;

type Dialog = "invite" | "keys" | BulkAction | SessionView | null;

export function SessionsPage({
  api,
  address,
  userId,
  mayWrite,
}: {
  api: Api;
  /** What the list shows, as it stands in the address. */
  address: string;
  userId: string;
  mayWrite: boolean;
}): JSX.Element {
  const words = t.value.sessions;
  useTitle(words.title);
  const query = useMemo(() => queryOf(address), [address]);
  const live = useList(api, query);
  const { list, error } = live;
  const figures = useKept("interview-figures", list);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<ReadonlyMap<string, string>>(new Map());
  const opened = useMemo(() => openedBy(userId), [userId]);
  usePlaceKept(list !== null);
  const [keysWanted, wantKeys] = useKeysWanted();
  useKeys(
    {
      search: () => document.getElementById("search")?.focus(),
      nextCandidate: () => stepRow(document, 1),
      previousCandidate: () => stepRow(document, -1),
      keys: () => setDialog("keys"),
    },
    keysWanted,
    LIST_KEYS,
  );

  // Who chose among other interviews chose these.
  useEffect(() => {
    setChosen(new Set());
    setFailures(new Map());
  }, [address]);

  function choose(ids: readonly string[], isChosen: boolean): void {
    const next = new Set(chosen);
    for (const id of ids) {
      if (isChosen) next.add(id);
      else next.delete(id);
    }
    setChosen(next);
  }

  return (
    <div class="stack sessions-page">
      <div class="row">
        <h1 tabIndex={-1}>{words.title}</h1>
        <span class="push">
          <KeysButton onOpen={() => setDialog("keys")} />
        </span>
        {mayWrite && (
          <>
            <a class="button button-quiet" href="#/invitations">
              {words.inviteMany}
            </a>
            <button type="button" class="button" onClick={() => setDialog("invite")}>
              {words.invite}
            </button>
          </>
        )}
      </div>
      <StatCards query={query} figures={figures} />
      <div class="list-tools">
        <SearchField value={query.q} onSearch={(q) => show({ ...query, q }, "replace")} />
        <SortChoice query={query} onChange={(next) => show(next, "push")} />
      </div>
      <div class="list-narrowing">
        <Filters api={api} query={query} onChange={(next) => show(next, "push")} />
        {list && (
          <Summary list={list} query={query} onRestart={live.restart}>
            {mayWrite && idsOf(list).length > 0 && <ExportButton api={api} wish={exported(query)} />}
          </Summary>
        )}
      </div>
      <section class="stack" aria-label={words.title}>
        {list ? (
          <StaleNotice error={error} onRetry={live.reload} />
        ) : (
          error !== null && <ErrorNotice error={error} onRetry={live.reload} />
        )}
        {!list && error === null && <Busy>{words.loading}</Busy>}
        {list && idsOf(list).length === 0 && <Empty query={query} />}
        {list && idsOf(list).length > 0 && (
          <SessionTable
            list={list}
            choosing={{ chosen, onChoose: choose }}
            opened={opened}
            failures={failures}
            onReissue={mayWrite ? setDialog : null}
            onLook={live.look}
          />
        )}
        {typeof list?.next === "string" && (
          <More isLoading={live.isLoadingMore} isStuck={error !== null} onMore={live.more} />
        )}
        {chosen.size > 0 && (
          <BulkBar
            count={chosen.size}
            onAct={mayWrite ? setDialog : null}
            onCompare={() => {
              location.hash = hashOf({ page: "compare", ids: [...chosen] });
            }}
            notCompared={whyNotCompared(
              chosen.size,
              list ? sessionsOf(list, chosen).map((each) => each.template_id) : [],
            )}
            onClear={() => setChosen(new Set())}
          />
        )}
      </section>
      {dialog === "keys" && (
        <KeysDialog
          keys={LIST_KEYS}
          told={words.keys}
          wanted={keysWanted}
          onWant={wantKeys}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === "invite" && <InviteDialog api={api} onClose={() => setDialog(null)} onIssued={live.reload} />}
      {(dialog === "decide" || dialog === "tag") && (
        <BulkDialog
          api={api}
          action={dialog}
          ids={[...chosen]}
          onClose={() => setDialog(null)}
          onDone={(notDone) => {
            setDialog(null);
            setFailures(notDone);
            setChosen(new Set(notDone.keys()));
            live.reload();
          }}
        />
      )}
      {list && (dialog === "remind" || dialog === "cancel") && (
        <manyDialog.View
          api={api}
          action={dialog}
          chosen={sessionsOf(list, chosen)}
          onClose={() => setDialog(null)}
          onDone={(results) => {
            const notDone = failuresOf(results);
            setFailures(notDone);
            setChosen(new Set(notDone.keys()));
            live.reload();
          }}
        />
      )}
      {typeof dialog === "object" && dialog !== null && (
        <ReissueDialog api={api} session={dialog} onClose={() => setDialog(null)} onIssued={live.reload} />
      )}
    </div>
  );
}

function sessionsOf({ pages }: Pages, ids: ReadonlySet<string>): ListedSession[] {
  return pages.flatMap(({ sessions }) => sessions.filter(({ id }) => ids.has(id)));
}

/** Another list; going back leads to this one, but not through each word of a search. */
function show(query: ListQuery, how: "push" | "replace"): void {
  const hash = hashOf({ page: "sessions", query: addressOf(query) });
  if (how === "push") {
    location.hash = hash;
    return;
  }
  const oldURL = location.href;
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange", { oldURL, newURL: location.href }));
}

function Summary({
  list,
  query,
  onRestart,
  children,
}: {
  list: Pages;
  query: ListQuery;
  onRestart: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const words = t.value.sessions;
  const count = idsOf(list).length;
  return (
    <div class="row list-summary">
      <p class="small quiet" role="status">
        {list.next === null ? words.found(count) : words.firstOf(count)}
      </p>
      {isNarrowed(query) && (
        <a class="small" href={hashOf({ page: "sessions", query: addressOf(cleared(query)) })}>
          {words.clearFilters}
        </a>
      )}
      {list.news > 0 && (
        <button type="button" class="button button-quiet button-small" onClick={onRestart}>
          {words.news(list.news)}
        </button>
      )}
      {children}
    </div>
  );
}

function Empty({ query }: { query: ListQuery }): JSX.Element {
  const words = t.value.sessions;
  if (isNarrowed(query)) return <p class="empty">{words.nothingFound}</p>;
  return (
    <div class="empty stack">
      <h2>{words.noneYet}</h2>
      <p>
        {words.firstSteps((text) => (
          <a href="#/templates">{text}</a>
        ))}
      </p>
    </div>
  );
}

/**
 * Loads on by itself where the end of the list comes near, but not while `isStuck`: it would ask again at once. The
 * button is for who gets there first.
 */
function More({
  isLoading,
  isStuck,
  onMore,
}: {
  isLoading: boolean;
  isStuck: boolean;
  onMore: () => void;
}): JSX.Element {
  const place = useRef<HTMLButtonElement>(null);
  const more = useRef(onMore);
  more.current = onMore;
  useEffect(() => {
    if (isLoading || isStuck || !place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more.current();
      },
      { rootMargin: `${AHEAD * 100}%` },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isLoading, isStuck]);
  const words = t.value.sessions;
  return (
    <button ref={place} type="button" class="button button-quiet" onClick={onMore} aria-disabled={isLoading}>
      {isLoading ? words.loadingMore : words.more}
    </button>
  );
}

interface Place {
  scrolled: number;
  row: string;
}

/** Who comes back from an interview is where they were: at the row that they opened. */
function usePlaceKept(isShown: boolean): void {
  const kept = useContext(Kept);
  useLayoutEffect(() => {
    const remember = (event: MouseEvent): void => {
      // Opened beside this page, which stays.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      const row = event.target instanceof Element ? event.target.closest(".row-link")?.id : undefined;
      if (row) kept.set("list-place", { scrolled: scrollY, row } satisfies Place);
    };
    document.addEventListener("click", remember);
    return () => document.removeEventListener("click", remember);
  }, [kept]);
  useEffect(() => {
    const place = kept.get("list-place") as Place | undefined;
    if (!isShown || !place) return;
    kept.delete("list-place");
    // After the frame around has led to the head of the page, as it does with every other.
    const frame = requestAnimationFrame(() => {
      document.getElementById(place.row)?.focus({ preventScroll: true });
      scrollTo(0, place.scrolled);
    });
    return () => cancelAnimationFrame(frame);
  }, [isShown, kept]);
}
