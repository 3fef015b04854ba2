/** Whether what a kept paper says still holds, and where the name in its code leads. */
import { describe, expect, it } from 'vitest';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { batchReference, listReference, recoveryReference, referenceText } from '#shared/domain/paper-reference.ts';
import { letterDigest } from '#shared/papers/digest.ts';
import { keptPrints, type KeptPaper } from '#shared/papers/kept-paper.ts';
import { batchSays, placeOfReference, placeOfSubject, recoverySays, standingOf } from '#shared/papers/kept-standing.ts';
import { publicNotice } from '#shared/papers/batch-papers.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import {
  agreed,
  decided,
  informed,
  opened,
  paidLedger,
  recoveryEvent,
  rulesForRecovery,
  served,
  silent,
  spoken,
  weighed,
} from '#tests/builders/a-recovery.ts';
import {
  aSource,
  first,
  Ledger,
  noticeOf,
  passed,
  payee,
  reviewedAgain,
  rules,
  second,
  sourcesOf,
} from '#tests/builders/an-aftercare.ts';

const [one, two] = [aSource(1), aSource(2)];
const sources = sourcesOf(one, two);
const bookOf = (ledger: Ledger): AftercareBook => foldAftercare(sources, ledger.entries);

/** A print of it, and whether it holds after the rest was recorded. */
function standing(subjectId: string, content: KeptPaper, ledger: Ledger): string {
  const prints = keptPrints([{ sequence: 900, subjectId, content }]);
  const book = bookOf(ledger);
  const place = placeOfSubject(book, subjectId);
  const [print] = prints;
  if (place === null || print === undefined) throw new Error('not kept');
  return standingOf(book, place, print, prints);
}

describe('the notice of a batch', () => {
  const published = () =>
    new Ledger()
      .add('2022-08-22', first, rules)
      .add('2022-08-22', first, passed(one, two))
      .add('2022-08-22', first, payee())
      .add('2022-08-22', second, reviewedAgain(one, two))
      .add('2022-08-22', first, noticeOf(one, two), 'b');
  const removed = (ledger: Ledger, id: string, itemId: string): Ledger =>
    ledger
      .add('2022-08-24', first, { ...objection, objectionId: id, itemIds: [itemId] }, 'b')
      .add('2022-08-25', first, { ...upheld, objectionId: id }, 'b');
  const objection = { step: 'objected', receivedOn: '2022-08-24', manner: 'telephone', named: true, text: '已离职' };
  const upheld = {
    step: 'objectionSettled',
    conclusion: 'upheld',
    treatment: 'removed',
    evidence: '参保记录',
    answeredOn: '2022-08-25',
  };

  it('holds until somebody is taken out of it, and is void when nobody is left', () => {
    const ledger = published();
    const {
      batches: [batch],
      items,
    } = bookOf(ledger);
    if (batch === undefined) throw new Error('no batch');
    const number = `批次 ${batch.number}`;
    const letter = publicNotice({ office: anOffice, training: false, batch, sources: [one, two], number });
    const says = batchSays(batch, items, 'publicNotice');
    const content: KeptPaper = { step: 'batchPaperSent', paper: 'publicNotice', letter, says };
    expect(letter.reference).toBe(batchReference(batch.number));
    expect(standing('aftercare:b', content, ledger)).toBe('current');
    expect(standing('aftercare:b', content, removed(ledger, 'x1', one.itemId))).toBe('corrected');
    expect(standing('aftercare:b', content, removed(ledger, 'x2', two.itemId))).toBe('void');
    const { says: _says, ...earlier } = content;
    expect(keptPrints([{ sequence: 1, subjectId: 'aftercare:b', content: earlier }])[0]?.digest).toBe(
      letterDigest(letter),
    );
  });
});

describe('papers of a recovery', () => {
  const paid = () =>
    paidLedger(one, two)
      .add('2022-10-10', first, rulesForRecovery)
      .add('2022-10-10', first, recoveryEvent(opened([one, two])), 'r')
      .add('2022-10-17', first, recoveryEvent(informed), 'r');
  const kept = (ledger: Ledger, paper: 'recoveryWarning' | 'repaymentAgreement'): KeptPaper => {
    const [recovery] = bookOf(ledger).recoveries;
    const says = recovery === undefined ? null : recoverySays(recovery, paper);
    if (says === null) throw new Error('nothing to say');
    const blank = { page: 'A4', office: '', title: '', number: '', training: false, blocks: [], footer: [] } as const;
    const letter: Letter = { paper, template: `${paper}@2`, ...blank, blocks: [], footer: [] };
    return { step: 'recoveryPaperSent', paper, of: 1, letter, says };
  };

  it('a warning is corrected by amounts that a statement made smaller', () => {
    const ledger = paid();
    const content = kept(ledger, 'recoveryWarning');
    ledger.add('2022-10-20', first, recoveryEvent(spoken), 'r');
    expect(standing('recovery:r', content, ledger)).toBe('current');
    const amounts = [{ itemId: one.itemId, amountFen: 100_000 }];
    ledger.add('2022-10-24', first, recoveryEvent(weighed('reduced', amounts)), 'r');
    expect(bookOf(ledger).refused).toEqual([]);
    expect(standing('recovery:r', content, ledger)).toBe('corrected');
  });

  it('an agreement is void once the whole was called in', () => {
    const ledger = paid()
      .add('2022-10-25', first, recoveryEvent(silent), 'r')
      .add('2022-11-01', first, recoveryEvent(decided(300_000)), 'r')
      .add('2022-11-07', first, recoveryEvent(served), 'r')
      .add('2022-11-10', first, recoveryEvent(agreed(150_000, 150_000)), 'r');
    const content = kept(ledger, 'repaymentAgreement');
    expect(standing('recovery:r', content, ledger)).toBe('current');
    ledger.add('2023-02-20', first, recoveryEvent({ act: 'accelerated', reason: '第一期逾期' }), 'r');
    expect(bookOf(ledger).refused).toEqual([]);
    expect(standing('recovery:r', content, ledger)).toBe('void');
  });

  it('are found by the window’s own number alone', () => {
    const book = bookOf(paid());
    const sequence = book.recoveries[0]?.opened.sequence ?? 0;
    const reference = recoveryReference('W03', sequence);
    expect(referenceText(reference)).toBe(`追回登记 W03-${sequence}`);
    expect(placeOfReference(book, 'W03', reference)?.kind).toBe('recovery');
    expect(placeOfReference(book, 'W04', reference)).toBeNull();
    expect(placeOfReference(book, 'W03', recoveryReference('W03', sequence + 1))).toBeNull();
    expect(placeOfReference(book, 'W03', listReference('W03', sequence))).toBeNull();
    expect(placeOfReference(book, 'W03', '湛赤社退〔2022〕1号')).toBeNull();
  });
});
