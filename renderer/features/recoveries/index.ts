export { RecoveriesPage, type RecoveriesPageProps } from './RecoveriesPage.tsx';
