import type { JSX } from "preact";

import { t } from "../words";
import type { Difference } from "./template-differences";

/** What two versions say, field by field; `mine` and `theirs` are what the two are called. */
export function DifferenceList({
  differences,
  label,
  mine,
  theirs,
}: {
  differences: readonly Difference[];
  label: string;
  mine: string;
  theirs: string;
}): JSX.Element {
  const { nothing } = t.value.changed;
  return (
    <ul class="differences small" aria-label={label}>
      {differences.map((each, index) => (
        <li key={index}>
          <strong>{each.field}</strong>
          <dl>
            <dt class="quiet">{mine}</dt>
            <dd>{each.mine || <span class="quiet">{nothing}</span>}</dd>
            <dt class="quiet">{theirs}</dt>
            <dd>{each.theirs || <span class="quiet">{nothing}</span>}</dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
