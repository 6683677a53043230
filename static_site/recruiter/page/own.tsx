import type { JSX } from "preact";

/** What somebody wrote, a name or a text of their own, in whatever script. */
export function own(text: string): JSX.Element {
  return <bdi>{text}</bdi>;
}
