import type { JSX, RefObject } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";

import type { VideoView } from "../../shared/api-types";
import { t as shared } from "../../shared/words/shared";
import { Kept } from "../page/loading";
import { t } from "../words";
import { shortcutsOf } from "./keys";
import { type Playback, RATES, nextPlayback, rateInWords } from "./playback";

/** The one player of the page: its element, how fast it plays, and the tour through the evidence. */
export interface Playing {
  element: RefObject<HTMLVideoElement | null>;
  rate: number;
  onRate: (rate: number) => void;
  isTouring: boolean;
  /** Null where there is no evidence. */
  onTour: (() => void) | null;
}

/** The recording. Where its address has run out, `onExpired` is to bring a new one, and it goes on where it was. */
export function Player({
  video,
  label,
  playing: { element, rate, onRate, isTouring, onTour },
  onPlayed,
  onPaused,
  onExpired,
}: {
  video: VideoView;
  label: string;
  playing: Playing;
  onPlayed: (ms: number) => void;
  onPaused: () => void;
  onExpired: () => void;
}): JSX.Element {
  const [playback, setPlayback] = useState<Playback>(() => nextPlayback(null, video, false));
  const [trouble, setTrouble] = useState<"none" | "expired" | "broken">("none");
  const [isPlaying, setPlaying] = useState(false);
  const resumeAt = useRef(0);

  useEffect(() => {
    const next = nextPlayback(playback, video, trouble !== "none");
    if (next.url !== playback.url) setPlayback(next);
    else if (trouble !== "none") element.current?.load();
    // Only what was just fetched can be news.
  }, [video]);
  useEffect(() => {
    if (element.current) element.current.playbackRate = rate;
  }, [rate]);

  function onError(): void {
    resumeAt.current = element.current?.currentTime ?? 0;
    // Once is an address that has run out; twice is something that a new address does not mend.
    setTrouble(trouble === "none" ? "expired" : "broken");
    if (trouble === "none") onExpired();
  }

  const words = t.value.player;
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
          event.currentTarget.playbackRate = rate;
          if (resumeAt.current > 0) event.currentTarget.currentTime = resumeAt.current;
          resumeAt.current = 0;
        }}
        onTimeUpdate={(event) => onPlayed(event.currentTarget.currentTime * 1000)}
        onSeeked={(event) => onPlayed(event.currentTarget.currentTime * 1000)}
        onPlay={() => setPlaying(true)}
        onPause={() => {
          setPlaying(false);
          onPaused();
        }}
      />
      <div class="player-controls" role="group" aria-label={words.title}>
        <button
          type="button"
          class="button button-quiet button-small"
          aria-keyshortcuts={shortcutsOf("play")}
          aria-label={isPlaying ? words.pause : words.play}
          onClick={() => playOrPause(element.current)}
        >
          <span aria-hidden="true">{isPlaying ? "❚❚" : "▶\uFE0E"}</span>
        </button>
        <button
          type="button"
          class="button button-quiet button-small"
          aria-keyshortcuts={shortcutsOf("back")}
          aria-label={words.back}
          onClick={() => goBack(element.current)}
        >
          {words.backShort}
        </button>
        <select
          class="input rate"
          aria-label={words.speed}
          value={rate}
          onChange={(event) => onRate(Number(event.currentTarget.value))}
        >
          {RATES.map((each) => (
            <option key={each} value={each}>
              {rateInWords(each)}
            </option>
          ))}
        </select>
        {onTour && (
          <button
            type="button"
            class="button button-quiet button-small"
            aria-keyshortcuts={shortcutsOf("evidence")}
            aria-pressed={isTouring}
            aria-label={words.evidence}
            onClick={onTour}
          >
            {words.evidenceShort}
          </button>
        )}
      </div>
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

/** How fast videos play: as it was chosen last. */
export function useRate(): [rate: number, choose: (rate: number) => void] {
  const kept = useContext(Kept);
  const [rate, setRate] = useState(() => (kept.get("rate") as number | undefined) ?? 1);
  return [
    rate,
    (next) => {
      kept.set("rate", next);
      setRate(next);
    },
  ];
}

const BACK_S = 10;

export function playOrPause(video: HTMLVideoElement | null): void {
  if (!video) return;
  if (video.paused) void video.play().catch(() => undefined);
  else video.pause();
}

export function goBack(video: HTMLVideoElement | null): void {
  if (video) video.currentTime = Math.max(0, video.currentTime - BACK_S);
}
