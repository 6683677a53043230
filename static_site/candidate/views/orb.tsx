import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { AgentState } from "../conversation/voice-client";

const REST = 46;
const SWING = 34;

/** Moves with the voice that is heard; rests for those who prefer that. */
export function Orb({ loudness, agent }: { loudness: () => number; agent: AgentState }): JSX.Element {
  const halo = useRef<SVGCircleElement>(null);
  const core = useRef<SVGCircleElement>(null);
  useEffect(() => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    let shown = 0;
    let frame = 0;
    const draw = (): void => {
      const target = calm.matches ? 0 : Math.min(1, 4 * loudness());
      // Quick to rise, slow to fall, as voices do.
      shown += (target - shown) * (target > shown ? 0.4 : 0.08);
      halo.current?.setAttribute("r", (REST + 8 + SWING * shown).toFixed(1));
      core.current?.setAttribute("r", (REST + 8 * shown).toFixed(1));
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, [loudness]);
  return (
    <svg class={`orb orb-${agent}`} viewBox="-90 -90 180 180" aria-hidden="true">
      <defs>
        <radialGradient id="orb-light" cx="35%" cy="30%" r="80%">
          <stop offset="0" class="orb-light" />
          <stop offset="1" class="orb-shade" />
        </radialGradient>
      </defs>
      <circle ref={halo} class="orb-halo" r={REST + 8} />
      <circle ref={core} class="orb-core" r={REST} fill="url(#orb-light)" />
    </svg>
  );
}
