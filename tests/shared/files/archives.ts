/** Workbooks as archives in every spelling that programs give them: names, sizes, methods, flags and checksums by hand. */
import { deflateSync } from 'fflate';
import { crc32 } from '#shared/files/crc32.ts';

export interface PartEdit {
  readonly name: string;
  readonly text?: string;
  /** Takes the place of the packed bytes. */
  readonly packed?: Uint8Array;
  readonly stored?: boolean;
  readonly method?: number;
  readonly encrypted?: boolean;
  readonly checksum?: number;
  /** Sizes stand only behind the data (a data descriptor), zeros in the part's own header. */
  readonly descriptor?: boolean;
  /** Sizes and place stand in a zip64 field. */
  readonly long?: boolean;
  /** Other fields before that one in the list of contents, as programs that keep times and owners write them. */
  readonly fields?: readonly number[];
  readonly statedBytes?: number;
}

const utf8 = new TextEncoder();

interface Laid {
  readonly name: Uint8Array;
  readonly packed: Uint8Array;
  readonly bytes: number;
  readonly at: number;
  readonly part: PartEdit;
  readonly checksum: number;
}

function header(laid: Laid, listed: boolean): Uint8Array {
  const { part, name, packed, bytes, checksum, at } = laid;
  const long = part.long === true && listed;
  const fields = listed ? (part.fields ?? []) : [];
  const extra = new Uint8Array(fields.length + (long ? 28 : 0));
  extra.set(fields);
  if (long) {
    const view = new DataView(extra.buffer, fields.length);
    view.setUint16(0, 1, true);
    view.setUint16(2, 24, true);
    [bytes, packed.length, at].forEach((value, index) => view.setBigUint64(4 + index * 8, BigInt(value), true));
  }
  const fixed = listed ? 46 : 30;
  const out = new Uint8Array(fixed + name.length + extra.length);
  const view = new DataView(out.buffer);
  const shift = listed ? 6 : 4;
  view.setUint32(0, listed ? 0x02014b50 : 0x04034b50, true);
  view.setUint16(shift, 20, true);
  const descriptor = part.descriptor === true;
  view.setUint16(shift + 2, (part.encrypted === true ? 1 : 0) | (descriptor ? 8 : 0) | 0x0800, true);
  view.setUint16(shift + 4, part.method ?? (part.stored === true ? 0 : 8), true);
  const hide = descriptor && !listed;
  view.setUint32(shift + 10, hide ? 0 : checksum, true);
  view.setUint32(shift + 14, long ? 0xffffffff : hide ? 0 : packed.length, true);
  view.setUint32(shift + 18, long ? 0xffffffff : hide ? 0 : (part.statedBytes ?? bytes), true);
  view.setUint16(shift + 22, name.length, true);
  view.setUint16(shift + 24, extra.length, true);
  if (listed) view.setUint32(42, long ? 0xffffffff : at, true);
  out.set(name, fixed);
  out.set(extra, fixed + name.length);
  return out;
}

function longEnd(entries: number, directoryAt: number, directoryBytes: number): Uint8Array {
  const out = new Uint8Array(56 + 20);
  const view = new DataView(out.buffer);
  view.setUint32(0, 0x06064b50, true);
  view.setBigUint64(4, 44n, true);
  view.setBigUint64(24, BigInt(entries), true);
  view.setBigUint64(32, BigInt(entries), true);
  view.setBigUint64(40, BigInt(directoryBytes), true);
  view.setBigUint64(48, BigInt(directoryAt), true);
  view.setUint32(56, 0x07064b50, true);
  view.setBigUint64(64, BigInt(directoryAt + directoryBytes), true);
  view.setUint32(72, 1, true);
  return out;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** An archive of these parts, in this order. */
export function archiveOf(parts: readonly PartEdit[]): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  const laid: Laid[] = [];
  let at = 0;
  for (const part of parts) {
    const plain = utf8.encode(part.text ?? '');
    const packed = part.packed ?? (part.stored === true ? plain : deflateSync(plain));
    const entry = {
      name: utf8.encode(part.name),
      packed,
      bytes: plain.length,
      at,
      part,
      checksum: part.checksum ?? crc32(plain),
    };
    laid.push(entry);
    const own = [header(entry, false), packed];
    if (part.descriptor === true) {
      const behind = new DataView(new ArrayBuffer(16));
      [0x08074b50, entry.checksum, packed.length, plain.length].forEach((value, index) =>
        behind.setUint32(index * 4, value, true),
      );
      own.push(new Uint8Array(behind.buffer));
    }
    pieces.push(...own);
    at += own.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = laid.map((entry) => header(entry, true));
  const directoryBytes = directory.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  const long = parts.some((part) => part.long === true);
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, long ? 0xffff : parts.length, true);
  end.setUint16(10, long ? 0xffff : parts.length, true);
  end.setUint32(12, directoryBytes, true);
  end.setUint32(16, long ? 0xffffffff : at, true);
  const longRecord = long ? [longEnd(parts.length, at, directoryBytes)] : [];
  return joined([...pieces, ...directory, ...longRecord, new Uint8Array(end.buffer)]);
}

const escaped = (text: string): string => text.replace(/[&<>]/gu, (character) => `&#${character.charCodeAt(0)};`);

/** The XML of a sheet with these texts. */
export function sheetXml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, row) => {
    const inside = cells.map(
      (text, column) =>
        `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
    );
    return `<row r="${row + 1}">${inside.join('')}</row>`;
  });
  return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookEdit {
  readonly sheets: readonly string[];
  /** Name of the nth sheet's part in the archive, from 1. */
  readonly partOf?: (sheet: number) => string;
  /** The name by which the workbook asks for it. */
  readonly targetOf?: (sheet: number) => string;
  /** Every part's name as the archive spells it. */
  readonly spell?: (name: string) => string;
}

/** The parts of a workbook with these sheets (XML). */
export function workbookParts(edit: WorkbookEdit): PartEdit[] {
  const partOf = edit.partOf ?? ((sheet: number) => `xl/worksheets/sheet${sheet}.xml`);
  const targetOf = edit.targetOf ?? ((sheet: number) => `worksheets/sheet${sheet}.xml`);
  const spell = edit.spell ?? ((name: string) => name);
  const ids = edit.sheets.map((_, index) => index + 1);
  const relation = (id: number): string =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/worksheet" Target="${targetOf(id)}"/>`;
  const head = '<?xml version="1.0"?>';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const parts: PartEdit[] = [
    {
      name: '[Content_Types].xml',
      text: `${head}<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      text: `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATIONS}"><sheets>${ids.map((id) => `<sheet name="表${id}" sheetId="${id}" r:id="rId${id}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `${head}<Relationships xmlns="${packages}/relationships">${ids.map(relation).join('')}</Relationships>`,
    },
    ...edit.sheets.map((text, index) => ({ name: partOf(index + 1), text })),
  ];
  return parts.map((part) => ({ ...part, name: spell(part.name) }));
}
