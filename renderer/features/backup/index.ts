export { BackupMark } from './BackupMark.tsx';
export { BackupPanel } from './BackupPanel.tsx';
export { DayBackup } from './DayBackup.tsx';
export { PlaceField } from './PlaceField.tsx';
export { instantText } from './backup-words.ts';
