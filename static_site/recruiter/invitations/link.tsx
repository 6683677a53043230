import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { LinkView } from "../../shared/api-types";
import { dateAndTime } from "../../shared/format";
import { t } from "../words";

/** A link that was just issued; nobody can show it again. */
export function IssuedLink({ issued }: { issued: LinkView }): JSX.Element {
  const address = location.origin + issued.link_path;
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

  const words = t.value.link;
  const { candidate_name, expires_at } = issued.session;
  return (
    <div class="stack">
      <p>
        {words.send(
          (name) => (
            <strong>{name}</strong>
          ),
          candidate_name,
          dateAndTime(expires_at),
        )}
      </p>
      <div class="field">
        <label for="issued-link">{words.label}</label>
        <input
          class="input"
          id="issued-link"
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
        <span role="status" class="small">
          {copied === "copied" && words.copied}
          {copied === "by-hand" && words.copyByHand}
        </span>
      </div>
      <p class="small quiet">{words.whoHasIt}</p>
    </div>
  );
}

/** How many days a link may be used. */
export function ExpiryField({ value }: { value: number }): JSX.Element {
  return (
    <div class="field">
      <label for="expires-in-days">{t.value.link.worksFor}</label>
      <select class="input" id="expires-in-days" name="expires_in_days">
        {[1, 3, 7, 14, 30, 60, 90].map((days) => (
          <option key={days} value={days} selected={days === value}>
            {t.value.link.days(days)}
          </option>
        ))}
      </select>
    </div>
  );
}
