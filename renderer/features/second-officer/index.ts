export { useSecondOfficer } from './use-second-officer.ts';
