/** The sections of a copy that are made from its employers: the directory, the keys to it, the search by name. */
import type { RegistryKind } from '#shared/domain/registries.ts';
import { makeSipHash, type SipHash } from '#shared/registry/sip-hash.ts';
import { fieldAt, writeKey, type KeyMark } from './employer-keys.ts';
import { EMPLOYERS_PER_PAGE, type EmployerUnits, type Unit } from './employer-units.ts';
import { indexPieces, pinyinInitials } from './name-index.ts';
import { CopyWriter } from './copy-writer.ts';
import type { SectionName } from './page-key.ts';
import { writePages, type PageTarget } from './page-writer.ts';

const LF = 10;
const TAB = 9;
const KEY_MARKS: readonly KeyMark[] = ['n', 'c', 'm'];

export interface EmployerSections {
  /** Pages of each. */
  readonly sections: { readonly employers: number; readonly keys: number; readonly names: number };
  /** Fingerprints of the pages: employers, keys, names, each in order. */
  readonly marks: readonly Uint8Array[];
}

/**
 * Seals what a registry's kind needs: the register of firms is searched by name and needs no directory, since its rows are
 * the employers; only it and the insurance register are asked for employers. Throws what the store throws.
 */
export async function sealEmployers(
  kind: RegistryKind,
  units: EmployerUnits,
  target: PageTarget,
  seed: Uint8Array,
): Promise<EmployerSections> {
  const list = (section: SectionName, pages: Iterable<Uint8Array<ArrayBuffer>>): Promise<Uint8Array[]> =>
    writePages(target, { section, part: 0, first: 0 }, pages);
  const isBusiness = kind === 'business';
  const employers = isBusiness ? [] : await list('employers', employerPages(units.fields()));
  const keys = isBusiness || kind === 'insurance' ? await sealKeys(isBusiness, units, target, seed) : [];
  const names = isBusiness ? await list('names', await namePages(units)) : [];
  return {
    sections: { employers: employers.length, keys: keys.length, names: names.length },
    marks: [...employers, ...keys, ...names],
  };
}

/** Firms of the register under their name, to their code; insured employers under all their keys, to their number. */
async function sealKeys(
  isBusiness: boolean,
  units: EmployerUnits,
  target: PageTarget,
  seed: Uint8Array,
): Promise<readonly Uint8Array[]> {
  const writer = new CopyWriter({ target, section: 'keys', partBytes: Infinity, shareRead: () => 1 });
  const sip = makeSipHash(seed);
  let number = 0;
  for (const fields of units.fields()) {
    if (isBusiness) addKey(writer, sip, { mark: 'm', fields, field: 1, value: fields.subarray(...fieldAt(fields, 0)) });
    else {
      const value = digitsOf(number);
      for (const [field, mark] of KEY_MARKS.entries()) addKey(writer, sip, { mark, fields, field, value });
    }
    number += 1;
  }
  return (await writer.finish()).marks;
}

interface Key {
  readonly mark: KeyMark;
  readonly fields: Uint8Array;
  /** Which of the fields is the key. */
  readonly field: number;
  readonly value: Uint8Array;
}

/** A line `key \t value \n`, in the page of the key's hash. */
function addKey({ arena }: CopyWriter, sip: SipHash, { mark, fields, field, value }: Key): void {
  const { line } = arena;
  const end = writeKey(mark, fields, ...fieldAt(fields, field), line);
  if (end === 0) return;
  line[end] = TAB;
  line.set(value, end + 1);
  line[end + 1 + value.length] = LF;
  arena.add(sip.hash(line, 0, end), end + value.length + 2);
}

const digitsOf = (number: number): Uint8Array => Uint8Array.from(String(number), (digit) => digit.charCodeAt(0));

function* employerPages(employers: Iterable<Uint8Array>): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  let page: Uint8Array[] = [];
  for (const fields of employers) {
    page.push(fields);
    if (page.length < EMPLOYERS_PER_PAGE) continue;
    yield joinedLines(page);
    page = [];
  }
  if (page.length > 0) yield joinedLines(page);
}

/** With a line break between lines, none behind the last. */
function joinedLines(lines: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(lines.reduce((sum, { length }) => sum + length + 1, -1)).fill(LF);
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length + 1;
  }
  return all;
}

async function namePages(units: EmployerUnits): Promise<Iterable<Uint8Array<ArrayBuffer>>> {
  const read = await pinyinInitials();
  return encoded(indexPieces(firmsOf(units), read));
}

function* firmsOf(units: EmployerUnits): Generator<Unit, void, undefined> {
  for (const text of units.texts()) yield firmOfText(text);
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}

/** A firm of the register as the search keeps it: code and name. */
function firmOfText(text: string): Unit {
  const [unifiedSocialCreditCode = '', name = ''] = text.split('\t');
  return { employerNumber: '', unifiedSocialCreditCode, name, divisionCode: '', unitType: '', status: '' };
}
