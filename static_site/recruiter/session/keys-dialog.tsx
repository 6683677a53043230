import type { JSX } from "preact";

import { Dialog } from "../page/dialog";
import { t } from "../words";
import { KEYS } from "./keys";

/** What the keys do, and a way to switch them off. */
export function KeysDialog({
  wanted,
  onWant,
  onClose,
}: {
  wanted: boolean;
  onWant: (wanted: boolean) => void;
  onClose: () => void;
}): JSX.Element {
  const words = t.value.keys;
  return (
    <Dialog title={words.title} onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([command, ...keys]) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key === " " ? words.space : key.toUpperCase()}</kbd>
              ))}
            </dt>
            <dd>{words.commands[command]}</dd>
          </div>
        ))}
      </dl>
      <p class="small quiet">{words.notWhileTyping}</p>
      <label class="check">
        <input type="checkbox" checked={wanted} onChange={(event) => onWant(event.currentTarget.checked)} />
        <span>{words.wanted}</span>
      </label>
    </Dialog>
  );
}
