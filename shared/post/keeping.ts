/**
 * What a hub keeps beside the lines, so that a burnt machine comes back from it: the wrapped content keys, and vault and settings
 * sealed. None of it opens without the office's printed recovery key. They go before the lines that need them.
 */
import { z } from 'zod';
import { FileMark } from '../casework/journal.ts';
import { LogName } from './heads.ts';
import { Epoch, Signed, Version } from './parts.ts';

export const keepLimits = {
  /** Keys in one letter. */
  keys: 2000,
  /** Characters of a sealed office as JSON. */
  officeLength: 2_100_000,
} as const;

const Subject = z.string().min(1).max(200);
/** As the window keeps it: `2:base64`, the number of the data key that wraps it; the first has none. */
const Wrapped = z.string().regex(/^(?:\d{1,6}:)?[A-Za-z0-9+/]{40,400}={0,2}$/u);

/** `put`: subject and wrapped key, a later data key's in place of an earlier's. `drop`: destroyed for good; never put back. */
export const KeysLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  put: z.array(z.tuple([Subject, Wrapped])).max(keepLimits.keys),
  drop: z.array(Subject).max(keepLimits.keys),
  signature: Signed,
});
export type KeysLetter = z.infer<typeof KeysLetter>;

/** `body`: JSON of a `SealedOffice`, which the hub hands out as it came. */
export const OfficeLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  vault: FileMark,
  settings: FileMark,
  body: z.string().min(2).max(keepLimits.officeLength),
  signature: Signed,
});
export type OfficeLetter = z.infer<typeof OfficeLetter>;

/** It is durable, or the hub has a later one. */
export const Kept = z.strictObject({ epoch: Epoch });
export type Kept = z.infer<typeof Kept>;

export const keysText = ({ office, area, window, generation, put, drop }: Omit<KeysLetter, 'signature' | 'version'>) =>
  `counter-post keys 1\n${JSON.stringify([office, area, window, generation, put, drop])}`;

export const officeText = (letter: Omit<OfficeLetter, 'signature' | 'version'>) => {
  const { office, area, window, generation, vault, settings, body } = letter;
  const marks = [vault.revision, vault.digest, settings.revision, settings.digest];
  return `counter-post office 1\n${JSON.stringify([office, area, window, generation, ...marks, body])}`;
};
