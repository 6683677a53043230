/** What comes in by a socket, as far as it is a message. */

import type { LiveAnswer, LiveNews, VoiceMessage } from "./socket-types";

export function liveMessage(data: string | ArrayBuffer): LiveAnswer | LiveNews | null {
  return message(data) as LiveAnswer | LiveNews | null;
}

export function voiceMessage(data: string | ArrayBuffer): VoiceMessage | null {
  return message(data) as VoiceMessage | null;
}

/** What only a newer server says; that every message of today's is told apart before, the type says. */
export const passOver: (message: never) => void = () => undefined;

function message(data: string | ArrayBuffer): object | null {
  if (typeof data !== "string") return null;
  try {
    const message = JSON.parse(data) as unknown;
    return message !== null && typeof message === "object" && "type" in message ? message : null;
  } catch {
    return null;
  }
}
