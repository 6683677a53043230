import type { JSX } from "preact";

import type { SessionList } from "../../shared/api-types";
import { number } from "../../shared/format";
import { hashOf } from "../route";
import { t } from "../words";
import { CARDS, figureOf, isCard, isState, withCard } from "./cards";
import { type ListQuery, addressOf } from "./query";

/** How many there are of what a team works through; each leads to them. `figures` is null where nothing was loaded. */
export function StatCards({
  query,
  figures,
}: {
  query: ListQuery;
  figures: Pick<SessionList, "counts" | "totals"> | null;
}): JSX.Element {
  const words = t.value.sessions;
  return (
    <nav aria-label={words.cardsTitle}>
      <ul class="stats">
        {CARDS.map((card) => (
          <li key={card.name}>
            <a
              class="card stat"
              href={hashOf({ page: "sessions", query: addressOf(withCard(query, card)) })}
              aria-current={isCard(query, card) ? "true" : undefined}
            >
              <span class="stat-figure">{figures ? number(figureOf(card, figures)) : <NotLoaded />}</span>{" "}
              <span class="small quiet">
                {isState(card.name) ? t.value.states[card.name].name : words.cards[card.name]}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NotLoaded(): JSX.Element {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{t.value.sessions.notLoaded}</span>
    </>
  );
}
