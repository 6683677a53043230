import type { ComponentChildren } from "preact";

/** A part of a sentence that the page marks up: a link, a name in bold. */
export type Inline = (text: string) => ComponentChildren;
