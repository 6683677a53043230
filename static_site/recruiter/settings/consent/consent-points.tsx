import type { JSX } from "preact";

import type { ConsentTextView } from "../../../shared/api-types";

/** A text of consent as candidates read it. */
export function ConsentPoints({ text }: { text: ConsentTextView }): JSX.Element {
  return (
    <ul class="points" lang={text.language}>
      {text.points.map(({ lead, text }, place) => (
        <li key={place}>
          <strong>{lead}</strong> {text}
        </li>
      ))}
    </ul>
  );
}
