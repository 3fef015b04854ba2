/** Names of officers as kept and as compared: what cannot be seen makes no second person. */
import { normalisePersonName } from './normalise.ts';

/** Zero-width characters, direction marks, fillers and controls. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;

/** The name as it is kept and printed: without anything unseen, spaces at its ends or twice. */
export function cleanOfficerName(name: string): string {
  return name.replace(/\s+/gu, ' ').replace(UNSEEN, '').trim();
}

/** Whether two names look like one on the screen. */
export function isSameOfficerName(one: string, other: string): boolean {
  return normalisePersonName(cleanOfficerName(one)) === normalisePersonName(cleanOfficerName(other));
}
