export { RosterSection, type RosterHandle, type RosterSectionProps, type RosterSelection } from './RosterSection.tsx';
export { useColumnMemory } from './use-column-memory.ts';
export { checksOfGroup, groupLabels, type RosterGroup } from './groups.ts';
export { entryIssues } from './entry-issues.ts';
export { ImportIssueList } from './ImportIssueList.tsx';
export { rosterOffers } from './roster-offers.ts';
export type { ReadRoster } from './use-roster-import.ts';
