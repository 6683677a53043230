import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { SignInEntryView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice } from "../../../shared/error-notice";
import { ago } from "../../../shared/format";
import { t } from "../../account/words";
import { useLoaded } from "../../page/loading";

/** Where somebody is signed in, and how to end that. */
export function SignIns({ api, onSignedOut }: { api: Api; onSignedOut: () => void }): JSX.Element {
  const words = t.value.own;
  const { data, error, reload } = useLoaded("sign-ins", (signal) => api.get("/api/me/sign-ins", { signal }));
  const [failed, setFailed] = useState<unknown>(null);
  const [hasEnded, setEnded] = useState(false);

  async function end(sign_in_id: string): Promise<void> {
    setFailed(null);
    try {
      await api.delete("/api/me/sign-ins/{sign_in_id}", { path: { sign_in_id } });
      setEnded(true);
      reload();
    } catch (reason) {
      setFailed(reason);
    }
  }

  async function endAll(): Promise<void> {
    setFailed(null);
    try {
      await api.post("/api/me/sign-out-everywhere");
      onSignedOut();
    } catch (reason) {
      setFailed(reason);
    }
  }

  return (
    <section class="card stack" aria-labelledby="sign-ins-title">
      <h2 id="sign-ins-title" tabIndex={-1}>
        {words.signIns}
      </h2>
      {(error ?? failed) !== null && (
        <ErrorNotice error={error ?? failed} onRetry={error === null ? undefined : reload} />
      )}
      {!data && error === null && <Busy>{words.loading}</Busy>}
      {data && (
        <ul class="settings-list">
          {data.sign_ins.map((each) => (
            <SignInEntry key={each.id} signIn={each} onEnd={() => void end(each.id)} />
          ))}
        </ul>
      )}
      <p role="status" class="small">
        {hasEnded && words.ended}
      </p>
      <div class="row">
        <button type="button" class="button button-quiet" onClick={() => void endAll()}>
          {words.everywhere}
        </button>
        <span class="small quiet">{words.everywhereHint}</span>
      </div>
    </section>
  );
}

function SignInEntry({ signIn, onEnd }: { signIn: SignInEntryView; onEnd: () => void }): JSX.Element {
  const words = t.value.own;
  const device = words.device(words.browsers[signIn.browser], words.systems[signIn.system]);
  const said = [
    signIn.is_this && words.this,
    signIn.used_at !== null && words.used(ago(signIn.used_at)),
    signIn.network !== null && words.from(signIn.network),
  ].filter(Boolean);
  return (
    <li class="row">
      <p>
        {device} <span class="small quiet">{said.join(" · ")}</span>
      </p>
      {!signIn.is_this && (
        <button
          type="button"
          class="button button-quiet button-small push"
          aria-label={words.endOf(device)}
          onClick={onEnd}
        >
          {words.end}
        </button>
      )}
    </li>
  );
}
