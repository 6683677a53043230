import type { ComponentChildren, JSX } from "preact";
import { useId, useRef, useState } from "preact/hooks";

import { t } from "../words";

/** A link to hand on. `children` are what else can be done, beside the button that copies it. */
export function CopyLink({
  label,
  path,
  children,
}: {
  label: string;
  /** On this site. */
  path: string;
  children?: ComponentChildren;
}): JSX.Element {
  const words = t.value.link;
  const address = location.origin + path;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"" | "copied" | "by-hand">("");

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      setCopied("copied");
    } catch {
      // Not every browser lets a page write to the clipboard.
      field.current?.select();
      setCopied("by-hand");
    }
  }

  return (
    <>
      <div class="field">
        <label for={id}>{label}</label>
        <input
          class="input"
          id={id}
          ref={field}
          readOnly
          value={address}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <div class="actions">
        <button type="button" class="button" autofocus onClick={() => void copy()}>
          {words.copy}
        </button>
        {children}
        <span role="status" class="small">
          {copied === "copied" && words.copied}
          {copied === "by-hand" && words.copyByHand}
        </span>
      </div>
    </>
  );
}

/** Of which one is chosen. */
export const LINK_DAYS = [1, 3, 7, 14, 30, 60, 90];

/** How many days a link may be used. */
export function ExpiryField({ value }: { value: number }): JSX.Element {
  return (
    <div class="field">
      <label for="expires-in-days">{t.value.link.worksFor}</label>
      <select class="input" id="expires-in-days" name="expires_in_days">
        {LINK_DAYS.map((days) => (
          <option key={days} value={days} selected={days === value}>
            {t.value.link.days(days)}
          </option>
        ))}
      </select>
    </div>
  );
}
