/**
 * Whether copies of proof papers are kept. Since 2023-12-01 no proof may be asked for beyond an identity document unless a
 * law, a regulation or the State Council says so (社会保险经办条例 第三十一条): no pack of a place can set that aside, so from
 * that day the papers are looked up or seen, and no copy stays. Before it the pack says.
 */
import type { PlainDate } from '../domain/plain-date.ts';
import type { DocumentKind } from '../domain/supporting-document.ts';
import type { PackParameters, PolicyPack } from './pack.ts';

export type PaperMode = PackParameters['paperMode']['value'];

const NO_PROOF_SINCE = '2023-12-01';

/** The mode on the day on which papers are taken in; `null` pack: none was in force. */
export function paperModeOn(pack: PolicyPack | null, day: PlainDate): PaperMode {
  return day >= NO_PROOF_SINCE ? 'verified-in-system' : (pack?.parameters.paperMode.value ?? 'copies');
}

/** The firm writes these itself: they are the application and stay on file; the others prove something. */
const OWN: readonly DocumentKind[] = ['applicationForm', 'roster'];

/** Whether this paper is looked at and given back. */
export function isSeenOnly(kind: DocumentKind, mode: PaperMode): boolean {
  return mode === 'verified-in-system' && !OWN.includes(kind);
}
