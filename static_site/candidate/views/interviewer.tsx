import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { type Avatar, avatar } from "../conversation/avatar";
import type { AgentState } from "../../shared/socket-types";
import { Orb } from "./orb";

interface Props {
  loudness: () => number;
  agent: AgentState;
}

/** An avatar where there is one, else the orb. For the eye alone: the chip says in words what is going on. */
export function Interviewer({ loudness, agent }: Props): JSX.Element {
  const shown = avatar.value;
  return shown ? <Stage avatar={shown} loudness={loudness} /> : <Orb loudness={loudness} agent={agent} />;
}

function Stage({ avatar: { element, follow }, loudness }: { avatar: Avatar; loudness: () => number }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.replaceChildren(element);
    let frame = requestAnimationFrame(function draw() {
      follow(loudness());
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [element, follow, loudness]);
  return <div ref={place} class="avatar" aria-hidden="true" />;
}
