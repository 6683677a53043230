import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";

import { useUnsaved } from "./unsaved";
import { t } from "../words";

/** A modal dialog, open while it is rendered. Escape and its close button call `onClose`; focus goes back by itself. */
export function Dialog({
  title,
  onClose,
  isUnsaved = () => false,
  children,
}: {
  title: string;
  onClose: () => void;
  /** Whether closing, or leaving the page, would lose what was typed: then it asks first. */
  isUnsaved?: () => boolean;
  children: ComponentChildren;
}): JSX.Element {
  useUnsaved(isUnsaved);
  const words = t.value.dialog;
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [asks, setAsks] = useState(false);
  const stay = useRef<HTMLButtonElement>(null);
  const typing = useRef<Element | null>(null);
  const close = (): void => {
    if (asks || !isUnsaved()) {
      onClose();
      return;
    }
    typing.current = document.activeElement;
    setAsks(true);
  };
  const goOn = (): void => {
    setAsks(false);
    if (typing.current instanceof HTMLElement) typing.current.focus();
  };
  useLayoutEffect(() => {
    if (asks) stay.current?.focus();
  }, [asks]);
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // The browser gives focus back only to a page that keeps the dialog.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        if (asks) goOn();
        else close();
      }}
    >
      <div class="stack">
        <div class="row dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" class="button button-quiet button-small push" onClick={close}>
            {words.close}
          </button>
        </div>
        {asks && (
          <div class="notice notice-warn stack" role="alert">
            <p>{words.notKept}</p>
            <div class="row">
              <button type="button" class="button button-small" ref={stay} onClick={goOn}>
                {words.goOn}
              </button>
              <button type="button" class="button button-quiet button-small" onClick={onClose}>
                {words.discard}
              </button>
            </div>
          </div>
        )}
        {children}
      </div>
    </dialog>
  );
}
