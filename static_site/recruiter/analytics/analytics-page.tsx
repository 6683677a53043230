import type { ComponentChildren, JSX } from "preact";

import type { Api } from "../../shared/api";
import type { Analytics } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice } from "../../shared/error-notice";
import { number, oneDecimal, percent, spanInWords, timeOfDay } from "../../shared/format";
import { LEAST_PAIRS, LEAST_RATINGS } from "../../shared/limits";
import { useKept, useLoaded } from "../page/loading";
import { StaleNotice } from "../page/stale-notice";
import { BiasAuditCard } from "./bias-audit";
import { FigureTable } from "./figure-table";
import { type AnalyticsQuestion, PERIODS, type Period, addressOf, questionOf } from "./question";
import { t } from "./words";

const STEPS = ["invited", "opened", "begun", "finished", "decided"] as const;
const DAY_S = 86_400;
const NONE = "–";

/** What many interviews come to together, of the template and the time that the address names. */
export function AnalyticsPage({ api, address }: { api: Api; address: string }): JSX.Element {
  const words = t.value;
  const question = questionOf(address);
  const asked = addressOf(question);
  const loaded = useLoaded(`analytics?${asked}`, (signal) =>
    api.get("/api/analytics", { query: { ...question }, signal }),
  );
  const data = useKept(`analytics?${asked}`, loaded.data);
  return (
    <>
      <Choices api={api} question={question} />
      {data ? (
        <StaleNotice error={loaded.error} onRetry={loaded.reload} />
      ) : (
        loaded.error !== null && <ErrorNotice error={loaded.error} onRetry={loaded.reload} />
      )}
      {!data && loaded.error === null && <Busy>{words.loading}</Busy>}
      {data && <Figures data={data} />}
      <BiasAuditCard api={api} templateId={question.template_id} />
    </>
  );
}

