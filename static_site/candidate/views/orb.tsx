import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { AgentState } from "../../shared/socket-types";

const REST = 46;
const SWING = 32;
/** Nobody is quite still. */
const BREATH = 1.5;
const BREATH_MS = 4_000;
/** Thirty pictures a second: what is painted costs the laptop that records beside it. */
const FRAME_MS = 1_000 / 30;
/** A display's frames come a little early at times. */
const EARLY_MS = 4;

/** Moves with the voice that is heard; rests for those who prefer that. */
export function Orb({ loudness, agent }: { loudness: () => number; agent: AgentState }): JSX.Element {
  const outer = useRef<SVGCircleElement>(null);
  const halo = useRef<SVGCircleElement>(null);
  const core = useRef<SVGCircleElement>(null);
  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    // One after the other, as rings on water.
    let [inner, middle, far] = [0, 0, 0];
    let [frame, drawnAt] = [0, -Infinity];
    const show = (breath: number): void => {
      resize(core.current, REST + breath + 8 * inner);
      resize(halo.current, REST + 8 + breath + SWING * 0.7 * middle);
      resize(outer.current, REST + 18 + breath + SWING * far);
    };
    const draw = (now: number): void => {
      frame = requestAnimationFrame(draw);
      if (now - drawnAt < FRAME_MS - EARLY_MS) return;
      drawnAt = now;
      const target = Math.min(1, 4 * loudness());
      // Quick to rise, slow to fall, as voices do.
      inner += (target - inner) * (target > inner ? 0.64 : 0.15);
      middle += (inner - middle) * 0.5;
      far += (middle - far) * 0.28;
      show(BREATH * Math.sin((2 * Math.PI * now) / BREATH_MS));
    };
    // Who rests asks for no frames: the browser would paint each of them.
    const begin = (): void => {
      cancelAnimationFrame(frame);
      [inner, middle, far] = [0, 0, 0];
      if (calm.matches) show(0);
      else frame = requestAnimationFrame(draw);
    };
    begin();
    calm.addEventListener("change", begin);
    return () => {
      calm.removeEventListener("change", begin);
      cancelAnimationFrame(frame);
    };
  }, [loudness]);
  return (
    <svg class={`orb orb-${agent}`} viewBox="-100 -100 200 200" aria-hidden="true">
      <defs>
        <radialGradient id="orb-light" cx="35%" cy="30%" r="80%">
          <stop offset="0" class="orb-light" />
          <stop offset="1" class="orb-shade" />
        </radialGradient>
      </defs>
      <circle ref={outer} class="orb-outer" r={REST + 18} />
      <circle ref={halo} class="orb-halo" r={REST + 8} />
      <circle ref={core} class="orb-core" r={REST} fill="url(#orb-light)" />
    </svg>
  );
}

/** What is written is painted, though it be the same. */
function resize(circle: SVGCircleElement | null, radius: number): void {
  const r = String(Math.round(10 * radius) / 10);
  if (circle?.getAttribute("r") !== r) circle?.setAttribute("r", r);
}
