import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { DraftView, Language } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { FieldError, type Problem, described, lengthProblem } from "../../shared/field-errors";
import { MAX_DESCRIPTION, MAX_DRAFTED, MAX_PDF_BYTES, MIN_DRAFTED, USUAL_DRAFTED } from "../../shared/limits";
import { base64 } from "../page/base64";
import { Dialog } from "../page/dialog";
import { t } from "./words";

/** Questions for a job description, suggested by a model. They go into the form, where a person edits and saves them. */
export function DraftDialog({
  api,
  language,
  onDrafted,
  onClose,
}: {
  api: Api;
  language: Language;
  onDrafted: (draft: DraftView) => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.draft;
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isLarge = file !== null && file.size > MAX_PDF_BYTES;
  const textProblem: Problem | undefined =
    lengthProblem(text, MAX_DESCRIPTION) ??
    (isMissing && text.trim() === "" && file === null ? () => t.value.draft.missing : undefined);

  async function ask(form: HTMLFormElement): Promise<void> {
    const isEmpty = file === null && text.trim() === "";
    setIsMissing(isEmpty);
    setError(null);
    if (isEmpty || textProblem) form.querySelector<HTMLElement>("#draft-text")?.focus();
    if (isLarge) form.querySelector<HTMLElement>("#draft-pdf")?.focus();
    if (isEmpty || textProblem || isLarge) return;
    setBusy(true);
    try {
      const wanted = { language, question_count: Number(new FormData(form).get("question_count")) };
      const body = file ? { ...wanted, pdf: await base64(file) } : { ...wanted, text: text.trim() };
      onDrafted(await api.post("/api/template-drafts", { body }));
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <Dialog title={words.title} onClose={onClose} isUnsaved={() => text.trim() !== "" && !busy}>
      <p class="quiet">{words.what}</p>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void ask(event.currentTarget);
        }}
      >
        <div class="field">
          <label for="draft-text">{words.text}</label>
          <textarea
            class="input"
            id="draft-text"
            rows={7}
            value={text}
            disabled={file !== null}
            onInput={(event) => setText(event.currentTarget.value)}
            {...described("draft-text", textProblem)}
          />
          <FieldError id="draft-text" problem={textProblem} />
        </div>
        <div class="field">
          <label for="draft-pdf">{words.pdf}</label>
          <input
            class="input"
            id="draft-pdf"
            type="file"
            accept="application/pdf,.pdf"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            {...described("draft-pdf", isLarge ? tooLarge : undefined, "draft-pdf-hint")}
          />
          <FieldError id="draft-pdf" problem={isLarge ? tooLarge : undefined} />
          <p class="hint" id="draft-pdf-hint">
            {words.pdfHint}
          </p>
        </div>
        <div class="field">
          <label for="draft-count">{words.count}</label>
          <select class="input" id="draft-count" name="question_count">
            {Array.from({ length: MAX_DRAFTED - MIN_DRAFTED + 1 }, (_, at) => at + MIN_DRAFTED).map((count) => (
              <option key={count} value={count} selected={count === USUAL_DRAFTED}>
                {count}
              </option>
            ))}
          </select>
        </div>
        <NotSent error={error} />
        <div class="actions">
          <button class="button" disabled={busy}>
            {busy ? words.making : words.make}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function tooLarge(): string {
  return t.value.draft.tooLarge(MAX_PDF_BYTES / 1000);
}
