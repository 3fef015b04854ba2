export { CaseReview } from './CaseReview.tsx';
export { ElsewhereDialog } from './ElsewhereDialog.tsx';
export { elsewhereChance } from './ElsewhereTables.tsx';
export { HeldBackNotice } from './HeldBackNotice.tsx';
export { ReviewsPage } from './ReviewsPage.tsx';
export { useElsewhere } from './use-elsewhere.ts';
