/** The whole table, status by status: a change of it must be meant. */
import { describe, expect, it } from 'vitest';
import { CaseStatus } from '#shared/casework/status.ts';
import { allowedActions, isAllowed, transitions } from '#shared/casework/transitions.ts';
import { mainPaperOfStatus } from '#shared/casework/papers-by-outcome.ts';
import { OfficerRole } from '#shared/domain/officer.ts';

describe('what may follow in which status', () => {
  it('knows every status', () => {
    expect(Object.keys(transitions).sort()).toEqual(['new', 'released', ...CaseStatus.options].sort());
  });

  it('keeps to the table', () => {
    const table = Object.fromEntries(
      (['new', 'released', ...CaseStatus.options] as const).map((phase) => [
        phase,
        allowedActions(phase, 'windowClerk').join(' '),
      ]),
    );
    expect(table).toMatchInlineSnapshot(`
      {
        "accepted": "supplemented corrected printSent printConfirmed voided withdrawn exported released reviewed caseNote",
        "declined": "printSent printConfirmed voided caseNote",
        "deficient": "received accepted deficiencyNotified declined heldPending printSent printConfirmed voided withdrawn caseNote",
        "exported": "supplemented corrected printSent printConfirmed provinceAnswered caseNote",
        "new": "received accepted deficiencyNotified declined heldPending",
        "partlyExported": "supplemented corrected printSent printConfirmed provinceAnswered exported released reviewed caseNote",
        "pending": "received accepted deficiencyNotified declined heldPending printSent printConfirmed voided withdrawn caseNote",
        "received": "received accepted deficiencyNotified declined heldPending printSent printConfirmed voided withdrawn caseNote",
        "released": "exported handedBack printSent printConfirmed provinceAnswered reviewed caseNote",
        "voided": "printConfirmed caseNote",
        "withdrawn": "printConfirmed caseNote",
      }
    `);
  });

  it.each(['new', 'released', ...CaseStatus.options] as const)('gives every role the same in %s', (phase) => {
    const [first, ...others] = OfficerRole.options.map((role) => allowedActions(phase, role));
    for (const other of others) expect(other).toEqual(first);
  });

  it('does not export what was not accepted', () => {
    expect(CaseStatus.options.filter((status) => isAllowed(status, 'exported', 'administrator'))).toEqual([
      'accepted',
      'partlyExported',
    ]);
  });

  it.each(CaseStatus.options)('offers papers in %s exactly where printing is allowed', (status) => {
    expect(mainPaperOfStatus[status] !== null).toBe(isAllowed(status, 'printSent', 'windowClerk'));
  });
});
