/**
 * The county of 培训模式: office, registers, sample rosters and a month of earlier cases, all made up, the same from
 * one seed on every machine. Registers are CSV bytes that go through the ordinary import.
 */
import type { OfficeSettings } from '../domain/office.ts';
import { plainDate, type PlainDate } from '../domain/plain-date.ts';
import type { CsvEncoding } from '../encodings/csv.ts';
import { makeCounty, type TrainingKind } from './county-rows.ts';
import { trainingGuide } from './guide.ts';
import { earlierCases, type EarlierCase } from './history.ts';
import { randomFrom } from './random.ts';
import { registryCsv } from './registry-csv.ts';
import { sampleFiles, type SampleFile } from './sample-files.ts';

export interface TrainingRegistry {
  readonly kind: TrainingKind;
  readonly fileName: string;
  readonly asOf: PlainDate;
  /** Division code that the copy covers. */
  readonly scope: string;
  readonly source: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface TrainingCounty {
  readonly office: OfficeSettings;
  readonly businessDate: PlainDate;
  readonly registries: readonly TrainingRegistry[];
  /** The three rosters, and the sheet that stands for the originals. */
  readonly samples: readonly SampleFile[];
  readonly guide: SampleFile;
  readonly history: readonly EarlierCase[];
}

export const TRAINING_SEED = 20_220_822;

const office: OfficeSettings = {
  officeName: '湛江市赤坎区就业服务中心',
  divisionCode: '440802',
  address: '湛江市赤坎区（培训用虚构地址）1 号',
  phone: '0759-0000000',
  supervisionPhone: '0759-0000001',
  windowNumber: '3',
  sealName: '湛江市赤坎区就业服务中心（培训）',
  receiptPrefix: 'W03',
};

interface Origin {
  readonly kind: TrainingKind;
  readonly title: string;
  readonly asOf: string;
  readonly source: string;
  readonly encoding: CsvEncoding;
}

/** Fresh on 22 August 2022. Offices deliver in different encodings; so does the county. */
const origins: readonly Origin[] = [
  { kind: 'business', title: '企业登记', asOf: '2022-08-15', source: '市场监管部门（虚构）', encoding: 'utf-8-bom' },
  { kind: 'insurance', title: '参保缴费', asOf: '2022-08-20', source: '社会保险经办机构（虚构）', encoding: 'gb18030' },
  { kind: 'graduates', title: '毕业生', asOf: '2022-08-10', source: '教育部门（虚构）', encoding: 'utf-8-bom' },
  { kind: 'graduateAnswers', title: '核验接口返回', asOf: '2022-08-19', source: '核验接口（虚构）', encoding: 'utf-8' },
  { kind: 'contracts', title: '劳动合同备案', asOf: '2022-08-19', source: '劳动关系部门（虚构）', encoding: 'gb18030' },
  {
    kind: 'hiringSubsidy',
    title: '吸纳就业补贴名单',
    asOf: '2022-08-18',
    source: '就业服务中心（虚构）',
    encoding: 'utf-8-bom',
  },
  {
    kind: 'paid',
    title: '已享受扩岗补助名单',
    asOf: '2022-08-20',
    source: '就业服务中心（虚构）',
    encoding: 'utf-8-bom',
  },
];

/** Builds the county. `seed` gives another one with the same sample rosters. */
export async function trainingCounty(seed = TRAINING_SEED): Promise<TrainingCounty> {
  const random = randomFrom(seed);
  const { rows, newcomers } = makeCounty(random);
  return {
    office,
    businessDate: plainDate('2022-08-22'),
    registries: origins.map(({ kind, title, asOf, source, encoding }) => ({
      kind,
      fileName: `培训-${title}.csv`,
      asOf: plainDate(asOf),
      scope: '440800',
      source,
      bytes: registryCsv(kind, rows[kind], encoding),
    })),
    samples: await sampleFiles(),
    guide: { fileName: '培训说明.txt', title: '人员原件上的号码，和每人应得的结论', bytes: trainingGuide() },
    history: earlierCases(newcomers, random),
  };
}
