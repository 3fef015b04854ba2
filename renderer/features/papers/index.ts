export { PrintPanel, type PrintPanelProps } from './PrintPanel.tsx';
export { PreviewDialog, type PreviewDialogProps } from './PreviewDialog.tsx';
export { PrintedQuestion, type PrintedQuestionProps } from './PrintedQuestion.tsx';
export { printLetter, type PrintAttempt, type PrintPlace } from './print-letter.ts';
export { keptPapers, notePaper, printKept, type KeptWork } from './kept-papers.ts';
export { printsOf } from './case-prints.ts';
export { printAsDone } from './print-as-done.ts';
