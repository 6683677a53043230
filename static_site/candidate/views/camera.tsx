import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../words";

interface Props {
  stream: MediaStream | null;
  /** Why there is no picture: the camera is gone, or it is darkened to spare the connection. */
  dark?: "gone" | "spared" | null;
}

/** The candidate as the camera sees them, mirrored as people know themselves; a dark picture says why it is dark. */
export function Camera({ stream, dark = null }: Props): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [shown, setShown] = useState<MediaStream | null>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  const why = dark ?? (stream === null || shown !== stream ? "starting" : null);
  return (
    <div class="camera">
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={t.value.cameraLabel}
        onLoadedData={() => setShown(stream)}
      />
      {why && <p class="camera-why">{t.value.picture[why]}</p>}
    </div>
  );
}
