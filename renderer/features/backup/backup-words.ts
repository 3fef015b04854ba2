/** How the last backup is said in a few words, and when it has become a worry. */
import type { BackupState } from '#shared/contract/backup.ts';

/** `2026-11-28 17:05` */
export const instantText = (at: string): string => at.slice(0, 16).replace('T', ' ');

const dayNumber = (at: string): number => Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / 86_400_000);

/** Days from one local instant to another, by the calendar. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

/** From here on an old backup is a mark on the top line, where work is waiting for one. */
const WORRYING_DAYS = 2;

export interface BackupWords {
  readonly text: string;
  readonly worry: boolean;
}

/** `now`: local instant. */
export function backupWords({ place, last, failure, waiting }: BackupState, now: string): BackupWords {
  if (place === null) return { text: '未设备份', worry: true };
  if (last === null) return { text: failure === null ? '还没有备份' : '备份没有成功', worry: true };
  const age = daysBetween(last.at, now);
  const when =
    age <= 0 ? `今天 ${last.at.slice(11, 16)}` : age === 1 ? `昨天 ${last.at.slice(11, 16)}` : last.at.slice(0, 10);
  if (failure !== null) return { text: `备份没有成功，最近 ${when}`, worry: true };
  if (age >= WORRYING_DAYS && waiting > 0) return { text: `备份已是 ${age} 天前`, worry: true };
  return { text: `备份 ${when}`, worry: false };
}
