/** Before the token of a mail that confirms an address; a public link has its token alone. */
const CONFIRM = "confirm.";

export interface Opened {
  readonly token: string;
  /** Whether it is the link of a mail. */
  readonly confirms: boolean;
}

/** What stands behind the `#` of a link. */
export function tokenOf(hash: string): Opened {
  const rest = hash.replace(/^#/, "");
  const confirms = rest.startsWith(CONFIRM);
  return { token: confirms ? rest.slice(CONFIRM.length) : rest, confirms };
}
