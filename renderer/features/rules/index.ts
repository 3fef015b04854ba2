export { useOfficeRules } from './use-office-rules.ts';
