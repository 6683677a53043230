import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The candidate as the camera sees them, mirrored as people know themselves. */
export function Camera({ stream }: { stream: MediaStream | null }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  return <video ref={video} class="camera" autoPlay muted playsInline aria-label="Your camera" />;
}
