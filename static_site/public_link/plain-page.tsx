import type { ComponentChildren, JSX } from "preact";

import mark from "../assets/mark.svg";
import { worn } from "../shared/worn";

const PRODUCT = "Colloquy";

export function titled(title: string): void {
  document.title = `${title} · ${PRODUCT}`;
}

/** The head that all have, and what a page is for. */
export function PlainPage({ children }: { children: ComponentChildren }): JSX.Element {
  const Own = worn.value;
  return (
    <div class="page">
      <header class="page-head">
        {Own ? (
          <Own.Head isNamed />
        ) : (
          <span class="brand">
            <img src={mark} alt="" width="28" height="28" />
            {PRODUCT}
          </span>
        )}
      </header>
      <main class="page-main stack">{children}</main>
      {Own && <Own.Foot />}
    </div>
  );
}
