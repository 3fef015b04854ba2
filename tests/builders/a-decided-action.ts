/** A case as the window records it, decided by the product's own rules from a scene of the golden table's language. */
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { decide } from '#shared/policy/decide.ts';
import { readCaseFile } from '#shared/policy/evaluate.ts';
import { ENGINE_VERSION, packById } from '#shared/policy/pack-library.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { anOffice } from './a-case-action.ts';
import { anApplication } from './an-application.ts';
import { changedScene } from './policy-scene.ts';

const on = plainDate('2022-08-22');

/** The case file of a scene, under the pack of 2022. */
export function aSceneFile(change: string): CaseFile {
  const caseFile = readCaseFile(changedScene(change));
  if (caseFile === null) throw new Error('not a case file');
  return caseFile;
}

/** Held for verification, whatever the scene comes to: an open case with a decision. */
export function aDecidedAction(change: string): CaseAction {
  const held = packById('zhanjiang-2022');
  if (held === null) throw new Error('no pack');
  const caseFile = aSceneFile(change);
  return {
    kind: 'heldPending',
    at: `${on}T09:00:00+08:00`,
    on,
    officer: { id: 'o2', name: '王样例' },
    application: anApplication(),
    office: anOffice,
    record: {
      policy: held.pack.id,
      packDigest: held.digest,
      calendarDigest: shippedHeldCalendar.digest,
      engine: ENGINE_VERSION,
      caseFile,
      decision: decide(caseFile, held, shippedHeldCalendar.table),
    },
    acceptBy: null,
  };
}
