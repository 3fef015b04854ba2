/** Asking the access log, and handing over what it says: a folder with table, chain and manifest. */
import { OfficeEvent } from '#shared/casework/office-events.ts';
import type { AccessHead, AccessLine } from '#shared/casework/access-log.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { csvBytes } from '#shared/encodings/csv.ts';
import {
  chainBytes,
  inspectionBytes,
  INSPECTION_CHAIN,
  INSPECTION_TABLE,
  sealInspection,
} from '#shared/batches/inspection.ts';
import { MANIFEST_NAME, sha256Of } from '#shared/batches/manifest.ts';
import { accessGroupLabels, toldAccess, type ToldAccess } from '#shared/wording/access-log.ts';
import type { CounterStore } from '../counter-store.ts';
import { PIECE_BYTES, writeExportFolder, type WrittenFolder } from '../export-folder.ts';

/** `null`: everybody, every case. */
export interface InspectionFilter {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly officerId: string | null;
  readonly caseNumber: string | null;
}

type NotedHead = AccessHead & { readonly sequence: number };

export interface InspectionFound {
  /** What was asked for, oldest first. */
  readonly rows: readonly ToldAccess[];
  /** The lines of the chain on these days. */
  readonly chain: readonly AccessLine[];
  readonly base: AccessHead;
  /** Heads that the ledger noted within these lines. */
  readonly noted: readonly NotedHead[];
  /** The first line that does not follow, or that differs from what the ledger noted; `null` when all is whole. */
  readonly brokenAt: number | null;
}

const HEADINGS = ['序号', '日期', '时间', '人员', '类别', '事项', '办件号', '台账号'];

/** Text that an office program would take for a formula is text. */
const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text);

async function notedHeads(store: CounterStore): Promise<readonly NotedHead[] | null> {
  const events = await store.cases.events('office');
  if (!events.ok) return null;
  return events.value.flatMap(({ sequence, content }) => {
    const event = OfficeEvent.safeParse(content);
    return event.success && event.data.type === 'accessLogHead'
      ? [{ sequence, count: event.data.count, head: event.data.head }]
      : [];
  });
}

/** Lines of the days asked for, with everything between: the clock may have been set back, the chain was not. */
function cut<Line extends { readonly line: AccessLine }>(all: readonly Line[], { from, to }: InspectionFilter): Line[] {
  const within = all.flatMap(({ line }, at) => (line.on >= from && line.on <= to ? [at] : []));
  const [first] = within;
  const last = within.at(-1);
  return first === undefined || last === undefined ? [] : all.slice(first, last + 1);
}

/** Reads and judges the whole log, and picks what was asked for. */
export async function inspect(store: CounterStore, filter: InspectionFilter): Promise<Result<InspectionFound>> {
  const reading = await store.accessLog.read();
  if (!reading.ok) return reading;
  const heads = await notedHeads(store);
  if (heads === null) return failed('store-damaged');
  const { base, lines, brokenAt } = reading.value;
  const at = new Map([
    [base.count, base.head],
    ...lines.map(({ line }): [number, string] => [line.sequence, line.hash]),
  ]);
  // What is past its term is known by its own entry; from there on every head must be found again.
  const differing = heads.find(({ count, head }) => count >= base.count && at.get(count) !== head);
  const names = new Map(store.officers.map(({ id, name }) => [id, name]));
  for (const { record } of lines) if (record !== null) names.set(record.by.id, record.by.name);
  const chosen = cut(lines, filter);
  const rows = chosen
    .map((one) => toldAccess(one, (id) => names.get(id) ?? '另一人员'))
    .filter(
      ({ on, officerId, caseNumber }) =>
        on >= filter.from &&
        on <= filter.to &&
        (filter.officerId === null || officerId === filter.officerId) &&
        (filter.caseNumber === null || caseNumber === filter.caseNumber),
    );
  const [first] = chosen;
  const from = first === undefined ? base : { count: first.line.sequence - 1, head: first.line.previous };
  const last = from.count + chosen.length;
  return success({
    rows,
    chain: chosen.map(({ line }) => line),
    base: from,
    noted: heads.filter(({ count }) => count >= from.count && count <= last),
    brokenAt: brokenAt ?? (differing === undefined ? null : differing.count),
  });
}

/** The folder's name: days and a part of the digest, nobody's name. */
const folderName = ({ from, to }: InspectionFilter, digest: string): string =>
  `查阅记录-${from}-${to}-${digest.slice(0, 8)}`;

export interface HandedOver extends WrittenFolder {
  /** Of the manifest: stands in the ledger, and on what the inspector signs. */
  readonly digest: string;
  readonly rows: number;
}

/** Writes what was found. Recorded first, as every export; only by an administrator. */
export async function exportInspection(
  store: CounterStore,
  filter: InspectionFilter,
  found: InspectionFound,
  on: PlainDate,
): Promise<Result<HandedOver>> {
  const table = csvBytes(
    [
      HEADINGS,
      ...found.rows.map((row) =>
        [
          String(row.sequence),
          row.on,
          row.time,
          row.officer,
          accessGroupLabels[row.group],
          row.sentence,
          row.caseNumber,
          row.ledger,
        ].map(harmless),
      ),
    ],
    'utf-8-bom',
  );
  const chain = chainBytes(found.chain);
  const fileOf = (name: string, bytes: Uint8Array, rows: number) => ({
    name,
    bytes: bytes.length,
    rows,
    sha256: sha256Of(bytes),
  });
  const end = found.chain.at(-1);
  const inspection = sealInspection({
    format: 'counter-inspection-1',
    createdOn: on,
    createdBy: store.officer.name,
    office: { name: store.office.officeName, divisionCode: store.office.divisionCode },
    filter: {
      from: filter.from,
      to: filter.to,
      officer: store.officers.find(({ id }) => id === filter.officerId)?.name ?? filter.officerId,
      caseNumber: filter.caseNumber,
    },
    chain: { base: found.base, end: end === undefined ? found.base : { count: end.sequence, head: end.hash } },
    noted: found.noted.map(({ sequence, count, head }) => ({ sequence, count, head })),
    files: [fileOf(INSPECTION_TABLE, table, found.rows.length), fileOf(INSPECTION_CHAIN, chain, found.chain.length)],
  });
  const { digest } = inspection;
  const name = folderName(filter, digest);
  const recorded = await store.cases.recordEvent({
    entryId: crypto.randomUUID(),
    kind: 'export',
    subjectId: `inspection:${digest}`,
    on,
    content: { step: 'inspectionExported', folder: name, digest, rows: found.rows.length },
    takeBatchNumber: false,
  });
  if (!recorded.ok) return recorded;
  const files: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    [INSPECTION_TABLE, table],
    [INSPECTION_CHAIN, chain],
    [MANIFEST_NAME, inspectionBytes(inspection)],
  ];
  const expected = files.map(([fileName, bytes]) => ({ name: fileName, sha256: sha256Of(bytes) }));
  const written = await writeExportFolder(store, name, expected, async (append): Promise<Failure | null> => {
    for (const [fileName, bytes] of files)
      for (let at = 0; at === 0 || at < bytes.length; at += PIECE_BYTES) {
        const failure = await append(fileName, bytes.subarray(at, at + PIECE_BYTES));
        if (failure !== null) return failure;
      }
    return null;
  });
  return written.ok ? success({ ...written.value, digest, rows: found.rows.length }) : written;
}
