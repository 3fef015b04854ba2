/** The packs that the program ships with, and the choice of one for a day. */
import guangdong2023 from './packs/guangdong-2023.json';
import guangdong2024 from './packs/guangdong-2024.json';
import guangdong2025 from './packs/guangdong-2025.json';
import guangdong2026 from './packs/guangdong-2026.json';
import ministry2026 from './packs/ministry-2026.json';
import zhanjiang2022 from './packs/zhanjiang-2022.json';
import zhanjiang2022b from './packs/zhanjiang-2022b.json';
import { areToldApartByHire, holdPack, isConfirmed, PolicyPack, within, type HeldPack } from './pack.ts';
import type { PlainDate } from '../domain/plain-date.ts';

/** Version of the checks: stored with each decision, raised whenever the same case file could get another answer. */
export const ENGINE_VERSION = '3';

export const shippedPolicyPacks: readonly PolicyPack[] = [
  zhanjiang2022,
  zhanjiang2022b,
  guangdong2023,
  guangdong2024,
  guangdong2025,
  guangdong2026,
].map((pack) => PolicyPack.parse(pack));

/** Shipped once, replaced since. A window that confirmed one keeps it, so that what was decided under it can be repeated. */
export const formerPolicyPacks: readonly PolicyPack[] = [PolicyPack.parse(ministry2026)];

/** As shipped: no administrator has confirmed anything yet. */
export const shippedPacks: readonly HeldPack[] = shippedPolicyPacks.map((pack) => holdPack(pack));

export type PackChoice =
  | { readonly ok: true; readonly held: HeldPack }
  | {
      readonly ok: false;
      /** `by-hire`: the day of hire decides for each person, see pack-of-hire.ts. `several`: nothing does. */
      readonly reason: 'none' | 'several' | 'by-hire';
      readonly ids: readonly string[];
    };

/** The confirmed packs whose days of acceptance hold `date`, without those that another has taken over from. */
export function packsOn(date: PlainDate, packs: readonly HeldPack[] = shippedPacks): readonly HeldPack[] {
  const inForce = packs.filter((held) => isConfirmed(held) && within(held.pack.parameters.acceptance.value, date));
  const ended = new Set(inForce.map(({ pack }) => pack.supersedes));
  return inForce.filter(({ pack }) => !ended.has(pack.id));
}

/** The pack that decides on `date`. Of several the day of hire may choose; where it cannot, they are nobody's choice. */
export function choosePack(date: PlainDate, packs: readonly HeldPack[] = shippedPacks): PackChoice {
  const candidates = packsOn(date, packs);
  const [held, ...others] = candidates;
  if (held !== undefined && others.length === 0) return { ok: true, held };
  const ids = candidates.map(({ pack }) => pack.id);
  if (held === undefined) return { ok: false, reason: 'none', ids };
  return { ok: false, reason: areToldApartByHire(candidates.map(({ pack }) => pack)) ? 'by-hire' : 'several', ids };
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
