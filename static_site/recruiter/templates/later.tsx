import type { JSX } from "preact";

import type { Api } from "../../shared/api";
import { later } from "../../shared/later";
import { useTitle } from "../page/title";
import { hashOf } from "../route";
import { t } from "./words";

// What few visits need is no part of the first script.
export const draftDialog = later(async () => (await import("./draft-dialog")).DraftDialog);
export const publicLinkDialog = later(async () => (await import("./public-link-dialog")).PublicLinkDialog);
export const libraryDialog = later(async () => (await import("./library-dialog")).LibraryDialog);
const versions = later(async () => (await import("./versions-page")).VersionList);

/** The page of a template's versions. Its heading is there at once, and has the focus. */
export function VersionsPage(shown: { api: Api; id: string; mayWrite: boolean }): JSX.Element {
  const words = t.value.versions;
  useTitle(words.title);
  return (
    <div class="stack narrow">
      <a href={hashOf({ page: "template", id: shown.id })}>{words.back}</a>
      <h1 tabIndex={-1}>{words.title}</h1>
      <versions.View {...shown} />
    </div>
  );
}
