import type { JSX } from "preact";

const TIMES = 60;

/** Who it was shown to, across page and video: what is photographed says whose copy it is. */
export function Watermark({ label }: { label: string }): JSX.Element {
  return (
    <div class="watermark" aria-hidden="true">
      {Array.from({ length: TIMES }, (_, place) => (
        <span key={place}>{label}</span>
      ))}
    </div>
  );
}
