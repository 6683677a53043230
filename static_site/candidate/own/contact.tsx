import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { ContactView } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { MAX_EMAIL, MAX_NAME } from "../../shared/limits";
import { useSending } from "../views/sending";
import { ownWords } from "./words";

interface Given {
  readonly api: Api;
  readonly contact: ContactView;
  readonly onChanged: (contact: ContactView) => void;
}

/** What the candidate is called and where they are written to: neither overwrites what the recruiter wrote. */
export function Contact(given: Given): JSX.Element {
  const words = ownWords.value.contact;
  return (
    <section class="stack" aria-labelledby="contact">
      <h2 id="contact">{words.heading}</h2>
      <Name {...given} />
      <Address {...given} />
    </section>
  );
}

function Name({ api, contact, onChanged }: Given): JSX.Element {
  const id = useId();
  const words = ownWords.value.contact;
  const [name, setName] = useState(contact.stated_name ?? contact.invited_as);
  const [isSaved, setIsSaved] = useState(false);
  const { isSending, error, send } = useSending();
  const save = async (): Promise<void> => {
    onChanged(await api.put("/api/interview/contact/name", { body: { name: name.trim() } }));
    setIsSaved(true);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setIsSaved(false);
        send(save);
      }}
    >
      <div class="field">
        <label for={id}>{words.name}</label>
        <input
          id={id}
          class="input"
          required
          maxLength={MAX_NAME}
          autoComplete="name"
          value={name}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <p class="hint own-text" id={`${id}-hint`}>
          {words.nameHint(contact.invited_as)}
        </p>
      </div>
      <div class="row">
        <button class="button button-quiet" aria-disabled={isSending}>
          {words.saveName}
        </button>
        <p role="status" class="small">
          {isSending ? words.saving : isSaved && words.saved}
        </p>
      </div>
      <NotSent error={error} />
    </form>
  );
}

function Address({ api, contact, onChanged }: Given): JSX.Element {
  const id = useId();
  const words = ownWords.value.contact;
  const [email, setEmail] = useState("");
  const { isSending, error, send } = useSending();
  const save = async (): Promise<void> => {
    onChanged(await api.put("/api/interview/contact/email", { body: { email: email.trim() } }));
    setEmail("");
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send(save);
      }}
    >
      <p class="own-text">{contact.email === null ? words.noEmail : words.nowEmail(contact.email)}</p>
      <div class="field">
        <label for={id}>{words.email}</label>
        <input
          id={id}
          class="input"
          type="email"
          required
          maxLength={MAX_EMAIL}
          autoComplete="email"
          value={email}
          aria-describedby={`${id}-hint`}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <p class="hint" id={`${id}-hint`}>
          {words.emailHint}
        </p>
      </div>
      <div class="row">
        <button class="button button-quiet" aria-disabled={isSending}>
          {words.saveEmail}
        </button>
        <p role="status" class="small own-text">
          {isSending ? words.saving : contact.asked_email !== null && words.asked(contact.asked_email)}
        </p>
      </div>
      <NotSent error={error} />
    </form>
  );
}
