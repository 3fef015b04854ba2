/** The papers of a list: what is known stands there, the rest is a line to write on; no whole number of a person. */
import { expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { gapsOf } from '#shared/aftercare/lists/gaps.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { deferralNotice, payeeSheet } from '#shared/papers/list-papers.ts';
import { renderLetterHtml } from '#shared/papers/render-letter.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { first, Ledger } from '#tests/builders/an-aftercare.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';

const payee = { contact: '林会计', mobile: '13800000000', accountName: '', bank: '', accountNumber: '' };
const ledger = new Ledger()
  .add('2022-08-22', first, listBegun())
  .add('2022-08-22', first, rowsTaken([aListRow(1, 1, 2, { payee })]));
const book = foldAftercare({ items: [], origins: new Set() }, ledger.entries);
const input = { office: anOffice, training: false, list: '名单202208', sequence: 12, on: plainDate('2022-08-22') };
const options = { copy: 1, printedOn: plainDate('2022-08-22') };

it('asks a firm for what is missing, and names its persons without their numbers', () => {
  const [firm] = gapsOf(book, 'l1');
  if (firm === undefined) throw new Error('no firm');
  const letter = payeeSheet(input, firm);
  const facts = letter.blocks.flatMap((block) => (block.type === 'facts' ? block.facts : []));
  const valueOf = (label: string) => facts.find((fact) => fact.label.startsWith(label))?.value;
  expect([valueOf('联系人'), valueOf('银行账号')]).toEqual(['林会计', expect.stringMatching(/^_+$/u)]);
  const html = renderLetterHtml(letter, options);
  expect(html).toContain('人员1');
  expect(html).not.toMatch(/\d{17}[\dX]/u);
});

it('tells a firm to pay and to come to the window', () => {
  const html = renderLetterHtml(deferralNotice(input, '湛江样例1有限公司', book.items), options);
  expect(html).toContain('补缴后到窗口申请');
  expect(html).not.toMatch(/\d{17}[\dX]/u);
});
