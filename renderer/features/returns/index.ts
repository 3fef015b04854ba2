export { ReturnedNotice } from './ReturnedNotice.tsx';
export { ReturnsPage, type ReturnsPageProps } from './ReturnsPage.tsx';