function Choices({ api, question }: { api: Api; question: AnalyticsQuestion }): JSX.Element {
  const words = t.value;
  const loaded = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const templates = useKept("templates", loaded.data)?.templates ?? [];
  const ask = (part: Partial<AnalyticsQuestion>): void => {
    const asked = addressOf({ ...question, ...part });
    location.hash = asked === "" ? "#/analytics" : `#/analytics?${asked}`;
  };
  const isKnown = question.template_id === null || templates.some(({ id }) => id === question.template_id);
  return (
    <div class="figure-choices">
      <div class="field">
        <label for="analytics-template">{words.template}</label>
        <select
          id="analytics-template"
          class="input"
          value={question.template_id ?? ""}
          onChange={({ currentTarget: { value } }) => ask({ template_id: value === "" ? null : value })}
        >
          <option value="">{words.allTemplates}</option>
          {!isKnown && <option value={question.template_id ?? ""}>{words.otherTemplate}</option>}
          {templates.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="analytics-period">{words.period}</label>
        <select
          id="analytics-period"
          class="input"
          value={question.period}
          onChange={({ currentTarget: { value } }) => ask({ period: value as Period })}
        >
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {words.periods[period]}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

function Figures({ data }: { data: Analytics }): JSX.Element {
  const words = t.value;
  return (
    <>
      <p class="small quiet" role="status">
        {data.interviews === 0 ? words.none : words.counted(data.interviews, timeOfDay(data.made_at))}
      </p>
      {data.is_cut && <p class="notice">{words.cut}</p>}
      {data.hidden > 0 && <p class="notice">{words.hidden(data.hidden)}</p>}
      {data.interviews > 0 && (
        <div class="figure-cards">
          <FunnelCard funnel={data.funnel} />
          <QuestionsCard questions={data.questions} />
          <ScoresCard data={data} />
          <AgreementCard data={data} />
          <TimeCard time={data.time_to_decide} />
          <SatisfactionCard rated={data.satisfaction} />
        </div>
      )}
    </>
  );
}

function Card({ title, hint, children }: { title: string; hint: string; children: ComponentChildren }): JSX.Element {
  return (
    <section class="card stack">
      <h2>{title}</h2>
      <p class="small quiet">{hint}</p>
      {children}
    </section>
  );
}

function FunnelCard({ funnel }: { funnel: Analytics["funnel"] }): JSX.Element {
  const words = t.value.funnel;
  return (
    <Card title={words.title} hint={words.hint}>
      <FigureTable
        caption={words.title}
        head={[words.step, words.many, words.ofInvited, words.ofBefore]}
        rows={STEPS.map((step, place) => {
          const before = funnel[STEPS[Math.max(0, place - 1)] ?? step];
          return {
            name: words.steps[step],
            cells: [
              number(funnel[step]),
              { text: shareOf(funnel[step], funnel.invited), share: ratio(funnel[step], funnel.invited) },
              place === 0 ? NONE : shareOf(funnel[step], before),
            ],
          };
        })}
      />
      {funnel.still_open > 0 && <p class="small">{words.stillOpen(funnel.still_open)}</p>}
    </Card>
  );
}

function QuestionsCard({ questions }: { questions: Analytics["questions"] }): JSX.Element {
  const words = t.value.questions;
  return (
    <Card title={words.title} hint={words.hint}>
      {questions.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <FigureTable
          caption={words.title}
          head={[words.question, words.interviews, words.reached, words.answered, words.left]}
          rows={questions.map(({ number: place, interviews, reached, answered, left }) => ({
            name: number(place),
            cells: [
              number(interviews),
              { text: number(reached), share: ratio(reached, interviews) },
              { text: number(answered), share: ratio(answered, interviews) },
              number(left),
            ],
          }))}
        />
      )}
    </Card>
  );
}

function TimeCard({ time }: { time: Analytics["time_to_decide"] }): JSX.Element {
  const words = t.value.time;
  const spanOf = (seconds: number | null | undefined): string => {
    if (seconds === null || seconds === undefined) return NONE;
    return seconds < 2 * DAY_S ? spanInWords(seconds * 1000) : words.days(oneDecimal(seconds / DAY_S));
  };
  return (
    <Card title={words.title} hint={words.hint}>
      {time.decided === 0 ? (
        <p>{words.none}</p>
      ) : (
        <FigureTable
          caption={words.title}
          head={[words.what, words.value]}
          rows={[
            { name: words.decided, cells: [number(time.decided)] },
            { name: words.median, cells: [spanOf(time.median_s)] },
            { name: words.p90, cells: [spanOf(time.p90_s)] },
          ]}
        />
      )}
    </Card>
  );
}

function ScoresCard({ data: { by_model, by_people, indicative } }: { data: Analytics }): JSX.Element {
  const words = t.value.scores;
  const isEmpty = by_model.count === 0 && by_people.count === 0;
  const most = Math.max(...by_model.bins, ...by_people.bins);
  const figure = (value: number | null): string => (value === null ? NONE : oneDecimal(value));
  return (
    <Card title={words.title} hint={words.hint}>
      {isEmpty ? (
        <p>{words.none}</p>
      ) : (
        <FigureTable
          caption={words.title}
          head={[words.range, words.byModel, words.byPeople]}
          rows={[
            ...by_model.bins.map((many, place) => {
              const ofPeople = by_people.bins[place] ?? 0;
              return {
                name: words.between(place, place + 1),
                cells: [
                  { text: number(many), share: ratio(many, most) },
                  { text: number(ofPeople), share: ratio(ofPeople, most) },
                ],
              };
            }),
            { name: words.count, cells: [number(by_model.count), number(by_people.count)] },
            { name: words.mean, cells: [figure(by_model.mean), figure(by_people.mean)] },
            { name: words.median, cells: [figure(by_model.median), figure(by_people.median)] },
          ]}
        />
      )}
      {indicative > 0 && <p class="small">{words.indicative(indicative)}</p>}
    </Card>
  );
}

function AgreementCard({ data: { between_people, with_model } }: { data: Analytics }): JSX.Element {
  const words = t.value.agreement;
  const cellsOf = ({ pairs, kappa, same, within_one }: Analytics["with_model"]): string[] => {
    const isTold = pairs >= LEAST_PAIRS;
    return [
      number(pairs),
      !isTold ? NONE : typeof kappa === "number" ? number(kappa) : words.undefined,
      typeof same === "number" ? percent(same) : NONE,
      typeof within_one === "number" ? percent(within_one) : NONE,
    ];
  };
  return (
    <Card title={words.title} hint={words.hint}>
      <FigureTable
        caption={words.title}
        head={[words.who, words.pairs, words.kappa, words.same, words.withinOne]}
        rows={[
          { name: words.people, cells: cellsOf(between_people) },
          { name: words.model, cells: cellsOf(with_model) },
        ]}
      />
      {Math.min(between_people.pairs, with_model.pairs) < LEAST_PAIRS && (
        <p class="small">{words.tooFew(LEAST_PAIRS)}</p>
      )}
    </Card>
  );
}

function SatisfactionCard({ rated: { count, mean, counts } }: { rated: Analytics["satisfaction"] }): JSX.Element {
  const words = t.value.satisfaction;
  return (
    <Card title={words.title} hint={words.hint}>
      {counts && typeof mean === "number" ? (
        <>
          <p>{words.mean(oneDecimal(mean), count)}</p>
          <FigureTable
            caption={words.title}
            head={[words.rating, words.many]}
            rows={counts.map((many, place) => ({
              name: words.of(place + 1),
              cells: [{ text: number(many), share: ratio(many, count) }],
            }))}
          />
        </>
      ) : (
        <p>{words.tooFew(count, LEAST_RATINGS)}</p>
      )}
    </Card>
  );
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? NONE : percent(part / whole);
}
