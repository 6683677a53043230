import type { JSX } from "preact";

/** Something is on its way; says so to everybody. */
export function Busy({ children = "Loading…" }: { children?: string }): JSX.Element {
  return (
    <p class="busy" role="status">
      <span class="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}
