import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { ListedSession } from "../../shared/api-types";
import { t } from "../words";
import { type Pages, idsOf } from "./list-pages";
import { SessionRow } from "./session-row";

/** Longer lists keep only what is near the window in the page. */
const WHOLE_PAGES = 3;
/** How far beyond the window rows are kept. */
const MARGIN = "150%";
export const COLUMNS = ["who", "template", "state", "overall", "flags", "decision", "reviewers", "when"] as const;

export interface Choosing {
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
}

interface Table {
  list: Pages;
  choosing: Choosing;
  opened: ReadonlySet<string>;
  /** Why something could not be done, by interview. */
  failures: ReadonlyMap<string, string>;
  onReissue: ((session: ListedSession) => void) | null;
  onLook: (page: number, isNear: boolean) => void;
}

/** Cards where there is no room for columns; a table to who hears it in either case. */
export function SessionTable({ list, choosing, opened, failures, onReissue, onLook }: Table): JSX.Element {
  const words = t.value.sessions;
  const ids = idsOf(list);
  const isVirtual = list.pages.length > WHOLE_PAGES;
  let rows = 1;
  return (
    <div role="table" aria-label={words.title} aria-rowcount={list.next === null ? ids.length + 1 : -1} class="list">
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} class="list-row list-head small quiet">
          <div role="columnheader" class="cell-choose">
            <ChooseAll ids={ids} choosing={choosing} />
          </div>
          {COLUMNS.map((column) => (
            <div key={column} role="columnheader" class={`cell-${column}`}>
              {words.columns[column]}
            </div>
          ))}
        </div>
      </div>
      {list.pages.map(({ cursor, sessions }, page) => {
        const before = rows;
        rows += sessions.length;
        return (
          <Block key={cursor ?? ""} isVirtual={isVirtual} onLook={(isNear) => onLook(page, isNear)}>
            {() =>
              sessions.map((session, at) => (
                <SessionRow
                  key={session.id}
                  session={session}
                  index={before + at + 1}
                  choosing={choosing}
                  isNew={session.state === "done" && session.decision === null && !opened.has(session.id)}
                  failure={failures.get(session.id) ?? null}
                  onReissue={onReissue}
                />
              ))
            }
          </Block>
        );
      })}
    </div>
  );
}

/** A page's rows; far from the window only the room that they take, unless somebody is in them with the keyboard. */
function Block({
  isVirtual,
  onLook,
  children,
}: {
  isVirtual: boolean;
  onLook: (isNear: boolean) => void;
  children: () => ComponentChildren;
}): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState<number | null>(null);
  const look = useRef(onLook);
  look.current = onLook;
  useEffect(() => {
    if (!isVirtual || !place.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        look.current(entry.isIntersecting);
        const isInUse = entry.isIntersecting || entry.target.contains(document.activeElement);
        setRoom(isInUse ? null : entry.boundingClientRect.height);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isVirtual]);
  return (
    <div role="rowgroup" class="list-block" ref={place} style={room === null ? undefined : { blockSize: `${room}px` }}>
      {room === null && children()}
    </div>
  );
}

function ChooseAll({
  ids,
  choosing: { chosen, onChoose },
}: {
  ids: readonly string[];
  choosing: Choosing;
}): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  const count = ids.filter((id) => chosen.has(id)).length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = count > 0 && count < ids.length;
  }, [count, ids.length]);
  const words = t.value.sessions.chooseAll;
  return (
    <label class="choose-all">
      <input
        ref={box}
        type="checkbox"
        aria-label={words}
        checked={count > 0 && count === ids.length}
        onChange={({ currentTarget }) => onChoose(ids, currentTarget.checked)}
      />
      <span class="cell-label">{words}</span>
    </label>
  );
}
