import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import type { TemplateOutlineView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { Dialog } from "../page/dialog";
import { t } from "./words";

/** Asks first; one that is in use may be archived instead. */
export function DeleteDialog({
  api,
  template,
  onClose,
  onDeleted,
  onArchive,
}: {
  api: Api;
  template: TemplateOutlineView;
  onClose: () => void;
  onDeleted: () => void;
  onArchive: () => void;
}): JSX.Element {
  const words = t.value.deletion;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isInUse = error instanceof ApiError && error.code === "template_in_use";

  async function remove(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await api.delete("/api/templates/{template_id}", { path: { template_id: template.id } });
      onDeleted();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.title} onClose={onClose}>
      <p>{words.what(template.title)}</p>
      <NotSent error={error} />
      <div class="actions">
        {isInUse && template.archived_at === null && (
          <button type="button" class="button" onClick={onArchive}>
            {words.archive}
          </button>
        )}
        {!isInUse && (
          <button type="button" class="button" onClick={() => void remove()} disabled={busy}>
            {words.delete}
          </button>
        )}
        <button type="button" class="button button-quiet" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </Dialog>
  );
}
