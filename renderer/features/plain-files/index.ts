export { PlainFilesPanel } from './PlainFilesPanel.tsx';
export { RevealFolder } from './RevealFolder.tsx';
export { removePlainFolder } from './plain-work.ts';
