import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import mark from "../../assets/mark.svg";

/** A screen's heading. It takes the focus when the screen appears, so that a screen reader begins there. */
export function Heading({ children }: { children: ComponentChildren }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** The frame of every screen but the conversation. */
export function Page({ title, children }: { title?: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="page">
      <header class="page-head">
        <span class="brand">
          <img src={mark} alt="" width="28" height="28" />
          Colloquy
        </span>
        {title && <span class="quiet small push">{title}</span>}
      </header>
      <main class="page-main stack">{children}</main>
    </div>
  );
}

/** A screen that says why there is no interview here, and what to do. */
export function KindScreen({ heading, children }: { heading: string; children: ComponentChildren }): JSX.Element {
  return (
    <Page>
      <Heading>{heading}</Heading>
      <div class="card stack">{children}</div>
    </Page>
  );
}
