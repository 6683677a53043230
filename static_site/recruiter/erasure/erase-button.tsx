import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { SessionView } from "../../shared/api-types";
import { later } from "../../shared/later";
import { t } from "../words";

const dialog = later(async () => (await import("./erase-dialog")).EraseDialog);

/** Opens the dialog that deletes this interview. */
export function EraseButton({ api, session }: { api: Api; session: SessionView }): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" class="button button-quiet button-small" onClick={() => setIsOpen(true)}>
        {t.value.session.delete}
      </button>
      {isOpen && <dialog.View api={api} session={session} onClose={() => setIsOpen(false)} />}
    </>
  );
}
