import type { JSX, RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { VideoView } from "../../shared/api-types";
import { t as shared } from "../../shared/words/shared";
import { t } from "../words";
import { type Playback, nextPlayback } from "./playback";

/** The recording. Where its address has run out, `onExpired` is to bring a new one, and it goes on where it was. */
export function Player({
  video,
  label,
  element,
  onPlayed,
  onExpired,
}: {
  video: VideoView;
  label: string;
  element: RefObject<HTMLVideoElement | null>;
  onPlayed: (ms: number) => void;
  onExpired: () => void;
}): JSX.Element {
  const [playback, setPlayback] = useState<Playback>(() => nextPlayback(null, video, false));
  const [trouble, setTrouble] = useState<"none" | "expired" | "broken">("none");
  const resumeAt = useRef(0);

  useEffect(() => {
    const next = nextPlayback(playback, video, trouble !== "none");
    if (next.url !== playback.url) setPlayback(next);
    else if (trouble !== "none") element.current?.load();
    // Only what was just fetched can be news.
  }, [video]);

  function onError(): void {
    resumeAt.current = element.current?.currentTime ?? 0;
    // Once is an address that has run out; twice is something that a new address does not mend.
    setTrouble(trouble === "none" ? "expired" : "broken");
    if (trouble === "none") onExpired();
  }

  return (
    <>
      <video
        ref={element}
        src={playback.url}
        controls
        preload="metadata"
        playsInline
        data-offset-ms={video.offset_ms}
        aria-label={label}
        onError={onError}
        onLoadedMetadata={(event) => {
          setTrouble("none");
          if (resumeAt.current > 0) event.currentTarget.currentTime = resumeAt.current;
          resumeAt.current = 0;
        }}
        onTimeUpdate={(event) => onPlayed(event.currentTarget.currentTime * 1000)}
        onSeeked={(event) => onPlayed(event.currentTarget.currentTime * 1000)}
      />
      {trouble === "broken" && (
        <div class="notice notice-bad" role="alert">
          <p>{t.value.answer.videoBroken}</p>
          <button type="button" class="button button-quiet button-small" onClick={onExpired}>
            {shared.value.errors.again}
          </button>
        </div>
      )}
    </>
  );
}
