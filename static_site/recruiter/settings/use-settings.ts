import { useState } from "preact/hooks";

import { type Api, ApiError } from "../../shared/api";
import type { SettingsView } from "../../shared/api-types";
import { type Loaded, useLoaded } from "../page/loading";

interface Changing extends Loaded<SettingsView> {
  readonly isSaving: boolean;
  readonly isSaved: boolean;
  /** What kept it from being saved. */
  readonly fault: unknown;
  readonly isOutdated: boolean;
  /** Answers whether it was saved. */
  readonly save: (put: (ifMatch: string) => Promise<SettingsView>) => Promise<boolean>;
  /** Something was typed: what was said of the last saving is over. */
  readonly touch: () => void;
}

/** The settings of the organisation, and saving a part of them under the version that was read. */
export function useSettings(api: Api): Changing {
  const loaded = useLoaded<SettingsView>("settings", (signal) => api.get("/api/settings", { signal }));
  const [saved, setSaved] = useState<SettingsView | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const data = saved !== null && saved.version > (loaded.data?.version ?? 0) ? saved : loaded.data;

  async function save(put: (ifMatch: string) => Promise<SettingsView>): Promise<boolean> {
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
    touch: () => {
      setIsSaved(false);
      setFault(null);
    },
  };
}
