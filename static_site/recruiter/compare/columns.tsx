import type { ComponentChildren, JSX } from "preact";

import type { ResultsView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { oneDecimal } from "../../shared/format";
import { isMissing } from "../page/loading";
import { StaleNotice } from "../page/stale-notice";
import { hashOf } from "../route";
import { StateChip } from "../sessions/chips";
import { t as recruiter } from "../words";
import type { Compared } from "./loader";
import { t } from "./words";

/** Those that are compared, in their order; some are out of sight where there is no room for all. */
export interface Columns {
  all: readonly Compared[];
  inSight: ReadonlySet<string>;
  /** What keys are about. */
  chosen: string;
  onChoose: (id: string) => void;
}

/** An interview that is here. */
export type Here = Compared & { results: ResultsView };

/** What somebody is called; null while that is not known. */
export function nameOf({ results }: Compared): string | null {
  return results?.session.candidate_name ?? null;
}

/**
 * A table, and not a list for each candidate: who hears it goes along a row, is told the row and whose column it is, and
 * compares without going back. Its rows are grids with what they are about above the cells, so that it fits into a
 * telephone with one column; such boxes are no table to a browser by themselves, hence the roles.
 */
export function Table({
  labelledBy,
  columns,
  children,
}: {
  /** The id of its heading. */
  labelledBy: string;
  columns: Columns;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div role="table" aria-labelledby={labelledBy} class="compared">
      <div role="rowgroup" class="compared-heads">
        <div role="row" class="compared-row" style={gridOf(columns)}>
          <div role="columnheader" class="visually-hidden">
            {t.value.aspect}
          </div>
          {columns.all.map((candidate) => (
            <Cell key={candidate.id} role="columnheader" candidate={candidate} columns={columns}>
              <Head candidate={candidate} />
            </Cell>
          ))}
        </div>
      </div>
      <div role="rowgroup">{children}</div>
    </div>
  );
}

/** What `what` names of each; one that is not here has nothing to say. */
export function Row({
  what,
  columns,
  children,
}: {
  what: ComponentChildren;
  columns: Columns;
  children: (candidate: Here, nth: number) => ComponentChildren;
}): JSX.Element {
  return (
    <div role="row" class="compared-row" style={gridOf(columns)}>
      <div role="rowheader" class="compared-what">
        {what}
      </div>
      {columns.all.map((candidate, nth) => (
        <Cell key={candidate.id} role="cell" candidate={candidate} columns={columns}>
          {isHere(candidate) ? children(candidate, nth) : <None />}
        </Cell>
      ))}
    </div>
  );
}

function isHere(candidate: Compared): candidate is Here {
  return candidate.results !== null;
}

function Cell({
  role,
  candidate: { id },
  columns: { inSight, chosen, onChoose },
  children,
}: {
  role: "cell" | "columnheader";
  candidate: Compared;
  columns: Columns;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div
      role={role}
      class={chosen === id ? "compared-cell is-chosen" : "compared-cell"}
      hidden={!inSight.has(id)}
      onFocusIn={() => onChoose(id)}
      onPointerDown={() => onChoose(id)}
    >
      {children}
    </div>
  );
}

/** As many columns as are in sight, all as wide. */
function gridOf({ inSight }: Columns): { gridTemplateColumns: string } {
  return { gridTemplateColumns: `repeat(${inSight.size}, minmax(0, 1fr))` };
}

/** Who it is; and why there is nothing below, where that is so. */
function Head({ candidate }: { candidate: Compared }): JSX.Element {
  const { id, results, error, reload } = candidate;
  if (isMissing(error)) return <p class="small">{recruiter.value.session.missing}</p>;
  if (!results) return error === null ? <Busy>{t.value.loading}</Busy> : <ErrorNotice error={error} onRetry={reload} />;
  return (
    <>
      <a class="compared-name" href={hashOf({ page: "session", id })}>
        <bdi class="clamped">{results.session.candidate_name}</bdi>
      </a>
      {results.session.state !== "done" && <StateChip session={results.session} />}
      <StaleNotice error={error} onRetry={reload} />
    </>
  );
}

/** What something comes to, of ten. */
export function Figure({ of }: { of: number }): JSX.Element {
  const bold = (text: string): JSX.Element => <strong class="compared-figure">{text}</strong>;
  const quiet = (text: string): JSX.Element => <span class="small quiet">{text}</span>;
  return <>{recruiter.value.scorecard.overall(bold, quiet, oneDecimal(of))}</>;
}

/** Nothing to say, in a cell. */
export function None(): JSX.Element {
  return (
    <>
      <span class="quiet" aria-hidden="true">
        –
      </span>
      <span class="visually-hidden">{recruiter.value.decisions.table.none}</span>
    </>
  );
}
