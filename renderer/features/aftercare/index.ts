export { AftercarePage } from './AftercarePage.tsx';
export { ListsPage } from './lists/ListsPage.tsx';
export { FieldsDialog, type FieldSpec, type Values } from './FieldsDialog.tsx';
export { refreshAftercare, useAftercare, useRecording } from './use-aftercare.ts';
