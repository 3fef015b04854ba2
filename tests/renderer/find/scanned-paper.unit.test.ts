/** What a scanned paper says, and what this window knows of it since. */
import { describe, expect, it } from 'vitest';
import { paperProofText, readPaperProof, signedPaperText, type PaperFacts } from '#shared/domain/paper-proof.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { judgeScanned } from '#renderer/features/find/scanned-paper.ts';
import { paperOffers, recordSent } from '#renderer/features/papers/case-prints.ts';
import { aCounterStore, anAcceptedAction } from '#tests/builders/a-counter-store.ts';

const on = plainDate('2022-08-22');
const SIGNATURE = 'ab'.repeat(64);

/** A window whose officer signs as `王样例`, with one accepted case; its first paper is printed. */
async function printed() {
  const signed: PaperFacts[] = [];
  const plain = aCounterStore();
  const store = {
    ...plain,
    proofs: {
      sign: async (facts: PaperFacts) => {
        signed.push(facts);
        return signedPaperText(paperProofText(facts), 'c0'.repeat(16), SIGNATURE);
      },
      judge: async (typed: string) => {
        const read = readPaperProof(typed);
        if (read === null) return { word: 'unreadable' as const };
        return { word: 'true' as const, facts: read.facts, officerName: '王样例', left: false };
      },
    },
  };
  await store.cases.record({ entryId: 'e1', caseId: 'case-1', action: anAcceptedAction(1) });
  const opened = await store.cases.open('case-1');
  if (!opened.ok) throw new Error(opened.failure.code);
  const [offer] = paperOffers(opened.value, false, ({ policy }) => packById(policy)?.pack ?? null);
  if (offer === undefined) throw new Error('no paper');
  const sent = await recordSent(store, 'case-1', on, offer);
  if (!sent.ok) throw new Error(sent.failure.code);
  return { store, code: sent.value.proof ?? '', facts: signed[0], offer };
}

describe('a signed paper', () => {
  it('carries number, paper, day, persons and amount of its case, and is printed again with the same code', async () => {
    const { store, code, facts, offer } = await printed();
    const { persons, totalAmountFen } = store.cases.list()[0];
    expect(facts).toMatchObject({
      number: offer.letter.number,
      on,
      persons: persons.length,
      amountFen: totalAmountFen,
    });
    expect(code).toMatch(
      /^KGBZ2\/2022-[A-Z0-9-]+\/ACCEPTANCE\/20220822\/\d+\/\d+\/[0-9A-F]{32}\/[0-9A-F]{16}\/[0-9A-F]{128}$/u,
    );
    const again = await recordSent(store, 'case-1', on, { ...offer, proof: code });
    expect(again.ok && again.value.proof).toBe(code);
  });

  it('is true where the case lies, and opens it', async () => {
    const { store, code } = await printed();
    const scanned = await judgeScanned(store, code.toLowerCase());
    expect(scanned).toMatchObject({ tone: 'good', heading: '真：王样例签发', place: { path: '/case/case-1' } });
    expect(scanned.lines.join('')).toContain('与本窗口的存底一致');
    expect(scanned.lines[0]).toMatch(/^受理通知书，〔2022〕.*2022-08-22/u);
  });

  it('says what it cannot know where the case lies elsewhere', async () => {
    const { code } = await printed();
    const scanned = await judgeScanned({ ...(await printed()).store, cases: aCounterStore().cases }, code);
    expect(scanned).toMatchObject({ tone: 'good', place: null });
    expect(scanned.lines.join('')).toContain('之后是否更正或作废，本窗口不知道');
  });

  it('is told to be out of date once its case is not valid any more', async () => {
    const { store, code } = await printed();
    const list = store.cases.list().map((one) => ({ ...one, status: 'voided' as const }));
    const open: typeof store.cases.open = async (caseId) => {
      const found = await store.cases.open(caseId);
      return found.ok ? { ok: true, value: { ...found.value, summary: list[0] } } : found;
    };
    const scanned = await judgeScanned({ ...store, cases: { ...store.cases, list: () => list, open } }, code);
    expect(scanned).toMatchObject({ tone: 'warn', place: { path: '/case/case-1' } });
    expect(scanned.lines.join('')).toContain('办件已不再有效');
  });
});

describe('a paper of before the roll', () => {
  it('is compared with what is kept here, and told apart from one that is not', async () => {
    const { store, offer } = await printed();
    const code = `KGBZ1 ${offer.letter.number} ${offer.digest}`;
    expect(await judgeScanned(store, code)).toMatchObject({ heading: '与存底相符', place: { path: '/case/case-1' } });
    const other = code.replace(/.$/u, (last) => (last === '0' ? '1' : '0'));
    expect(await judgeScanned(store, other)).toMatchObject({ heading: '内容不符', tone: 'bad' });
    expect(await judgeScanned(aCounterStore(), code)).toMatchObject({ heading: '不能核对', place: null });
  });
});

it('a code that was not read to its end is told as such', async () => {
  const { store, code } = await printed();
  expect(await judgeScanned(store, code.slice(0, 60))).toMatchObject({ heading: '没有读全' });
});
