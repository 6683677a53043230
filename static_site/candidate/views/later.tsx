import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { later } from "../../shared/later";
import { t } from "../words";

/** Shown after the consent has been read. */
export const hardware = later(async () => (await import("./hardware")).Hardware);
/** Shown when the interview is over. */
export const result = later(async () => (await import("./result")).ResultView);
/** Shown to who opens the link of an interview that was deleted. */
export const erased = later(async () => (await import("../own/erased")).Erased);
/** Shown to who withdrew, or stayed away for too long. */
export const endedOtherwise = later(async () => (await import("../own/ended")).EndedOtherwise);
/** Shown to who opens the link of an interview that was cancelled. */
export const cancelled = later(async () => (await import("../own/cancelled")).Cancelled);
const ownData = later(async () => (await import("../own/own-data")).OwnData);

interface Own {
  readonly api: Api;
  readonly onOver: () => void;
}

/** For who has a link; null where nothing is asked of the API, as in a preview. */
let own: Own | null = null;

export function giveOwn(given: Own): void {
  own = given;
}

/** What is kept of the candidate, fetched when they ask for it: at the foot of the screens before and after the
 * interview, and of the one on which somebody comes back to it. */
export function OwnData(): JSX.Element | null {
  const [isOpen, setIsOpen] = useState(false);
  return (
    own && (
      <details class="card own-data" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{t.value.ownData}</summary>
        {isOpen && <ownData.View {...own} />}
      </details>
    )
  );
}
