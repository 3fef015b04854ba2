import { useEffect, useState } from 'react';

/** One file on its way in; its entry id stays the same however often the entry has to be tried. */
export interface ChosenJson {
  readonly file: File;
  readonly entryId: string;
  /** What the file holds; `null` for one that is no JSON, cannot be read, or is far too long: refused as such. */
  readonly value: unknown;
}

export interface JsonChoice {
  readonly chosen: ChosenJson | null;
  readonly choose: (file: File) => Promise<void>;
  readonly leave: () => void;
}

const MAX_BYTES = 1_000_000;

async function readJson(file: File): Promise<unknown> {
  if (file.size > MAX_BYTES) return null;
  try {
    return JSON.parse((await file.text()).replace(/^\uFEFF/u, '')) as unknown;
  } catch {
    return null;
  }
}

const read = async (file: File): Promise<ChosenJson> => ({
  file,
  entryId: crypto.randomUUID(),
  value: await readJson(file),
});

/** The JSON file an administrator chose: a pack or a calendar. `offered`: one of another window, as if it were chosen. */
export function useChosenJson(offered: File | null): JsonChoice {
  const [chosen, setChosen] = useState<ChosenJson | null>(null);
  useEffect(() => {
    let now = true;
    if (offered !== null)
      void read(offered).then((found) => {
        if (now) setChosen(found);
      });
    return () => {
      now = false;
    };
  }, [offered]);
  return {
    chosen,
    choose: async (file) => setChosen(await read(file)),
    leave: () => setChosen(null),
  };
}
