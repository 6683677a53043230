import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { Api } from "../../../shared/api";
import type { MailPreviewView, MailTextRequest } from "../../../shared/api-types";
import { Busy } from "../../../shared/busy";
import { NotSent } from "../../../shared/error-notice";
import { t } from "./words";

const WAIT_MS = 500;

/** A letter as it would be read, in a mail program and as plain text. It follows what is typed. */
export function MailPreview({ api, letter }: { api: Api; letter: MailTextRequest }): JSX.Element {
  const words = t.value;
  const [made, setMade] = useState<MailPreviewView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { name, language, subject, text } = letter;
  useEffect(() => {
    const aborter = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const body = { name, language, subject, text };
        setMade(await api.post("/api/mail-previews", { body, signal: aborter.signal }));
        setError(null);
      } catch (reason) {
        if (!aborter.signal.aborted) setError(reason);
      }
    };
    const timer = setTimeout(() => void ask(), WAIT_MS);
    return () => {
      aborter.abort();
      clearTimeout(timer);
    };
  }, [api, name, language, subject, text]);
  return (
    <section class="stack" aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <p class="small quiet">{words.previewAbout}</p>
      <NotSent error={error} />
      {made === null && error === null && <Busy>{words.previewing}</Busy>}
      {made && (
        <div class="mail-previews">
          <section class="stack" aria-label={words.seen}>
            <h3>{words.seen}</h3>
            <div class="card mail-letter" lang={language}>
              <p dir="auto">
                <strong>{made.subject}</strong>
              </p>
              {shown(parsed(made.html))}
            </div>
          </section>
          <section class="stack" aria-label={words.plain}>
            <h3>{words.plain}</h3>
            <pre class="card mail-plain" lang={language} dir="auto">
              {made.text}
            </pre>
          </section>
        </div>
      )}
    </section>
  );
}

/** Without its styles, which the page's policy refuses wherever they are parsed. */
function parsed(html: string): HTMLElement {
  return new DOMParser().parseFromString(html.replace(/<style>.*?<\/style>/gs, ""), "text/html").body;
}

/** The words of a letter, as what they are in it. Nothing else of its HTML is taken, and nothing leads anywhere. */
function shown(node: Node): ComponentChildren {
  const inner = (): ComponentChildren => [...node.childNodes].map(shown);
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  switch (node.localName) {
    case "p":
      return (
        <p dir="auto" class={node.classList.contains("small") || node.closest("footer") ? "small quiet" : undefined}>
          {inner()}
        </p>
      );
    case "br":
      return <br />;
    case "ul":
      return <ul>{[...node.children].map(shown)}</ul>;
    case "li":
      return <li>{inner()}</li>;
    case "a":
      return <span class={node.classList.contains("button") ? "mail-button" : "mail-link"}>{inner()}</span>;
    default:
      return inner();
  }
}
