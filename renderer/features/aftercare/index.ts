export { AftercarePage } from './AftercarePage.tsx';
export { ListsPage } from './lists/ListsPage.tsx';
