export { RosterSection, type RosterHandle, type RosterSectionProps, type RosterSelection } from './RosterSection.tsx';
export { checksOfGroup, groupLabels, type RosterGroup } from './groups.ts';
