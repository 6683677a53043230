import type { JSX, RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { Busy } from "../../shared/busy";
import { useLateHead } from "../page/late-head";
import { useTitle } from "../page/title";
import { hashOf, routeOf } from "../route";
import type { Choose } from "../session/decisions/decision-form";
import { shortcutsOf, useKeys, useKeysWanted } from "../session/keys";
import { KeysButton, KeysDialog } from "../session/keys-dialog";
import { rateBeside } from "../session/playback";
import { goBack, playOrPause, useRate } from "../session/player";
import { Step } from "../session/step";
import { type NotCompared, whyNotCompared } from "../sessions/comparing";
import { listAddress } from "../sessions/neighbours";
import { t as recruiter } from "../words";
import { type Columns, nameOf } from "./columns";
import "./compare.css";
import { COMPARE_KEYS } from "./keys";
import { type Compared, Loader, awaited, isSettled } from "./loader";
import { inOrder } from "./order";
import { Overview } from "./overview";
import { QuestionTable, isHeard } from "./question";
import { type Row, rowsOf } from "./questions";
import { Strip } from "./strip";
import { Switch } from "./switch";
import { useFits, windowFrom } from "./room";
import { t } from "./words";

/** `question`: which one is shown at first, from 1 as in the address; null for the first there is. */
export function ComparePage({
  api,
  ids,
  question,
}: {
  api: Api;
  ids: readonly string[];
  question: number | null;
}): JSX.Element {
  const why = whyNotCompared(ids.length, []);
  const title = why === null ? t.value.title(ids.length) : t.value.refused;
  useTitle(title);
  const head = useLateHead();
  return (
    <div class="stack comparison">
      <a href={`#${listAddress()}`}>{recruiter.value.session.all}</a>
      <h1 ref={head} tabIndex={-1}>
        {title}
      </h1>
      {why === null ? <Comparison api={api} ids={ids} question={question} /> : <Refused why={why} />}
    </div>
  );
}

function Refused({ why }: { why: NotCompared }): JSX.Element {
  return <p class="notice">{recruiter.value.sessions.bulk.notCompared[why]}</p>;
}

function Comparison({
  api,
  ids,
  question,
}: {
  api: Api;
  ids: readonly string[];
  question: number | null;
}): JSX.Element {
  const [loaded, setLoaded] = useState<ReadonlyMap<string, Compared>>(new Map());
  const onLoaded = useCallback((one: Compared) => setLoaded((before) => new Map(before).set(one.id, one)), []);
  const inAddress = ids.map((id) => loaded.get(id) ?? awaited(id));
  const all = useOrder(inAddress);
  const rows = rowsOf(inAddress.map(({ id, results }) => [id, results?.answers ?? []]));
  const choice = useChoice(ids, rows, question);
  const { shown } = choice;

  const { fits, place } = useFits();
  const [first, setFirst] = useState<string | null>(null);
  const [start, setStart] = useState(0);
  const chosen = first ?? all[0]?.id ?? "";
  const from = windowFrom(
    start,
    fits,
    all.length,
    all.findIndex(({ id }) => id === chosen),
  );
  const choose = (id: string): void => {
    setFirst(id);
    setStart(from);
  };
  const columns: Columns = {
    all,
    inSight: new Set(all.slice(from, from + fits).map(({ id }) => id)),
    chosen,
    onChoose: choose,
  };

  const videos = useEach<HTMLVideoElement>();
  const choosers = useEach<Choose>();
  const [rate, setRate] = useRate();
  const [turn, setTurn] = useState<{ ids: readonly string[]; at: number } | null>(null);
  const now = turn?.ids[turn.at] ?? null;

  function playInTurn(): void {
    if (turn) {
      setTurn(null);
      if (now !== null) videos(now).current?.pause();
      return;
    }
    const heard = shown ? all.filter((each) => isHeard(each, shown)).map(({ id }) => id) : [];
    if (heard.length > 0) turnTo({ ids: heard, at: 0 });
  }

  function turnTo(next: { ids: readonly string[]; at: number }): void {
    const id = next.ids[next.at];
    setTurn(id === undefined ? null : next);
    if (id !== undefined) choose(id);
  }

  function goTo(number: number, leads: boolean): void {
    setTurn(null);
    choice.goTo(number, leads);
  }

  const step = (by: 1 | -1): (() => void) | null => {
    const next = shown && rows[shown.number - 1 + by];
    return next ? () => goTo(next.number, true) : null;
  };
  const chooseBeside = (by: 1 | -1) => (): void => {
    const next = all[all.findIndex(({ id }) => id === chosen) + by];
    if (next) choose(next.id);
  };

  const [keysWanted, wantKeys] = useKeysWanted();
  const [showsKeys, setShowsKeys] = useState(false);
  useKeys(
    {
      advance: () => choosers(chosen).current?.("advance"),
      hold: () => choosers(chosen).current?.("hold"),
      reject: () => choosers(chosen).current?.("reject"),
      nextCandidate: chooseBeside(1),
      previousCandidate: chooseBeside(-1),
      nextQuestion: () => step(1)?.(),
      previousQuestion: () => step(-1)?.(),
      play: () => playOrPause(videos(chosen).current),
      back: () => goBack(videos(chosen).current),
      slower: () => setRate(rateBeside(rate, -1)),
      faster: () => setRate(rateBeside(rate, 1)),
      turn: playInTurn,
      open: () => {
        location.hash = hashOf({ page: "session", id: chosen });
      },
      keys: () => setShowsKeys(true),
    },
    keysWanted,
    COMPARE_KEYS,
  );

  const words = t.value;
  const loaders = ids.map((id) => (
    <Loader
      key={id}
      api={api}
      id={id}
      question={shown?.asked.get(id)?.answer.question_index ?? null}
      onLoaded={onLoaded}
    />
  ));
  const templates = all.flatMap(({ results }) => results?.session.template_id ?? []);
  const why = whyNotCompared(ids.length, templates);
  const marked = all.find(({ id }) => id === chosen);
  const shownColumns = (
    <div class="stack" ref={place}>
      <div class="row">
        <p class="quiet compared-title">
          <bdi>{all.find(({ results }) => results)?.results?.session.template_title}</bdi>
        </p>
        <span class="push">
          <KeysButton onOpen={() => setShowsKeys(true)} />
        </span>
      </div>
      <p class="visually-hidden" role="status">
        {marked && nameOf(marked)}
      </p>
      {fits < all.length && <Switch columns={columns} />}
      <Overview api={api} columns={columns} chooserOf={choosers} />
      {rows.length > 0 ? (
        <section class="stack shown-question" ref={choice.place} aria-labelledby="compared-question">
          <Strip ids={ids} rows={rows} columns={columns} shown={shown} onChoose={(number) => goTo(number, false)} />
          {shown && (
            <>
              <div class="row">
                <h2 id="compared-question" tabIndex={-1}>
                  {words.question(shown.number)}
                </h2>
                <button
                  type="button"
                  class="button button-quiet button-small"
                  aria-keyshortcuts={shortcutsOf("turn", COMPARE_KEYS)}
                  aria-pressed={turn !== null}
                  onClick={playInTurn}
                >
                  {turn ? words.stop : words.inTurn}
                </button>
                <span class="small quiet" role="status">
                  {turn && now !== null && words.playing(nameIn(all, now), turn.at + 1, turn.ids.length)}
                </span>
                <span class="row push">
                  <Step command="previousQuestion" onStep={step(-1)} />
                  <Step command="nextQuestion" onStep={step(1)} />
                </span>
              </div>
              {!shown.differs && (
                <p class="question" lang={all.find(({ results }) => results)?.results?.session.template_language}>
                  {shown.text}
                </p>
              )}
              {shown.differs && <p class="notice notice-warn small">{words.reworded}</p>}
              {all.some(({ id, results }) => results && !shown.asked.has(id)) && (
                <p class="notice notice-warn small">{words.notAllAsked}</p>
              )}
              <QuestionTable
                key={shown.number}
                api={api}
                question={shown}
                columns={columns}
                videoOf={videos}
                rate={rate}
                onRate={setRate}
                turn={{
                  now,
                  onEnd: () => turn && turnTo({ ...turn, at: turn.at + 1 }),
                  onLeft: () => setTurn(null),
                }}
              />
            </>
          )}
        </section>
      ) : (
        !all.every(isSettled) && <Busy>{words.loading}</Busy>
      )}
      {showsKeys && (
        <KeysDialog
          keys={COMPARE_KEYS}
          told={{ ...recruiter.value.keys.commands, ...words.keys }}
          about={words.acts}
          wanted={keysWanted}
          onWant={wantKeys}
          onClose={() => setShowsKeys(false)}
        />
      )}
    </div>
  );
  // Those that bring them stay where they are, whatever is shown: they would begin anew.
  return (
    <>
      {loaders}
      {why === null ? shownColumns : <Refused why={why} />}
    </>
  );
}

function nameIn(all: readonly Compared[], id: string): string {
  const found = all.find((each) => each.id === id);
  return (found && nameOf(found)) ?? "";
}

/** Best first, as soon as all of them are here, and from then on as they are: nothing moves under the reader's hand. */
function useOrder(candidates: readonly Compared[]): readonly Compared[] {
  const order = useRef<readonly string[] | null>(null);
  if (order.current === null && candidates.every(isSettled)) order.current = inOrder(candidates).map(({ id }) => id);
  const kept = order.current;
  if (kept === null) return candidates;
  return kept.flatMap((id) => candidates.find((each) => each.id === id) ?? []);
}

/** Something that each column puts somewhere, by its interview. */
function useEach<T>(): (id: string) => RefObject<T | null> {
  const places = useRef(new Map<string, RefObject<T | null>>());
  return useCallback((id) => {
    const place = places.current.get(id) ?? { current: null };
    places.current.set(id, place);
    return place;
  }, []);
}

interface ShownQuestion {
  shown: Row | null;
  place: RefObject<HTMLElement | null>;
  /** Shows another question; `leads` says whether the focus goes there, too. */
  goTo: (number: number, leads: boolean) => void;
}

/** Which question is shown; the address says so. */
function useChoice(ids: readonly string[], rows: readonly Row[], first: number | null): ShownQuestion {
  const [chosen, setChosen] = useState(first);
  const [led, setLed] = useState<{ leads: boolean } | null>(null);
  const place = useRef<HTMLElement>(null);
  const key = ids.join();
  useEffect(() => {
    const follow = (): void => {
      const route = routeOf(location.hash);
      if (route.page === "compare" && route.ids.join() === key) setChosen(route.question ?? null);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [key]);
  useLayoutEffect(() => {
    if (!led) return;
    if (led.leads) place.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ behavior: "smooth" });
  }, [led]);
  return {
    shown: rows.find(({ number }) => number === chosen) ?? rows[0] ?? null,
    place,
    goTo: (number, leads) => {
      setChosen(number);
      setLed({ leads });
      history.replaceState(history.state, "", hashOf({ page: "compare", ids, question: number }));
    },
  };
}
