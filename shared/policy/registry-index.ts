/** The rows of a case file's registries by normalised number, made once for all persons. */
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import { registryKinds, type RegistryKind, type RegistryRow, type RegistrySet } from '../domain/registries.ts';

const PLAIN = /^[0-9A-Z]*$/u;

/** {@link normaliseCode}, without the work where the text is already plain: most are. */
export function codeKey(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  return PLAIN.test(text) ? text : normaliseCode(text);
}

export class RegistryIndex {
  readonly registries: RegistrySet;
  readonly #byKey: ReadonlyMap<RegistryKind, ReadonlyMap<string, readonly unknown[]>>;

  constructor(registries: RegistrySet) {
    this.registries = registries;
    this.#byKey = new Map(registryKinds.map((kind) => [kind, indexOf(kind, registries[kind]?.rows ?? [])]));
  }

  /** Rows of one person (of one firm for `business`), in the order of the registry. */
  rows<K extends RegistryKind>(kind: K, key: string): readonly RegistryRow<K>[] {
    return (this.#byKey.get(kind)?.get(key) ?? []) as readonly RegistryRow<K>[];
  }

  /** Day of the copy; `null` when there is none on this machine. */
  asOf(kind: RegistryKind): string | null {
    return this.registries[kind]?.asOf ?? null;
  }
}

function indexOf(
  kind: RegistryKind,
  rows: readonly RegistryRow<RegistryKind>[],
): ReadonlyMap<string, readonly unknown[]> {
  const byKey = new Map<string, unknown[]>();
  for (const row of rows) {
    const key = codeKey(
      kind === 'business'
        ? (row as RegistryRow<'business'>).unifiedSocialCreditCode
        : (row as RegistryRow<'paid'>).citizenId,
    );
    const list = byKey.get(key);
    if (list === undefined) byKey.set(key, [row]);
    else list.push(row);
  }
  return byKey;
}

/** Whose a row is: codes decide, the 单位编号 only where either side lacks the code. */
export type RowOwner = 'ours' | 'another' | 'conflict' | 'nobody';

export interface EmployerKeys {
  readonly code: string;
  readonly number: string;
  readonly name: string;
}

/** Whose an insurance row is (policy/README.md, R). */
export function ownerOf(row: RegistryRow<'insurance'>, employer: EmployerKeys): RowOwner {
  const code = codeKey(row.unifiedSocialCreditCode);
  const number = codeKey(row.employerNumber);
  const sameNumber = number !== '' && number === employer.number;
  if (code !== '' && employer.code !== '') {
    if (code === employer.code) return 'ours';
    return sameNumber ? 'conflict' : 'another';
  }
  if (number === '' || employer.number === '') return 'nobody';
  return sameNumber ? 'ours' : 'another';
}

/** A firm's numbers and name as compared. */
export function employerKeys(employer: {
  readonly name: string;
  readonly unifiedSocialCreditCode?: string | undefined;
  readonly employerNumber?: string | undefined;
}): EmployerKeys {
  return {
    code: codeKey(employer.unifiedSocialCreditCode),
    number: codeKey(employer.employerNumber),
    name: normaliseEmployerName(employer.name),
  };
}
