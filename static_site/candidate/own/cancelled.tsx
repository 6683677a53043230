import type { JSX } from "preact";

import { OwnData } from "../views/later";
import { KindScreen } from "../views/page";
import { ownWords } from "./words";

/** The recruiter has cancelled the interview, perhaps while the candidate was in it. */
export function Cancelled(): JSX.Element {
  const { heading, words, notJudged, contact } = ownWords.value.cancelled;
  return (
    <KindScreen heading={heading} below={<OwnData />}>
      <p>{words}</p>
      <p>{notJudged}</p>
      <p class="quiet">{contact}</p>
    </KindScreen>
  );
}
