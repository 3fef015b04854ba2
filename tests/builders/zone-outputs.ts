/** What the pure part of the program makes, as digests by name: the same in every time zone, or a day went through a clock. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { batchFiles } from '#shared/batches/batch.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { verificationXlsx } from '#shared/verification/verification-xlsx.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import { buildPaper, papersFor } from '#shared/papers/papers-of-case.ts';
import { renderLetterHtml } from '#shared/papers/render-letter.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { acceptBy, decisionDue, payoutDay, remedyBy } from '#shared/policy/deadlines.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { trainingCounty } from '#shared/training/training-county.ts';
import { bytesOf, ID, workbook } from '#tests/shared/files/rosters.ts';
import { aProvincialRecord } from './an-export-case.ts';
import { aCasePaper, anApplication, aRosterEntry } from './a-case-paper.ts';
import { changedScene } from './policy-scene.ts';

const sha = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const on = plainDate('2022-08-22');

function decisions(): string {
  const table = readFileSync(join(import.meta.dirname, '../fixtures/policy/golden.tsv'), 'utf8');
  const changes = table.split('\n').flatMap((line) => line.split('\t')[2] ?? []);
  return changes
    .slice(1)
    .map((change) => canonicalJson(evaluate(changedScene(change))))
    .join('\n');
}

/** Every clock on every day of the calendar's years and two months beyond. */
function days(): string {
  const parameters = packById('zhanjiang-2022')?.pack.parameters;
  if (parameters === undefined) throw new Error('no pack');
  const { table } = shippedHeldCalendar;
  const clocks = [decisionDue, acceptBy, remedyBy, payoutDay];
  return Array.from({ length: 1900 }, (_, offset) => addDays(plainDate('2021-12-01'), offset))
    .map((day) => clocks.map((clock) => clock(day, parameters, table) ?? '-').join(' '))
    .join('\n');
}

function papers(): string {
  const paper = aCasePaper(anApplication([aRosterEntry(1), aRosterEntry(2)]), { kind: 'accepted', outcome: 'accept' });
  return papersFor(paper)
    .map((choice) => renderLetterHtml(buildPaper(choice, paper), { copy: 2, printedOn: on }))
    .join('\n');
}

/** Dates as a company's file may hold them: real dates, serials, texts. */
async function roster(): Promise<string> {
  const rows = [
    ['姓名', '身份证号', '毕业时间', '合同开始', '合同终止', '参保时间'],
    ['陈海晴', ID.chen, 44_737, '2022.7.1', '2025年6月30日', '20220701'],
  ];
  const edit = (sheet: Record<string, unknown>): void => {
    sheet['C2'] = { t: 'n', v: 44_737, z: 'yyyy-mm-dd' };
  };
  const files = (['xlsx', 'xls'] as const).map((type) => bytesOf(workbook([{ rows, edit }]), type));
  return JSON.stringify(await Promise.all(files.map((bytes) => readRoster(bytes))));
}

async function exports(): Promise<string> {
  const layout = findLayout('window-intake');
  if (layout === undefined) throw new Error('no layout');
  const table = {
    layout,
    codes: 'printed',
    training: false,
    records: () => [1, 2].map((n) => aProvincialRecord(n)),
  } as const;
  const digests: string[] = [];
  for (const { name, pieces } of batchFiles(table, ['xlsx', 'csv-utf-8', 'csv-gb18030'])) {
    const hash = createHash('sha256');
    for await (const piece of pieces()) hash.update(piece);
    digests.push(`${name} ${hash.digest('hex')}`);
  }
  const query = await verificationXlsx([{ citizenId: ID.chen, name: '陈海晴', caseId: 'c' }], false);
  return [...digests, sha(query)].join('\n');
}

/** An .xlsx bears the second in which it was written: what is read from it stands for it. */
async function county(): Promise<string> {
  const { registries, samples, guide, history } = await trainingCounty();
  const files = [...registries, ...samples, guide].map(async ({ fileName, bytes }) =>
    fileName.endsWith('.xlsx') ? JSON.stringify(await readRoster(bytes)) : `${fileName} ${sha(bytes)}`,
  );
  return [...(await Promise.all(files)), JSON.stringify(history)].join('\n');
}

/** Digest by name. */
export async function zoneOutputs(): Promise<Readonly<Record<string, string>>> {
  return {
    decisions: sha(decisions()),
    days: sha(days()),
    papers: sha(papers()),
    roster: sha(await roster()),
    exports: sha(await exports()),
    county: sha(await county()),
  };
}
