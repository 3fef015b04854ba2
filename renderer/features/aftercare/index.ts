export { AftercarePage } from './AftercarePage.tsx';
export { FieldsDialog, type FieldSpec, type Values } from './FieldsDialog.tsx';
export { refreshAftercare, useAftercare, useRecording } from './use-aftercare.ts';
