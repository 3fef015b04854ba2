import { expect, it } from 'vitest';
import { ledgerProblemCodes } from '#shared/casework/ledger-check.ts';
import { ledgerProblemText, ledgerProblemWords } from '#shared/wording/ledger-check.ts';

it('each finding of a check has a sentence of its own', () => {
  expect(Object.keys(ledgerProblemWords)).toEqual([...ledgerProblemCodes]);
  const sentences = ledgerProblemCodes.map((code) => ledgerProblemText({ line: 12, sequence: 12, code }));
  expect(new Set(sentences).size).toBe(ledgerProblemCodes.length);
  expect(sentences[0]).toMatch(/^line 12: .+（台账第 12 条）$/u);
});
