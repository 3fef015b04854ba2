/** The packs that the program ships with, and the choice of one for a day. */
import guangdong2023 from './packs/guangdong-2023.json';
import ministry2026 from './packs/ministry-2026.json';
import zhanjiang2022 from './packs/zhanjiang-2022.json';
import zhanjiang2022b from './packs/zhanjiang-2022b.json';
import { holdPack, isConfirmed, PolicyPack, within, type HeldPack } from './pack.ts';
import type { PlainDate } from '../domain/plain-date.ts';

/** Version of the checks: stored with each decision, raised whenever the same case file could get another answer. */
export const ENGINE_VERSION = '2';

export const shippedPolicyPacks: readonly PolicyPack[] = [
  zhanjiang2022,
  zhanjiang2022b,
  guangdong2023,
  ministry2026,
].map((pack) => PolicyPack.parse(pack));

/** As shipped: no administrator has confirmed anything yet. */
export const shippedPacks: readonly HeldPack[] = shippedPolicyPacks.map((pack) => holdPack(pack));

export type PackChoice =
  | { readonly ok: true; readonly held: HeldPack }
  | { readonly ok: false; readonly reason: 'none' | 'several'; readonly ids: readonly string[] };

/**
 * The confirmed pack whose days of acceptance hold `date`. A pack that takes over from another ends it; apart from that,
 * two packs in force on one day are nobody's choice.
 */
export function choosePack(date: PlainDate, packs: readonly HeldPack[] = shippedPacks): PackChoice {
  const inForce = packs.filter((held) => isConfirmed(held) && within(held.pack.parameters.acceptance.value, date));
  const ended = new Set(inForce.map(({ pack }) => pack.supersedes));
  const [held, ...others] = inForce.filter(({ pack }) => !ended.has(pack.id));
  if (held !== undefined && others.length === 0) return { ok: true, held };
  return { ok: false, reason: held === undefined ? 'none' : 'several', ids: inForce.map(({ pack }) => pack.id) };
}

/** The confirmed pack that has taken over from this one and accepts on `date`; `null` while there is none. */
export function successorOn(date: PlainDate, id: string, packs: readonly HeldPack[]): HeldPack | null {
  const hasTakenOver = (held: HeldPack): boolean =>
    held.pack.supersedes === id && isConfirmed(held) && within(held.pack.parameters.acceptance.value, date);
  return packs.find(hasTakenOver) ?? null;
}

/** A pack by name, confirmed or not; `null` when there is none of that name. */
export function packById(id: string, packs: readonly HeldPack[] = shippedPacks): HeldPack | null {
  return packs.find(({ pack }) => pack.id === id) ?? null;
}
