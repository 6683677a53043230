import type { JSX } from "preact";

import { NotSent } from "../../shared/error-notice";
import { t } from "./privacy-words";

/** The button that saves a section, and what came of it. */
export function Saving({
  isSaving,
  isSaved,
  fault,
  isOutdated,
  onReload,
}: {
  isSaving: boolean;
  isSaved: boolean;
  fault: unknown;
  isOutdated: boolean;
  onReload: () => void;
}): JSX.Element {
  const words = t.value;
  return (
    <>
      {isOutdated ? (
        <div class="notice notice-warn stack" role="alert">
          <p>{words.changedMeanwhile}</p>
          <div class="row">
            <button type="button" class="button button-quiet button-small" onClick={onReload}>
              {words.reload}
            </button>
          </div>
        </div>
      ) : (
        <NotSent error={fault} />
      )}
      <div class="row">
        <button class="button" aria-disabled={isSaving}>
          {isSaving ? words.saving : words.save}
        </button>
        <p role="status" class="small">
          {isSaved && words.saved}
        </p>
      </div>
    </>
  );
}
