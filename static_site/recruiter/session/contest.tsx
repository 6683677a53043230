import type { JSX } from "preact";

import type { ContestView } from "../../shared/api-types";
import { dateAndTime } from "../../shared/format";
import { t } from "../words";

/** The candidate wants a person to look at what was judged. */
export function Contest({ contest }: { contest: ContestView }): JSX.Element {
  const { heading, wroteAt, changedAt, decide } = t.value.session.contest;
  const [first, last] = [dateAndTime(contest.made_at), dateAndTime(contest.changed_at)];
  return (
    <section class="notice notice-warn stack" aria-labelledby="contest">
      <h2 id="contest">{heading}</h2>
      <p class="small">{contest.made_at === contest.changed_at ? wroteAt(last) : changedAt(first, last)}</p>
      <blockquote class="own-words written">{contest.text}</blockquote>
      <p class="small">{decide}</p>
    </section>
  );
}
