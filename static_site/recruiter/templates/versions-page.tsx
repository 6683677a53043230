import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import type { TemplateView, VersionView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import { dateAndTime } from "../../shared/format";
import { useLoaded } from "../page/loading";
import { own } from "../page/own";
import { DifferenceList } from "./difference-list";
import { draftOf, requestOf } from "./template-draft";
import { differencesOf } from "./template-differences";
import { t } from "./words";

/** Who saved a template when, what each change was, and the way back to how it was. */
export function VersionList({ api, id, mayWrite }: { api: Api; id: string; mayWrite: boolean }): JSX.Element {
  const words = t.value.versions;
  const path = { template_id: id };
  const [earlier, setEarlier] = useState<readonly VersionView[]>([]);
  const [before, setBefore] = useState<number | null | undefined>(undefined);
  const { data, error, reload } = useLoaded(id, (signal) =>
    api.get("/api/templates/{template_id}/versions", { path, signal }),
  );
  const [restored, setRestored] = useState<number | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const isBusy = useRef(false);
  const versions = [...(data?.versions ?? []), ...earlier];
  const next = before === undefined ? (data?.before ?? null) : before;
  const current = data?.versions[0];

  async function more(): Promise<void> {
    setFault(null);
    try {
      const page = await api.get("/api/templates/{template_id}/versions", { path, query: { before: next } });
      setEarlier([...earlier, ...page.versions]);
      setBefore(page.before);
    } catch (reason) {
      setFault(reason);
    }
  }

  async function restore(version: number): Promise<void> {
    if (!current || isBusy.current) return;
    isBusy.current = true;
    setFault(null);
    setRestored(null);
    try {
      const old = await api.get("/api/templates/{template_id}/versions/{version}", { path: { ...path, version } });
      const body = requestOf(draftOf(old));
      await api.put("/api/templates/{template_id}", { path, body, ifMatch: `"${current.version}"` });
      setRestored(version);
      setEarlier([]);
      setBefore(undefined);
      reload();
    } catch (reason) {
      setFault(reason);
      // What was saved meanwhile is shown, so that who restores knows what they replace.
      if (reason instanceof ApiError && reason.status === 412) reload();
    }
    isBusy.current = false;
  }

  return (
    <>
      {current && (
        <p>
          <bdi>{current.title}</bdi>
        </p>
      )}
      <p class="quiet">{words.what}</p>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>{words.loading}</Busy>}
      <div role="status">{restored !== null && <p class="notice">{words.restored(restored)}</p>}</div>
      <NotSent error={fault} />
      <ol class="versions template-versions" reversed>
        {versions.map((each) => (
          <li key={each.version} class="stack">
            <h2>{words.version(each.version)}</h2>
            <p class="small quiet">
              {each.saved_by
                ? words.savedBy(own, each.saved_by.name, dateAndTime(each.updated_at))
                : words.saved(dateAndTime(each.updated_at))}
              {each.version === current?.version && ` ${words.counts}`}
            </p>
            {each.version > 1 && <Change api={api} id={id} version={each.version} />}
            {mayWrite && current && each.version !== current.version && (
              <div>
                <button
                  type="button"
                  class="button button-quiet button-small"
                  aria-label={words.restoreOf(each.version)}
                  onClick={() => void restore(each.version)}
                >
                  {words.restore}
                </button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {next !== null && (
        <div>
          <button type="button" class="button button-quiet" onClick={() => void more()}>
            {words.more}
          </button>
        </div>
      )}
    </>
  );
}

/** What a version changed of the one before it, once somebody asks. */
function Change({ api, id, version }: { api: Api; id: string; version: number }): JSX.Element {
  const words = t.value.versions;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="small" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{words.changes(version)}</summary>
      {isOpen && <Differences api={api} id={id} version={version} />}
    </details>
  );
}

function Differences({ api, id, version }: { api: Api; id: string; version: number }): JSX.Element {
  const words = t.value.versions;
  const { data, error, reload } = useLoaded(`${id} ${version}`, async (signal) => {
    const get = (wanted: number): Promise<TemplateView> =>
      api.get("/api/templates/{template_id}/versions/{version}", {
        path: { template_id: id, version: wanted },
        signal,
      });
    const before = get(version - 1).catch((reason: unknown) => {
      if (reason instanceof ApiError && reason.status === 404) return null;
      throw reason;
    });
    return Promise.all([get(version), before]);
  });
  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />;
  if (!data) return <Busy>{words.comparing}</Busy>;
  const [now, before] = data;
  if (!before) return <p>{words.notKept}</p>;
  const differences = differencesOf(draftOf(now), draftOf(before));
  if (differences.length === 0) return <p>{words.same}</p>;
  return (
    <DifferenceList differences={differences} label={words.changes(version)} mine={words.now} theirs={words.was} />
  );
}
