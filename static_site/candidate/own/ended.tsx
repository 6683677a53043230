import type { JSX } from "preact";

import type { Ending } from "../../shared/api-types";
import { ownWords } from "./words";

/** What who comes back is told of an interview that they did not finish. */
export function EndedOtherwise({ ending }: { ending: Ending }): JSX.Element {
  const words = ownWords.value.ended;
  return (
    <>
      <p>{ending === "withdrawn" ? words.withdrawn : words.left}</p>
      {ending === "left" && <p class="quiet">{words.leftContact}</p>}
      <p class="quiet">{words.below}</p>
    </>
  );
}
