export { AuthorisationNotice } from './AuthorisationNotice.tsx';
export { AuthorisationPanel } from './AuthorisationPanel.tsx';
export { useAuthorisations } from './use-authorisations.ts';
