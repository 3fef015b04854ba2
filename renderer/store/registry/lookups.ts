/** What one decision reads from the copies, and the search for employers. */
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { RegistryKind, RegistrySet } from '#shared/domain/registries.ts';
import { rowOfRecord } from '#shared/registry/registry-record.ts';
import { comparableName } from './employer-keys.ts';
import { unitOfText, type Unit } from './employer-units.ts';
import type { Manifest } from './manifest.ts';
import { indexPieces, pinyinInitials, searchIndex } from './name-index.ts';
import type { CopyReader } from './copy-reader.ts';
import type { EmployerHit } from './registry-store.ts';

export interface GatherRequest {
  readonly citizenIds: readonly string[];
  readonly unifiedSocialCreditCode?: string;
  /** More firms than one, for a list of many. */
  readonly unifiedSocialCreditCodes?: readonly string[];
}

/** Keys of a request in one registry: firms by their code, persons by their number. */
export function keysFor(kind: RegistryKind, request: GatherRequest): string[] {
  const firms = [request.unifiedSocialCreditCode ?? '', ...(request.unifiedSocialCreditCodes ?? [])];
  const keys = kind === 'business' ? firms : request.citizenIds;
  return keys.map(normaliseCode).filter((key) => key !== '');
}

/** The copy of one registry with the rows of these keys only. */
export async function copyOf(
  reader: CopyReader,
  manifest: Manifest,
  keys: readonly string[],
): Promise<RegistrySet[RegistryKind]> {
  const { kind, asOf, scope, source, fileDigest } = manifest.info;
  const found = [...(await reader.rows(manifest, keys)).values()].flat();
  const numbers = found.flatMap(({ employer }) => employer ?? []);
  const employers = await reader.employers(manifest, numbers);
  const rows = found.map(({ record, line, employer }) =>
    rowOfRecord(kind, record, line, employer === null ? null : (employers.get(employer) ?? null)),
  );
  rows.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { asOf, scope, source, digest: fileDigest, rows } as RegistrySet[RegistryKind];
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** A unit as found; `isInside`: what was asked for stands inside its name only. */
interface FoundUnit {
  readonly unit: Unit;
  readonly isInside: boolean;
}

const asAsked = (units: readonly Unit[]): FoundUnit[] => units.map((unit) => ({ unit, isInside: false }));

const hitOf = ({ unit, isInside }: FoundUnit, employerNumber: string | null): EmployerHit => ({
  name: unit.name,
  unifiedSocialCreditCode: unit.unifiedSocialCreditCode,
  unitType: orNull(unit.unitType),
  status: orNull(unit.status),
  divisionCode: orNull(unit.divisionCode),
  employerNumber,
  isInside,
});

/** Search of employers over the business copy and the employers of the insurance copy. */
export class EmployerSearch {
  readonly #reader: CopyReader;
  #index: { readonly packId: string; readonly pieces: readonly string[] }[] = [];

  constructor(reader: CopyReader) {
    this.#reader = reader;
  }

  forget(): void {
    this.#index = [];
  }

  /** By credit code, employer number, name fragment or pinyin initials; registered firms first, each firm once. */
  async find(manifests: readonly Manifest[], text: string, limit: number): Promise<EmployerHit[]> {
    const business = manifests.find(({ info }) => info.kind === 'business');
    const insurance = manifests.find(({ info }) => info.kind === 'insurance');
    const hits = new Map<string, EmployerHit>();
    for (const manifest of [business, insurance]) {
      if (!manifest || hits.size >= limit) continue;
      const found = await this.#units(manifest, text, limit);
      const units = found.map(({ unit }) => unit);
      const numbers =
        insurance && manifest === business ? await this.#numbers(insurance, units) : new Map<string, string>();
      for (const one of found) {
        const { unit } = one;
        const id = unit.unifiedSocialCreditCode || `${unit.employerNumber}/${unit.name}`;
        const number = orNull(unit.employerNumber) ?? numbers.get(unit.unifiedSocialCreditCode) ?? null;
        if (!hits.has(id)) hits.set(id, hitOf(one, number));
      }
    }
    return [...hits.values()].slice(0, limit);
  }

  async #units(manifest: Manifest, text: string, limit: number): Promise<FoundUnit[]> {
    const code = normaliseCode(text);
    const keys = [`c:${code}`, `n:${code}`, `m:${comparableName(text)}`];
    const isBusiness = manifest.info.kind === 'business';
    const exact = isBusiness
      ? [...(await this.#firms(manifest, [code])), ...(await this.#firms(manifest, await this.#values(manifest, keys)))]
      : await this.#insured(manifest, await this.#values(manifest, keys));
    if (exact.length > 0) return asAsked(exact.slice(0, limit));
    // The table of places comes with the first search by name.
    const { leadingPlaceLength } = await import('#shared/domain/leading-place.ts');
    const hits = searchIndex(await this.#pieces(manifest), text, limit, leadingPlaceLength);
    const insideOnly = new Set(
      hits.filter(({ isInside }) => isInside).map(({ unifiedSocialCreditCode: code }) => code),
    );
    const placed = (units: readonly Unit[]): FoundUnit[] =>
      units.map((unit) => ({ unit, isInside: insideOnly.has(unit.unifiedSocialCreditCode) }));
    if (isBusiness)
      return placed(
        await this.#firms(
          manifest,
          hits.map(({ unifiedSocialCreditCode }) => unifiedSocialCreditCode),
        ),
      );
    const named = await this.#insured(
      manifest,
      await this.#values(
        manifest,
        hits.map(({ name }) => `m:${name}`),
      ),
    );
    return placed(
      named.filter((unit) => hits.some((hit) => hit.unifiedSocialCreditCode === unit.unifiedSocialCreditCode)),
    );
  }

  /** What stands under these keys of the second partition, in the keys' order. */
  async #values(manifest: Manifest, keys: readonly string[]): Promise<string[]> {
    const found = await this.#reader.values(manifest, keys);
    return keys.flatMap((key) => found.get(key) ?? []);
  }

  async #insured(manifest: Manifest, numbers: readonly string[]): Promise<Unit[]> {
    const employers = await this.#reader.employers(manifest, numbers.map(Number));
    return numbers.flatMap((number) => {
      const fields = employers.get(Number(number));
      return fields ? [unitOfText(fields.join('\t'))] : [];
    });
  }

  /** Firms of the register by code, in the codes' order. */
  async #firms(manifest: Manifest, codes: readonly string[]): Promise<Unit[]> {
    const found = await this.#reader.rows(manifest, codes);
    return codes.flatMap((code) =>
      (found.get(code) ?? []).map(({ record, line }) => {
        const row = rowOfRecord('business', record, line);
        return {
          employerNumber: '',
          unifiedSocialCreditCode: row.unifiedSocialCreditCode,
          name: row.name ?? '',
          divisionCode: row.divisionCode ?? '',
          unitType: row.unitType ?? '',
          status: row.status ?? '',
        };
      }),
    );
  }

  /** Employer numbers of firms, by credit code, where the insurance copy knows exactly one. */
  async #numbers(insurance: Manifest, units: readonly Unit[]): Promise<Map<string, string>> {
    const codes = units.map(({ unifiedSocialCreditCode }) => unifiedSocialCreditCode).filter((code) => code !== '');
    const insured = await this.#insured(
      insurance,
      await this.#values(
        insurance,
        codes.map((code) => `c:${code}`),
      ),
    );
    const numbers = new Map<string, string>();
    for (const code of codes) {
      const own = insured.filter((unit) => unit.unifiedSocialCreditCode === code && unit.employerNumber !== '');
      const known = new Set(own.map(({ employerNumber }) => employerNumber));
      const [only] = known;
      if (known.size === 1 && only !== undefined) numbers.set(code, only);
    }
    return numbers;
  }

  async #pieces(manifest: Manifest): Promise<readonly string[]> {
    const { packId } = manifest.info;
    const known = this.#index.find((entry) => entry.packId === packId);
    if (known) return known.pieces;
    const pieces = manifest.info.kind === 'business' ? await this.#stored(manifest) : await this.#made(manifest);
    this.#index = [...this.#index, { packId, pieces }].slice(-2);
    return pieces;
  }

  async #stored(manifest: Manifest): Promise<readonly string[]> {
    const numbers = Array.from({ length: manifest.sections.names }, (_, page) => page);
    const texts = await this.#reader.texts(manifest, 'names', numbers);
    return numbers.map((page) => texts.get(page) ?? '');
  }

  /** The employers of the insurance copy are fewer: their index is made when the first search needs it. */
  async #made(manifest: Manifest): Promise<readonly string[]> {
    const numbers = Array.from({ length: manifest.sections.employers }, (_, page) => page);
    const texts = await this.#reader.texts(manifest, 'employers', numbers);
    const units = numbers.flatMap((page) => (texts.get(page) ?? '').split('\n').map(unitOfText));
    return [...indexPieces(units, await pinyinInitials())];
  }
}
