export { ReceivedPanel } from './ReceivedPanel.tsx';
export { SendOffer } from './SendOffer.tsx';
export { SentPanel } from './SentPanel.tsx';
export { useBroughtIn } from './use-brought-in.ts';
export { useOpened, type OpenedDocument, type Opening } from './use-opened.ts';
