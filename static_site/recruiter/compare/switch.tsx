import type { JSX } from "preact";

import { shortcutsOf } from "../session/keys";
import { t as recruiter } from "../words";
import { type Columns, nameOf } from "./columns";
import { t } from "./words";

/** Where there is no room for all columns: which one is shown. */
export function Switch({ columns: { all, chosen, onChoose } }: { columns: Columns }): JSX.Element {
  const at = all.findIndex(({ id }) => id === chosen);
  const words = t.value;
  return (
    <div class="compared-switch">
      <Beside command="previousCandidate" sign="‹" id={all[at - 1]?.id} onChoose={onChoose} />
      <select
        class="input"
        aria-label={words.shown}
        value={chosen}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {all.map((candidate, nth) => (
          <option key={candidate.id} value={candidate.id}>
            {nameOf(candidate) ?? words.of(nth + 1, all.length)}
          </option>
        ))}
      </select>
      <span class="small quiet">{words.of(at + 1, all.length)}</span>
      <Beside command="nextCandidate" sign="›" id={all[at + 1]?.id} onChoose={onChoose} />
    </div>
  );
}

function Beside({
  command,
  sign,
  id,
  onChoose,
}: {
  command: "previousCandidate" | "nextCandidate";
  sign: string;
  id: string | undefined;
  onChoose: (id: string) => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-label={recruiter.value.session[command]}
      aria-keyshortcuts={shortcutsOf(command)}
      disabled={id === undefined}
      onClick={() => id !== undefined && onChoose(id)}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}
