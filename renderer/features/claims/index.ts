export { CaseClaims, ClaimsNotice } from './ClaimsNotice.tsx';
export { ClaimsPage } from './ClaimsPage.tsx';
