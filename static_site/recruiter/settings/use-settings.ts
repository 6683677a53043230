import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import type { SettingsView } from "../../shared/api-types";
import { type Loaded, useLoaded } from "../page/loading";

interface Changing<T> extends Loaded<T> {
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** What kept it from being saved. */
  readonly fault: unknown;
  readonly isOutdated: boolean;
  /** Answers whether it was saved. */
  readonly save: (put: (ifMatch: string) => Promise<T>) => Promise<boolean>;
  /** What a part of the page has saved by itself. */
  readonly replace: (saved: T) => void;
  /** Something was typed: what was said of the last saving is over. */
  readonly touch: () => void;
}

/** The settings of the organisation, and saving a part of them under the version that was read. */
export function useSettings(api: Api): Changing<SettingsView> {
  return useVersioned("settings", (signal) => api.get("/api/settings", { signal }));
}

/** What is changed under the version that was read. */
export function useVersioned<T extends { version: number }>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): Changing<T> {
  const loaded = useLoaded<T>(key, load);
  const [saved, setSaved] = useState<T | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const data = saved !== null && saved.version > (loaded.data?.version ?? 0) ? saved : loaded.data;

  async function save(put: (ifMatch: string) => Promise<T>): Promise<boolean> {
    setSaving(true);
    setFault(null);
    let isDone = true;
    try {
      setSaved(await put(`"${data?.version ?? 1}"`));
      setIsSaved(true);
    } catch (reason) {
      setFault(reason);
      isDone = false;
    }
    setSaving(false);
    return isDone;
  }

  return {
    ...loaded,
    data,
    isSaving,
    isSaved,
    fault,
    isOutdated: fault instanceof ApiError && fault.code === "changed_meanwhile",
    save,
    replace: setSaved,
    touch: () => {
      setIsSaved(false);
      setFault(null);
    },
  };
}
