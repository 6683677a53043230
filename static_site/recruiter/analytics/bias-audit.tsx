import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, address } from "../../shared/api";
import type { BiasAudit } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { day, number, percent } from "../../shared/format";
import { language } from "../../shared/words/languages";
import { useLoaded } from "../page/loading";
import { type FigureRow, FigureTable } from "./figure-table";
import { t } from "./words";

const YEARS = 3;

/** Whether candidates of some groups are selected, or scored, less often than others: of one template and one year. */
export function BiasAuditCard({ api, templateId }: { api: Api; templateId: string | null }): JSX.Element {
  const words = t.value.bias;
  const [thisYear] = useState(() => new Date().getUTCFullYear());
  const [year, setYear] = useState(thisYear);
  return (
    <section class="card stack bias-audit" aria-labelledby="bias-audit">
      <h2 id="bias-audit">{words.title}</h2>
      <p class="small quiet">{words.hint}</p>
      {templateId === null ? (
        <p>{words.chooseTemplate}</p>
      ) : (
        <>
          <div class="field">
            <label for="bias-year">{words.year}</label>
            <select
              id="bias-year"
              class="input"
              value={year}
              onChange={(event) => setYear(Number(event.currentTarget.value))}
            >
              {Array.from({ length: YEARS }, (_, back) => (
                <option key={back} value={thisYear - back}>
                  {String(thisYear - back)}
                </option>
              ))}
            </select>
          </div>
          <Audit api={api} templateId={templateId} year={year} />
        </>
      )}
    </section>
  );
}

function Audit({ api, templateId, year }: { api: Api; templateId: string; year: number }): JSX.Element {
  const words = t.value.bias;
  const query = { template_id: templateId, year };
  const { data, error, reload } = useLoaded(`bias-audit/${templateId}/${year}`, (signal) =>
    api.get("/api/bias-audit", { query, signal }),
  );
  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Busy>{t.value.loading}</Busy>;
  return (
    <>
      <p>{words.of(data.decided, day(data.until))}</p>
      <RatesTables title={words.selection} rates={data.selection} />
      <RatesTables title={words.scoring} rates={data.scoring} />
      <h3>{words.notShown.title}</h3>
      <ul class="small">
        {words.notShown.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <div class="row">
        <a
          class="button button-quiet button-small"
          href={address("/api/bias-audit.csv", { query: { ...query, language: language.value } })}
          download
        >
          {words.export}
        </a>
      </div>
    </>
  );
}

function RatesTables({ title, rates }: { title: string; rates: BiasAudit["selection"] }): JSX.Element {
  const words = t.value.bias;
  const rowsOf = (rows: BiasAudit["selection"]["by_sex"]): FigureRow[] =>
    rows.map(({ sex, race_ethnicity, people, selected, rate, impact_ratio }) => ({
      name: [race_ethnicity && words.races[race_ethnicity], sex && words.sexes[sex]].filter(Boolean).join(", "),
      cells:
        typeof people !== "number"
          ? [words.withheld, "–", "–", "–"]
          : [
              number(people),
              number(selected ?? 0),
              { text: percent(rate ?? 0), share: rate ?? 0 },
              typeof impact_ratio === "number" ? number(impact_ratio) : "–",
            ],
    }));
  const head = (by: string): string[] => [by, words.people, words.selected, words.rate, words.ratio];
  return (
    <>
      <h3>{title}</h3>
      {rates.people === null ? (
        <p>{words.tooFew}</p>
      ) : (
        <>
          <p class="small">{words.known(rates.people, rates.unknown ?? 0)}</p>
          <FigureTable caption={words.caption(title, words.sex)} head={head(words.sex)} rows={rowsOf(rates.by_sex)} />
          <FigureTable
            caption={words.caption(title, words.race)}
            head={head(words.race)}
            rows={rowsOf(rates.by_race_ethnicity)}
          />
          <FigureTable
            caption={words.caption(title, words.both)}
            head={head(words.both)}
            rows={rowsOf(rates.by_both)}
          />
        </>
      )}
    </>
  );
}
