export { RegistryPage, type RegistryPageProps } from './RegistryPage.tsx';
