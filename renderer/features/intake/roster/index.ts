export { RosterSection, type RosterSectionProps, type RosterSelection } from './RosterSection.tsx';
export { checksOfGroup, groupLabels } from './groups.ts';
