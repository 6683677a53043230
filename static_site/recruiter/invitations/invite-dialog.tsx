import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import { ApiError } from "../../shared/api";
import type { LinkView } from "../../shared/api-types";
import { Busy } from "../../shared/busy";
import { ErrorNotice, NotSent } from "../../shared/error-notice";
import {
  FieldError,
  type FieldErrors,
  LookAgain,
  described,
  fieldErrorsOf,
  lengthProblem,
  useFieldErrors,
  withoutField,
} from "../../shared/field-errors";
import { LANGUAGES, isLanguage } from "../../shared/words/languages";
import { AccommodationFields } from "./accommodation-fields";
import { accommodationsOf } from "./accommodations";
import { MAX_EMAIL, MAX_NAME } from "../../shared/limits";
import { isAddress, isMailable, noAddress, notMailable } from "../page/addresses";
import { Dialog } from "../page/dialog";
import { ExpiryField } from "../page/link";
import { useKept, useLoaded } from "../page/loading";
import { hashOf } from "../route";
import { t } from "../words";
import { IssuedLink } from "./issued-link";

const USUAL_DAYS = 14;

export function InviteDialog({
  api,
  templateId,
  onClose,
  onIssued,
}: {
  api: Api;
  templateId?: string;
  onClose: () => void;
  onIssued: () => void;
}): JSX.Element {
  const templates = useLoaded("templates", (signal) => api.get("/api/templates", { signal }));
  const found = useKept("templates", templates.data)?.templates;
  const [issued, setIssued] = useState<LinkView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** The interview that this person has by this template. */
  const [known, setKnown] = useState<string | null>(null);
  const [hasAddress, setHasAddress] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { errors: problems, find, keep } = useFieldErrors(form);
  const isReady = found !== undefined;
  useLayoutEffect(() => form.current?.querySelector("select")?.focus(), [isReady]);

  /** `once`: not who was invited to this template before. */
  async function invite(once: boolean): Promise<void> {
    if (!form.current) return;
    const fields = new FormData(form.current);
    const given = Object.fromEntries(fields) as Record<string, string>;
    const email = given["candidate_email"]?.trim() ?? "";
    const language = given["language"] ?? "";
    const byEmail = email !== "" && given["by_email"] === "on";
    const lacking = problemsOf(given["candidate_name"] ?? "", email, byEmail);
    find(lacking);
    setError(null);
    setKnown(null);
    if (Object.keys(lacking).length > 0) return;
    setBusy(true);
    try {
      const link = await api.post("/api/sessions", {
        body: {
          template_id: given["template_id"] ?? "",
          candidate_name: given["candidate_name"]?.trim() ?? "",
          candidate_email: email === "" ? null : email,
          expires_in_days: Number(given["expires_in_days"]),
          language: isLanguage(language) ? language : null,
          accommodations: accommodationsOf(fields),
          by_email: byEmail,
          once,
        },
      });
      setIssued(link);
      onIssued();
    } catch (reason) {
      const refused = fieldErrorsOf(reason);
      if (reason instanceof ApiError && reason.code === "already_invited") setKnown(reason.params.session_id ?? "");
      else if (Object.keys(refused).length > 0) find(refused);
      else setError(reason);
    }
    setBusy(false);
  }

  const isTyped = (): boolean => {
    if (issued || !form.current) return false;
    const given = new FormData(form.current);
    return ["candidate_name", "candidate_email"].some((name) => {
      const value = given.get(name);
      return typeof value === "string" && value.trim() !== "";
    });
  };
  const words = t.value.invitation;
  return (
    <Dialog title={issued ? words.ready : words.title} onClose={onClose} isUnsaved={isTyped}>
      {issued && <IssuedLink issued={issued} />}
      {!issued && !found && templates.error !== null && (
        <ErrorNotice error={templates.error} onRetry={templates.reload} />
      )}
      {!issued && !found && templates.error === null && <Busy>{words.loadingTemplates}</Busy>}
      {!issued && found?.length === 0 && (
        <div class="stack">
          <p>{words.noTemplate}</p>
          <p>
            <a class="button" href="#/templates/new">
              {words.newTemplate}
            </a>
          </p>
        </div>
      )}
      {!issued && found && found.length > 0 && (
        <form
          class="stack"
          ref={form}
          noValidate
          onInput={(event) => {
            const { target } = event;
            setKnown(null);
            setHasAddress(new FormData(event.currentTarget).get("candidate_email") !== "");
            keep((errors) => withoutField(errors, target));
          }}
          onSubmit={(event) => {
            event.preventDefault();
            void invite(true);
          }}
        >
          <NotSent error={error} />
          <LookAgain errors={problems} />
          <div class="field">
            <label for="template-id">{words.template}</label>
            <select class="input" id="template-id" name="template_id" required>
              {found.map(({ id, title, question_count }) => (
                <option key={id} value={id} selected={id === templateId}>
                  {words.templateOf(title, question_count)}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="candidate-name">{words.name}</label>
            <input
              class="input"
              id="candidate-name"
              name="candidate_name"
              required
              autocomplete="off"
              {...described("candidate-name", problems["candidate_name"])}
            />
            <FieldError id="candidate-name" problem={problems["candidate_name"]} />
          </div>
          <div class="field">
            <label for="candidate-email">
              {words.email((text) => (
                <span class="quiet">{text}</span>
              ))}
            </label>
            <input
              class="input"
              id="candidate-email"
              name="candidate_email"
              type="email"
              autocomplete="off"
              {...described("candidate-email", problems["candidate_email"], "candidate-email-hint")}
            />
            <FieldError id="candidate-email" problem={problems["candidate_email"]} />
            <p class="hint" id="candidate-email-hint">
              {words.emailHint}
            </p>
            <label class="check">
              <input type="checkbox" name="by_email" disabled={!hasAddress} /> <span>{words.byEmail}</span>
            </label>
          </div>
          <LanguageField />
          <ExpiryField value={USUAL_DAYS} />
          <AccommodationFields />
          {known !== null && (
            <div class="notice notice-warn stack" role="alert">
              <p>
                {words.wasInvited}{" "}
                {known !== "" && (
                  <a href={hashOf({ page: "session", id: known })} target="_blank">
                    {words.theirInterview}
                  </a>
                )}
              </p>
              <div>
                <button type="button" class="button button-quiet button-small" onClick={() => void invite(false)}>
                  {words.inviteAgain}
                </button>
              </div>
            </div>
          )}
          <div class="actions">
            <button class="button" disabled={busy}>
              {busy ? words.making : words.make}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** What nobody chooses stays the template's own, whichever is invited to. */
function LanguageField(): JSX.Element {
  const { label, ofTemplate, ofThisOne } = t.value.interviewLanguage;
  return (
    <div class="field">
      <label for="interview-language">{label}</label>
      <select class="input" id="interview-language" name="language" aria-describedby="interview-language-hint">
        <option value="">{ofTemplate}</option>
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
      <p class="hint" id="interview-language-hint">
        {ofThisOne}
      </p>
    </div>
  );
}

function problemsOf(name: string, email: string, byEmail: boolean): FieldErrors {
  const nameProblem = name.trim() === "" ? nameMissing : lengthProblem(name, MAX_NAME);
  const emailProblem =
    email !== "" && !isAddress(email)
      ? noAddress
      : byEmail && !isMailable(email)
        ? notMailable
        : lengthProblem(email, MAX_EMAIL);
  return {
    ...(nameProblem && { candidate_name: nameProblem }),
    ...(emailProblem && { candidate_email: emailProblem }),
  };
}

function nameMissing(): string {
  return t.value.invitation.nameMissing;
}
