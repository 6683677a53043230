import type { JSX } from "preact";

import type { Worn } from "./look";
import { t } from "./words/brand";

/** Whom to ask, and where the privacy notice is, as far as the organisation says so. */
export function BrandFoot({ of }: { of: Worn | null }): JSX.Element | null {
  const words = t.value;
  if (!of || !(of.contact || of.privacy_url)) return null;
  return (
    <footer class="brand-foot quiet small">
      {of.contact && <p>{words.contact(of.contact)}</p>}
      {of.privacy_url && (
        <p>
          <a href={of.privacy_url} target="_blank" rel="noopener noreferrer">
            {words.privacy}
          </a>
        </p>
      )}
    </footer>
  );
}
