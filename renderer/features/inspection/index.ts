export { InspectionPanel } from './InspectionPanel.tsx';
