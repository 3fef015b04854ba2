/** How updates are said in a line. */
import type { UpdateOffer, UpdateOutcome, UpdateState } from '#shared/contract/update.ts';
import { failureText } from '#shared/wording/failures.ts';

export const offerSize = ({ files, bytes }: UpdateOffer): string =>
  `${files} 个文件，${Math.max(1, Math.round(bytes / (1 << 20)))} MB`;

export const preparedText = ({ version, kind }: NonNullable<UpdateState['prepared']>): string =>
  kind === 'back'
    ? `已准备好：下次启动退回 ${version} 版。请关闭所有窗口，再打开程序。`
    : `已拷贝、核对并试运行：下次启动更新到 ${version} 版。U 盘可以拔下；请关闭所有窗口，再打开程序。`;

/** `null` where the program was never changed. */
export function lastChangeText(last: UpdateOutcome | null): string | null {
  if (last === null) return null;
  const when = last.at.slice(0, 16).replace('T', ' ');
  if (last.failure !== null) return `${when} 没有成功：${failureText(last.failure)}`;
  const done = last.kind === 'back' ? `由 ${last.from} 版退回 ${last.to} 版` : `由 ${last.from} 版更新到 ${last.to} 版`;
  return `${when} ${done}${last.copies === '' ? '' : `；之前的台账、密钥另存在 ${last.copies}`}`;
}
