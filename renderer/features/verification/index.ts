export { VerificationPage } from './VerificationPage.tsx';
export { useQueueing, type Queueing } from './use-queueing.ts';
export { staleAfterDaysOn, staleAfterDaysUnder, useVerification } from './use-verification.ts';
