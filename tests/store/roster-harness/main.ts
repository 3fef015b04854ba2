/** A page with a file field and nothing else: the window's roster reading with its real worker. */
import { readRosterFile } from '#renderer/store/roster-reading.ts';
import { trainingCounty } from '#shared/training/training-county.ts';

export interface RosterProbe {
  /** Reads the file in the field; `cancel` aborts as soon as reading has begun. */
  read(cancel: boolean): Promise<unknown>;
  /** SHA-256 of each register of the training county, lower-case hex. */
  registers(): Promise<readonly string[]>;
}

declare global {
  interface Window {
    rosterProbe: RosterProbe;
  }
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

window.rosterProbe = {
  read: (cancel) => {
    const file = document.querySelector('input')?.files?.[0];
    if (file === undefined) throw new Error('no file chosen');
    const control = new AbortController();
    const reading = readRosterFile(file, control.signal);
    if (cancel) control.abort();
    return reading;
  },
  registers: async () => Promise.all((await trainingCounty()).registries.map(({ bytes }) => digest(bytes))),
};
