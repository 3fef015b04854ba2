export { FindingsPage, type FindingsPageProps } from './FindingsPage.tsx';
