/** Papers of batches, recoveries and months that are scanned: the place that they open, and what happened to them since. */
import { describe, expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { paperProofText, readPaperProof, signedPaperText } from '#shared/domain/paper-proof.ts';
import { reportReference } from '#shared/domain/paper-reference.ts';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import { monthlyReport } from '#shared/papers/monthly-report.ts';
import { monthlyFigures } from '#shared/aftercare/reporting/monthly-figures.ts';
import { printBatchPaper, type BatchPaper } from '#renderer/features/aftercare/batch-print.ts';
import { judgeScanned } from '#renderer/features/find/scanned-paper.ts';
import { printPaper } from '#renderer/features/reports/print-paper.ts';
import { printRecoveryPaper } from '#renderer/features/recoveries/recovery-print.ts';
import type { RecoveryPaper } from '#shared/papers/recovery-letters.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aPaidStore, recordAll } from '#tests/builders/a-paid-store.ts';
import {
  decided,
  informed,
  opened,
  recoveryEvent,
  rulesForRecovery,
  silent,
  word,
} from '#tests/builders/a-recovery.ts';

const on = plainDate('2022-11-01');

/** A window with a paid batch of three, whose host prints by itself; `signs`: a roll names the officer. */
async function aWindow(signs = true): Promise<FakeStore> {
  const store = await aPaidStore(3);
  return {
    ...store,
    description: { ...store.description, capabilities: { directPrint: true, revealFolder: true } },
    host: {
      ...store.host,
      call: (channel, request) =>
        channel === 'print.send'
          ? (Promise.resolve(success({ state: 'sent' })) as never)
          : store.host.call(channel, request),
    },
    proofs: {
      sign: async (facts) => (signs ? signedPaperText(paperProofText(facts), 'c0'.repeat(16), 'ab'.repeat(64)) : null),
      judge: async (typed) => {
        const read = readPaperProof(typed);
        if (read === null) return { word: 'unreadable' };
        return { word: 'true', facts: read.facts, officerName: '王样例', left: false };
      },
    },
  };
}

async function bookOf(store: FakeStore) {
  const read = await store.aftercare.read();
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

interface Printed {
  readonly code: string;
  readonly digest: string;
}
async function lastPrint(store: FakeStore): Promise<Printed> {
  const events = await store.cases.events('print');
  const content = (events.ok ? events.value : []).at(-1)?.content as { proof?: string; digest: string };
  return { code: content.proof ?? '', digest: content.digest };
}

async function batchPaper(store: FakeStore, paper: BatchPaper): Promise<Printed> {
  const { batches, items } = await bookOf(store);
  const [batch] = batches;
  if (batch === undefined) throw new Error('no batch');
  expect((await printBatchPaper({ store, batch, items, on }, paper)).ok).toBe(true);
  return lastPrint(store);
}

async function recoveryPaper(store: FakeStore, paper: RecoveryPaper): Promise<Printed> {
  const book = await bookOf(store);
  const [recovery] = book.recoveries;
  if (recovery === undefined) throw new Error('no recovery');
  expect((await printRecoveryPaper({ store, book, recovery, bases: ['某规定'], on }, paper)).ok).toBe(true);
  return lastPrint(store);
}

async function claimed(): Promise<FakeStore> {
  const store = await aWindow();
  const sources = (await bookOf(store)).items.slice(0, 2).map(({ source }) => source);
  await recordAll(store, [
    { event: rulesForRecovery, day: '2022-10-10' },
    { event: recoveryEvent(opened(sources)), day: '2022-10-17', subjectId: 'r1' },
  ]);
  return store;
}

describe('a batch', () => {
  it.each(['publicNotice', 'allocationSheet'] as const)(
    '%s says its batch, persons and sum, and opens it',
    async (paper) => {
      const store = await aWindow();
      const { code } = await batchPaper(store, paper);
      const number = (await bookOf(store)).batches[0]?.number ?? '';
      expect(code).toContain(`/PC-${number}/${paper.toUpperCase()}/20221101/3/450000/`);
      expect(code).toMatch(/^[0-9A-Z/-]+$/u);
      const scanned = await judgeScanned(store, code);
      expect(scanned).toMatchObject({
        tone: 'good',
        heading: '真：王样例签发',
        place: { path: '/aftercare/b', word: '打开批次' },
      });
      expect(scanned.lines[0]).toContain(`批次 ${number}，2022-11-01 打印，3 人，4,500.00 元`);
      expect(scanned.lines.join('')).toContain('现在：已发放');
    },
  );

  it('without a signature is compared with what is kept, also where the code is of before', async () => {
    const store = await aWindow(false);
    const { digest } = await batchPaper(store, 'publicNotice');
    const number = (await bookOf(store)).batches[0]?.number ?? '';
    for (const name of [`PC-${number}`, `批次 ${number}`])
      expect(await judgeScanned(store, `KGBZ1 ${name} ${digest}`)).toMatchObject({
        heading: '与存底相符',
        place: { path: '/aftercare/b' },
      });
    const other = digest.replace(/.$/u, (last) => (last === '0' ? '1' : '0'));
    expect(await judgeScanned(store, `KGBZ1 PC-${number} ${other}`)).toMatchObject({
      tone: 'bad',
      heading: '内容不符',
    });
    expect(await judgeScanned(aCounterStore(), `KGBZ1 PC-${number} ${digest}`)).toMatchObject({
      heading: '不能核对',
      place: null,
    });
  });
});

describe('a recovery', () => {
  it('prints a code that holds nobody’s name, number or document number, and opens it', async () => {
    const store = await claimed();
    const { code } = await recoveryPaper(store, 'recoveryWarning');
    expect(code).toMatch(/^KGBZ2\/ZH-W03-\d+\/RECOVERYWARNING\/20221101\/2\/300000\/[0-9A-F/]+$/u);
    const scanned = await judgeScanned(store, code);
    expect(scanned).toMatchObject({ tone: 'good', place: { path: '/recoveries/r1', word: '打开追回' } });
    expect(scanned.lines[0]).toMatch(/追回登记 W03-\d+/u);
  });

  it('goes on without making its warning untrue, and names a paper that is not kept', async () => {
    const store = await claimed();
    const { code } = await recoveryPaper(store, 'recoveryWarning');
    await recordAll(store, [
      { event: recoveryEvent(informed), day: '2022-10-17', subjectId: 'r1' },
      { event: recoveryEvent(silent), day: '2022-10-25', subjectId: 'r1' },
      { event: recoveryEvent(decided(300_000)), day: '2022-11-01', subjectId: 'r1' },
    ]);
    const decision = await recoveryPaper(store, 'recoveryDecision');
    expect(await judgeScanned(store, code)).toMatchObject({ tone: 'good' });
    expect((await judgeScanned(store, decision.code)).lines.join('')).toContain('现在：已决定');
    const parts = decision.code.split('/');
    const invented = parts.map((part, at) => (at === 6 ? '0'.repeat(32) : part)).join('/');
    const scanned = await judgeScanned(store, invented);
    expect(scanned).toMatchObject({ tone: 'bad', place: { path: '/recoveries/r1' } });
    expect(scanned.lines.join('')).toContain('存底里没有这样一张文书');
  });

  it('is void once it was withdrawn', async () => {
    const store = await claimed();
    const { code } = await recoveryPaper(store, 'recoveryWarning');
    const withdrawn = recoveryEvent({ act: 'withdrawn', reason: '核查结果有误', confirmation: word() });
    await recordAll(store, [{ event: withdrawn, day: '2022-10-18', subjectId: 'r1' }]);
    const scanned = await judgeScanned(store, code);
    expect(scanned.tone).toBe('warn');
    expect(scanned.lines.join('')).toContain('之后已作废');
  });
});

describe('a monthly report', () => {
  const period = month('202208');
  async function sent(store: FakeStore, reportId: string, corrects: { reportId: string; reason: string } | null) {
    const { lines } = monthlyFigures({ book: await bookOf(store), window: [], period, termFrom: on });
    const event = { step: 'reportSent', period, termFrom: on, lines, months: [], remarks: '', corrects };
    await recordAll(store, [{ event, day: '2022-11-01', subjectId: reportId }]);
  }

  it('names its entry, opens the reports, and is told to be corrected once another one corrects it', async () => {
    const store = await aWindow();
    await sent(store, 'm1', null);
    const [report] = (await bookOf(store)).reporting.reports;
    const sequence = report?.sent.sequence ?? 0;
    const letter = monthlyReport({
      office: store.office,
      training: false,
      period,
      termFrom: on,
      lines: report?.sent.event.lines ?? [],
      months: [],
      remarks: '',
      sent: { on, by: '王样例' },
      correction: null,
      number: `台账第 ${sequence} 号`,
      reference: reportReference('W03', sequence),
    });
    expect((await printPaper({ store, on, subjectId: 'report:m1' }, letter)).ok).toBe(true);
    const { code } = await lastPrint(store);
    expect(code).toContain(`KGBZ2/YB-W03-${sequence}/MONTHLYREPORT/20221101/0/0/`);
    const scanned = await judgeScanned(store, code);
    expect(scanned).toMatchObject({ tone: 'good', place: { path: '/aftercare/reports', word: '打开月报' } });
    expect(scanned.lines[0]).toContain(`月报 W03-${sequence}，2022-11-01 打印。`);
    await sent(store, 'm2', { reportId: 'm1', reason: '银行结果迟到' });
    expect((await judgeScanned(store, code)).lines.join('')).toContain('之后已更正');
  });

  it('carries no code while it is a draft', async () => {
    const store = await aWindow();
    const { lines } = monthlyFigures({ book: await bookOf(store), window: [], period, termFrom: on });
    const input = { office: store.office, training: false, period, termFrom: on, lines, months: [], remarks: '' };
    const draft = monthlyReport({ ...input, sent: null, correction: null, number: '' });
    expect((await printPaper({ store, on, subjectId: 'report:202208' }, draft)).ok).toBe(true);
    expect((await lastPrint(store)).code).toBe('');
  });
});
