import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ShareDialog } from "./share-dialog";
import { t } from "./words";

/** Opens the dialog of links to this result. */
export function ShareButton({ api, sessionId }: { api: Api; sessionId: string }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button button-quiet button-small" onClick={() => setIsOpen(true)}>
        {t.value.share}
      </button>
      {isOpen && <ShareDialog api={api} sessionId={sessionId} onClose={() => setIsOpen(false)} />}
    </>
  );
}
