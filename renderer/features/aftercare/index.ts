export { AftercarePage } from './AftercarePage.tsx';
export { refreshAftercare, useAftercare, useRecording } from './use-aftercare.ts';
