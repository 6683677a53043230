import type { JSX } from "preact";

import { oneDecimal } from "../../shared/format";
import { hashOf } from "../route";
import { t as recruiter } from "../words";
import { type Columns, nameOf } from "./columns";
import type { Row } from "./questions";
import { t } from "./words";

/** Every question in a row, with what each scored, in the order of the columns. */
export function Strip({
  ids,
  rows,
  columns,
  shown,
  onChoose,
}: {
  ids: readonly string[];
  rows: readonly Row[];
  columns: Columns;
  shown: Row | null;
  onChoose: (number: number) => void;
}): JSX.Element {
  return (
    <nav class="strip" aria-label={recruiter.value.session.questions}>
      <ol>
        {rows.map((row) => (
          <li key={row.number}>
            <a
              href={hashOf({ page: "compare", ids, question: row.number })}
              title={row.text}
              aria-current={row.number === shown?.number ? "true" : undefined}
              onClick={(event) => {
                if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                event.preventDefault();
                onChoose(row.number);
              }}
            >
              <span>{t.value.question(row.number)}</span>
              <span class="strip-figures small quiet">
                {columns.all.map((candidate) => {
                  const overall = row.asked.get(candidate.id)?.answer.overall;
                  return (
                    <span key={candidate.id}>
                      <span class="visually-hidden">{nameOf(candidate)} </span>
                      {typeof overall === "number" ? oneDecimal(overall) : "–"}{" "}
                    </span>
                  );
                })}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
