import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** What stands at head and foot of an organisation's pages: null where it is the usual. `isNamed`: its name stands
 * beside. */
export const worn = signal<{ readonly Head: ComponentType<{ isNamed: boolean }>; readonly Foot: ComponentType } | null>(
  null,
);
