import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../../shared/api";
import type { OfferView } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { ErrorNotice, NotSent } from "../../../shared/error-notice";
import type { FieldErrors } from "../../../shared/field-errors";
import { day } from "../../../shared/format";
import { language } from "../../../shared/words/languages";
import { t } from "../../account/words";
import { type Given, TextField, useForm } from "../../page/form";
import { useLoaded } from "../../page/loading";
import { Secret } from "../secret";
import { QrCode } from "./qr-code";

/** A code of an app besides the password: set up, and done without again. */
export function SecondStep({ api }: { api: Api }): JSX.Element {
  const words = t.value.second;
  const { data, error, reload } = useLoaded("second-step", (signal) => api.get("/api/me/second-factor", { signal }));
  const [offer, setOffer] = useState<OfferView | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [done, setDone] = useState<"isOn" | "isOff" | null>(null);

  function end(as: "isOn" | "isOff" | null): void {
    setDone(as);
    setOffer(null);
    setCodes(null);
    reload();
  }

  return (
    <section class="card stack" aria-labelledby="second-step-title">
      <h2 id="second-step-title" tabIndex={-1}>
        {words.title}
      </h2>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      {!data && error === null && <Busy>{t.value.own.loading}</Busy>}
      {codes !== null ? (
        <Secret value={codes.join("\n")} words={words.codes} onDone={() => end("isOn")} />
      ) : offer !== null ? (
        <Confirm api={api} offer={offer} onConfirmed={setCodes} onCancel={() => end(null)} />
      ) : (
        data && (
          <>
            <p>{data.since === null ? words.off : words.on(day(data.since))}</p>
            {data.since === null ? (
              <WithPassword
                key="off"
                action={words.setUp}
                acting={words.settingUp}
                act={async (password) => {
                  const body = { password, language: language.peek() };
                  setOffer(await api.post("/api/me/second-factor", { body }));
                  setDone(null);
                }}
              />
            ) : (
              <>
                <p class="small quiet">{words.left(data.recovery_codes)}</p>
                <WithPassword
                  key="on"
                  action={words.switchOff}
                  acting={words.switchingOff}
                  act={async (password) => {
                    await api.post("/api/me/second-factor/removal", { body: { password } });
                    end("isOff");
                  }}
                />
              </>
            )}
          </>
        )
      )}
      <p role="status" class="small">
        {done !== null && words[done]}
      </p>
    </section>
  );
}

/** What one does with one's password alone. */
function WithPassword({
  action,
  acting,
  act,
}: {
  action: string;
  acting: string;
  act: (password: string) => Promise<void>;
}): JSX.Element {
  const send = ({ password = "" }: Given): Promise<void> => act(password);
  const { form, problems, error, busy } = useForm({ lacks: noPassword, send, refused: wrongPassword });
  return (
    <form class="stack" {...form}>
      <NotSent error={error} />
      <TextField
        id="second-step-password"
        name="password"
        label={t.value.own.oldPassword}
        type="password"
        autocomplete="current-password"
        problem={problems["password"]}
      />
      <div class="row">
        <button class="button button-quiet" disabled={busy}>
          {busy ? acting : action}
        </button>
      </div>
    </form>
  );
}

function noPassword({ password = "" }: Given): FieldErrors {
  return password === "" ? { password: () => t.value.own.oldPasswordMissing } : {};
}

function wrongPassword(error: unknown): FieldErrors | null {
  const isWrong = error instanceof ApiError && error.code === "wrong_password";
  return isWrong ? { password: () => t.value.own.oldPasswordWrong } : null;
}

function Confirm({
  api,
  offer,
  onConfirmed,
  onCancel,
}: {
  api: Api;
  offer: OfferView;
  onConfirmed: (codes: readonly string[]) => void;
  onCancel: () => void;
}): JSX.Element {
  const words = t.value.second;

  async function send({ code = "" }: Given): Promise<void> {
    const { recovery_codes } = await api.post("/api/me/second-factor/confirmation", { body: { code: code.trim() } });
    onConfirmed(recovery_codes);
  }

  const { form, problems, error, busy } = useForm({ lacks: noCode, send, refused: wrongCode });
  return (
    <form class="stack" {...form}>
      <p>{words.scan}</p>
      <QrCode text={offer.address} label={words.picture} />
      <p>
        <a href={offer.address}>{words.open}</a>
      </p>
      <p>
        {words.key}: <code class="second-step-key">{offer.secret.replace(/.{4}(?=.)/g, "$& ")}</code>
      </p>
      <NotSent error={error} />
      <TextField
        id="second-step-code"
        name="code"
        label={words.code}
        autocomplete="one-time-code"
        inputMode="numeric"
        problem={problems["code"]}
      />
      <div class="row">
        <button class="button button-quiet" disabled={busy}>
          {busy ? words.confirming : words.confirm}
        </button>
        <button type="button" class="button button-quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

function noCode({ code = "" }: Given): FieldErrors {
  return /^\d{6}$/.test(code.replace(/\s/g, "")) ? {} : { code: () => t.value.second.codeMissing };
}

function wrongCode(error: unknown): FieldErrors | null {
  return error instanceof ApiError && error.code === "wrong_code" ? { code: () => t.value.second.codeWrong } : null;
}
