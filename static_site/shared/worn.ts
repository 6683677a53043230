import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

import type { LookView } from "./api-types";

/** What stands at head and foot of an organisation's pages: null where it is the usual. `isNamed`: its name stands
 * beside. */
export const worn = signal<{ readonly Head: ComponentType<{ isNamed: boolean }>; readonly Foot: ComponentType } | null>(
  null,
);

/** Show what comes next as the organisation of this name looks; as usual where it has no look, or that cannot be had. */
export async function dress(name: string, look: LookView): Promise<void> {
  if (Object.values(look).some(Boolean)) await import("./wear").then((own) => own.wear({ ...look, name }), String);
}
