import type { JSX } from "preact";

/** A cell: what it says, and how long its bar is, from 0 to 1, where it has one. */
export type Cell = string | { text: string; share: number };

export interface FigureRow {
  name: string;
  cells: readonly Cell[];
}

/** Figures as a table, which says all that the bars in it show. */
export function FigureTable({
  caption,
  head,
  rows,
}: {
  caption: string;
  /** Of the first column and of each cell. */
  head: readonly string[];
  rows: readonly FigureRow[];
}): JSX.Element {
  return (
    <div class="figure-table" role="region" aria-label={caption} tabIndex={0}>
      <table class="small">
        <caption class="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td key={place}>
                  {typeof cell === "string" ? (
                    cell
                  ) : (
                    <span class="figure">
                      <span>{cell.text}</span>
                      <Bar share={cell.share} />
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ share }: { share: number }): JSX.Element {
  return (
    <svg class="figure-bar" aria-hidden="true">
      <rect class="figure-rail" width="100%" height="100%" rx="3" />
      {share > 0 && <rect class="figure-length" width={`${Math.min(1, share) * 100}%`} height="100%" rx="3" />}
    </svg>
  );
}
