/** What fills the 申请表 beside the clerk: the registers and the firm's last case, each marked as long as nobody changed it. */
import type { EmployerFormValues } from '#shared/domain/employer-form.ts';
import { organisationCodeOf } from '#shared/domain/organisation-code.ts';
import type { EmployerHit } from '../../store/registry/registry-store.ts';

/** Fields that can be filled in, by their place in the form. */
export type FilledPath =
  | 'name'
  | 'unifiedSocialCreditCode'
  | 'organisationCode'
  | 'employerNumber'
  | 'divisionCode'
  | 'legalRepresentative'
  | 'registeredAddress'
  | 'account.kind'
  | 'account.name'
  | 'account.bank'
  | 'account.number'
  | 'agent.name'
  | 'agent.citizenId'
  | 'agent.mobile';

/** A value and where it came from: `取自登记`, `取自上次办件`; empty where nothing needs to be said. */
export interface Origin {
  readonly value: string;
  readonly word: string;
}
export type Origins = Readonly<Partial<Record<FilledPath, Origin>>>;

type Entries = readonly (readonly [FilledPath, Origin])[];

/** What the registers know of a firm that was found there. `divisions`: codes that can be chosen. */
export function fromRegister(hit: EmployerHit, divisions: ReadonlySet<string>): Entries {
  const division = hit.divisionCode ?? '';
  const entry = (path: FilledPath, value: string, word: string) => [path, { value, word }] as const;
  return [
    entry('name', hit.name, '取自登记'),
    entry('unifiedSocialCreditCode', hit.unifiedSocialCreditCode, '取自登记'),
    entry('organisationCode', organisationCodeOf(hit.unifiedSocialCreditCode), '取自登记'),
    entry('employerNumber', hit.employerNumber ?? '', '取自参保数据'),
    entry('account.name', hit.name, ''),
    ...(divisions.has(division) ? [entry('divisionCode', division, '取自登记')] : []),
  ];
}

const EARLIER = [
  'employerNumber',
  'divisionCode',
  'legalRepresentative',
  'registeredAddress',
  'account.kind',
  'account.name',
  'account.bank',
  'account.number',
  'agent.name',
  'agent.citizenId',
  'agent.mobile',
] as const satisfies readonly FilledPath[];

/** The text at a place of the form. */
export function valueAt(values: EmployerFormValues, path: FilledPath): string {
  const [first, second] = path.split('.') as [keyof EmployerFormValues, string | undefined];
  const node: unknown = values[first];
  return second === undefined ? String(node) : String((node as Readonly<Record<string, unknown>>)[second]);
}

/** What the firm's last case holds. That the authorisation was seen is never taken over: it is seen anew. */
export const fromEarlierCase = (earlier: EmployerFormValues): Entries =>
  EARLIER.map((path) => [path, { value: valueAt(earlier, path), word: '取自上次办件' }] as const).filter(
    ([, { value }]) => value !== '',
  );

/** Which of the entries go in: where nothing stands, and where what stands is as it was filled in before. */
export const fitting = (entries: Entries, now: EmployerFormValues, before: Origins): Entries =>
  entries.filter(([path, { value }]) => {
    const standing = valueAt(now, path);
    const untouched = standing === '' || standing === before[path]?.value || path === 'account.kind';
    return untouched && standing !== value;
  });

/** Whether the firm's last case holds something for a field in which nothing stands. */
export const hasNews = (earlier: EmployerFormValues, now: EmployerFormValues): boolean =>
  EARLIER.some((path) => path !== 'account.kind' && valueAt(now, path) === '' && valueAt(earlier, path) !== '');
