/** By which group of its pack a decision lets somebody in. */
import { personGroups, type EntryDecision, type PersonGroup } from './verdict.ts';

const isGroup = (group: unknown): group is PersonGroup => (personGroups as readonly unknown[]).includes(group);

/** `undefined`: no group is shown, or an officer's word stands for one of several. */
export function groupOfEntry({ checks }: Pick<EntryDecision, 'checks'>): PersonGroup | undefined {
  const entitled = checks.find(({ check }) => check === 'entitled-group');
  if (entitled !== undefined) {
    const group = entitled.detail?.['group'];
    return entitled.verdict === 'met' && isGroup(group) ? group : undefined;
  }
  // Packs up to 2023 ask one check for all groups.
  const graduate = checks.find(({ check }) => check === 'programme-graduate');
  if (graduate?.verdict !== 'met') return undefined;
  if (graduate.evidence.registry === 'unemployed') return 'registered-unemployed';
  return graduate.detail?.['groups'] === undefined ? 'programme-graduate' : undefined;
}
