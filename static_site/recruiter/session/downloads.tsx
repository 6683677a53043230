import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Api } from "../../shared/api";
import type { VideoView, Word } from "../../shared/api-types";
import { NotSent } from "../../shared/error-notice";
import { t } from "../words";
import { subtitlesOf } from "./subtitles";
import type { Words } from "./transcript-words";

/** The recording and its subtitles, to be kept. */
export function Downloads({
  api,
  sessionId,
  index,
  video,
  words,
}: {
  api: Api;
  sessionId: string;
  index: number;
  video: VideoView;
  words: Words;
}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const said = t.value.player;

  async function saveSubtitles(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const all = words.isWhole ? words.words : await allWords(api, sessionId, index);
      const name = `interview-${sessionId.slice(0, 8)}-question-${index + 1}.vtt`;
      save(new Blob([subtitlesOf(all, video.offset_ms)], { type: "text/vtt" }), name);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  return (
    <>
      <p class="row small">
        <a class="button button-link small" href={video.download_url} download="">
          {said.saveVideo}
        </a>
        {words.words.length > 0 && (
          <button
            type="button"
            class="button button-link small"
            aria-disabled={busy}
            onClick={() => void saveSubtitles()}
          >
            {said.saveSubtitles}
          </button>
        )}
      </p>
      <NotSent error={error} />
    </>
  );
}

async function allWords(api: Api, sessionId: string, index: number): Promise<Word[]> {
  const path = { session_id: sessionId, question_index: index };
  const words: Word[] = [];
  for (let start: number | null = 0; start !== null;) {
    const query: { start: number } = { start };
    const page = await api.get("/api/sessions/{session_id}/answers/{question_index}/transcript", { path, query });
    words.push(...page.words);
    start = page.next_start;
  }
  return words;
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser takes the address with the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
