import type { ComponentChildren, JSX } from "preact";

import { Brand } from "../page/brand";
import { LanguageChoice } from "../page/language-choice";

/** A page for who is not signed in. */
export function Outside({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <main class="sign-in" id="main">
      <div class="row">
        <Brand />
        <LanguageChoice />
      </div>
      {children}
    </main>
  );
}
