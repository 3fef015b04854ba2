export { RosterSection, type RosterHandle, type RosterSectionProps, type RosterSelection } from './RosterSection.tsx';
export { useColumnMemory } from './use-column-memory.ts';
export { checksOfGroup, groupLabels, type RosterGroup } from './groups.ts';
