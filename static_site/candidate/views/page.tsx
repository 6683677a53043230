import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { InterviewView } from "../interview/candidate-api";
import mark from "../../assets/mark.svg";
import { worn } from "../../shared/worn";

const PRODUCT = "Colloquy";

type Invitation = Pick<InterviewView, "organisation_name" | "title">;

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

/** Who invites, and to what. */
export function Whose({ of: { organisation_name, title } }: { of: Invitation }): JSX.Element {
  return (
    <p class="whose quiet small">
      {organisation_name && (
        <>
          <bdi>{organisation_name}</bdi>
          {" · "}
        </>
      )}
      <bdi>{title}</bdi>
    </p>
  );
}

/** The frame of every screen but the conversation. `isOpening`: whose it is is not known yet. */
export function Page({
  of,
  isOpening = false,
  children,
}: {
  of?: Invitation;
  isOpening?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const Own = worn.value;
  return (
    <div class="page">
      <header class="page-head">
        {Own ? (
          <Own.Head isNamed={of !== undefined} />
        ) : (
          <span class="brand">
            {!isOpening && <img src={mark} alt="" width="28" height="28" />}
            {!isOpening && PRODUCT}
          </span>
        )}
        {of && <Whose of={of} />}
      </header>
      <main class="page-main stack">{children}</main>
      {Own && <Own.Foot />}
    </div>
  );
}

/** A screen that says why there is no interview here, and what to do. */
export function KindScreen({
  heading,
  below,
  children,
}: {
  heading: string;
  below?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <Page>
      <Heading>{heading}</Heading>
      <div class="card stack">{children}</div>
      {below}
    </Page>
  );
}
