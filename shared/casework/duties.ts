/**
 * Which entries of no case take an administrator. The store refuses them from anybody else, and the folds pass over them
 * all the same: a screen that forgets to hide a button changes nothing. Actions of cases have their own table
 * (transitions.ts), and what takes two officers stands in confirmations.ts.
 */
import { isAdministratorsDocument } from './document-dispatches.ts';
import type { EntryKind } from './journal.ts';
import { isAdministrators, OfficeEvent } from './office-events.ts';
import { isDecided } from './window-events.ts';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What the place decides about the time after acceptance. */
const ADMINISTRATORS_STEPS: ReadonlySet<unknown> = new Set(['rulesSet', 'recoveryRulesSet', 'reportRulesSet']);

/** Whether only an administrator may record this. */
export function takesAdministrator(kind: EntryKind, content: unknown): boolean {
  switch (kind) {
    case 'policy':
    case 'purge':
      return true;
    case 'office': {
      const event = OfficeEvent.safeParse(content);
      return !event.success || isAdministrators(event.data);
    }
    case 'window':
      return isDecided(content);
    case 'export':
      return isObject(content) && (content['step'] === 'layoutLoaded' || content['step'] === 'inspectionExported');
    case 'aftercare':
      return isObject(content) && ADMINISTRATORS_STEPS.has(content['step']);
    case 'registry':
      return isObject(content) && content['because'] === 'retention';
    case 'case':
    case 'print':
    case 'verification':
    case 'clock':
      return false;
    case 'exchange':
      return isAdministratorsDocument(content);
  }
}
