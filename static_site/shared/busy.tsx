import type { JSX } from "preact";

import { t } from "./words/shared";

/** Something is on its way; says so to everybody. */
export function Busy({ children = t.value.busy.loading }: { children?: string }): JSX.Element {
  return (
    <p class="busy" role="status">
      <span class="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}
