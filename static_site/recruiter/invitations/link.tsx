import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import type { LinkView } from "../../shared/api-types";
import { dateAndTime } from "../../shared/format";

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

  return (
    <div class="stack">
      <p>
        Send this link to <strong>{issued.session.candidate_name}</strong>. It is shown this once, and works until{" "}
        {dateAndTime(issued.session.expires_at)}.
      </p>
      <div class="field">
        <label for="issued-link">The candidate’s link</label>
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
          Copy link
        </button>
        <span role="status" class="small">
          {copied === "copied" && "Copied."}
          {copied === "by-hand" && "The link is selected: copy it with your keyboard."}
        </span>
      </div>
      <p class="small quiet">
        Whoever has the link can take the interview. If it is lost, issue a new one: the old ends.
      </p>
    </div>
  );
}

/** How many days a link may be used. */
export function ExpiryField({ value }: { value: number }): JSX.Element {
  return (
    <div class="field">
      <label for="expires-in-days">The link works for</label>
      <select class="input" id="expires-in-days" name="expires_in_days">
        {[1, 3, 7, 14, 30, 60, 90].map((days) => (
          <option key={days} value={days} selected={days === value}>
            {days === 1 ? "1 day" : `${days} days`}
          </option>
        ))}
      </select>
    </div>
  );
}
