import "./preview.css";

import { type JSX, render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { Api, ApiError } from "../../shared/api";
import type { ConsentTextView, TemplateView } from "../../shared/api-types";
import { ErrorNotice } from "../../shared/error-notice";
import { type Language, language as spoken, speak } from "../../shared/words/languages";
import { preview, type Previewed } from "./preview-controller";
import type { Stage } from "./stage";
import { previewWords } from "./words";

type Shown =
  | { readonly show: "loading" }
  | { readonly show: "fault"; readonly error: unknown }
  | { readonly show: "template"; readonly template: TemplateView; readonly organisation: string };

const api = new Api({ token: () => null }); // the cookie is what counts

/** The pages of a candidate of this template, for who is signed in. Nothing is kept or sent of what is done there. */
export async function show(root: Element, templateId: string, stage: Stage): Promise<void> {
  await speak(spoken.peek());
  render(<Preview templateId={templateId} stage={stage} />, root);
}

function Preview({ templateId, stage }: { templateId: string; stage: Stage }): JSX.Element {
  const [shown, setShown] = useState<Shown>({ show: "loading" });
  const [round, setRound] = useState(0);
  const { Busy, Page } = stage;
  const words = previewWords.value;
  useEffect(() => void (document.title = words.documentTitle), [words]);

  async function load(): Promise<void> {
    setShown({ show: "loading" });
    try {
      const path = { template_id: templateId };
      const [template, account] = await Promise.all([
        api.get("/api/templates/{template_id}", { path }),
        api.get("/api/me"),
      ]);
      await speak(template.language);
      setShown({ show: "template", template, organisation: account.organisation.name });
    } catch (error) {
      setShown({ show: "fault", error });
    }
  }
  useEffect(() => void load(), []);

  return (
    <div class="preview">
      <aside class="preview-bar" aria-label={words.label}>
        <p>{words.bar}</p>
        {shown.show === "template" && (
          <button type="button" class="button button-quiet button-small" onClick={() => setRound(round + 1)}>
            {words.again}
          </button>
        )}
        <a class="button button-quiet button-small" href={`/dashboard#/templates/${templateId}`}>
          {words.back}
        </a>
      </aside>
      {shown.show === "loading" && (
        <Page>
          <Busy>{words.loading}</Busy>
        </Page>
      )}
      {shown.show === "fault" && <Fault stage={stage} error={shown.error} onRetry={() => void load()} />}
      {shown.show === "template" && (
        <Interview key={round} stage={stage} template={shown.template} organisation={shown.organisation} />
      )}
    </div>
  );
}

function Fault({
  stage: { Heading, KindScreen, Page },
  error,
  onRetry,
}: {
  stage: Stage;
  error: unknown;
  onRetry: () => void;
}): JSX.Element {
  const words = previewWords.value;
  if (!(error instanceof ApiError && error.status === 401))
    return (
      <Page>
        <Heading>{words.label}</Heading>
        <ErrorNotice error={error} onRetry={onRetry} />
      </Page>
    );
  return (
    <KindScreen heading={words.signIn.heading}>
      <p>{words.signIn.words}</p>
      <div class="actions">
        <a class="button" href="/dashboard">
          {words.signIn.open}
        </a>
      </div>
    </KindScreen>
  );
}

function Interview({
  stage,
  template,
  organisation,
}: { stage: Stage } & Pick<Previewed, "template" | "organisation">): JSX.Element {
  const { Consent, Conversation, KindScreen } = stage;
  const [language, setLanguage] = useState(() => spoken.peek());
  const { controller, close } = useMemo(() => {
    const picture = drawnPicture();
    const consentText = (language: Language): Promise<ConsentTextView> =>
      api.get("/api/consent", { query: { language } });
    const feedback = (): string => previewWords.peek().feedback;
    return preview(stage, { template, organisation, picture, consentText, feedback });
  }, [stage, template, organisation]);
  useEffect(() => close, [close]);
  const words = previewWords.value;
  const choose = async (chosen: Language): Promise<void> => {
    await speak(chosen);
    setLanguage(spoken.peek());
  };
  switch (controller.state.value.phase) {
    case "consent":
      return (
        <Consent
          controller={controller}
          language={language}
          onLanguage={(chosen) => void choose(chosen)}
          onAgree={() => controller.feed({ type: "agreed" })}
        />
      );
    case "hardware":
    case "ready":
      return (
        <KindScreen heading={words.checks.heading}>
          <p>{words.checks.words}</p>
          <p>{words.checks.silent}</p>
          <div class="actions">
            <button
              type="button"
              class="button"
              onClick={() => {
                controller.feed({ type: "devices_ready" });
                controller.feed({ type: "started" });
              }}
            >
              {words.checks.goOn}
            </button>
          </div>
        </KindScreen>
      );
    case "delivering":
    case "done":
      return (
        <KindScreen heading={words.over.heading}>
          <p>{words.over.words}</p>
        </KindScreen>
      );
    default:
      return <Conversation controller={controller} />;
  }
}

/** Somebody, in the place of whom the camera would see. */
function drawnPicture(): MediaStream | null {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  const paint = (fill: string, draw: () => void): void => {
    pen.fillStyle = fill;
    pen.beginPath();
    draw();
    pen.fill();
  };
  paint("#5b6b82", () => pen.rect(0, 0, 640, 480));
  paint("#9fb0c8", () => pen.ellipse(320, 480, 190, 150, 0, 0, 2 * Math.PI));
  paint("#9fb0c8", () => pen.ellipse(320, 220, 90, 110, 0, 0, 2 * Math.PI));
  return canvas.captureStream(1);
}
