import type { JSX } from "preact";

import { Dialog } from "../page/dialog";
import { t } from "../words";
import { type Command, KEYS, shortcutsOf } from "./keys";

/** Opens the dialog, as its key does. */
export function KeysButton({ onOpen }: { onOpen: () => void }): JSX.Element {
  return (
    <button
      type="button"
      class="button button-quiet button-small"
      aria-keyshortcuts={shortcutsOf("keys")}
      onClick={onOpen}
    >
      {t.value.keys.open}
    </button>
  );
}

/** What the keys do, and a way to switch them off. */
export function KeysDialog({
  keys: those = KEYS,
  told = t.value.keys.commands,
  about,
  wanted,
  onWant,
  onClose,
}: {
  keys?: typeof KEYS;
  /** What each of them does. */
  told?: Partial<Record<Command, string>>;
  /** What else is to be known of them. */
  about?: string;
  wanted: boolean;
  onWant: (wanted: boolean) => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.keys;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <dl class="keys">
        {those.map(([command, ...keys]) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key === " " ? words.space : key.toUpperCase()}</kbd>
              ))}
            </dt>
            <dd>{told[command]}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">
        {about} {words.notWhileTyping}
      </p>
      <label class="check">
        <input type="checkbox" checked={wanted} onChange={(event) => onWant(event.currentTarget.checked)} />
        <span>{words.wanted}</span>
      </label>
    </Dialog>
  );
}
