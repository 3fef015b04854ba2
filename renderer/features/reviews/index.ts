export { CaseReview } from './CaseReview.tsx';
export { HeldBackNotice } from './HeldBackNotice.tsx';
export { ReviewsPage } from './ReviewsPage.tsx';
