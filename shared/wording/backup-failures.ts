/** What is told of backups: places, copies, and bringing one back. Part of {@link ./failures.ts}. */
import type { PlaceUnfit } from '../contract/backup.ts';
import type { Failure, FailureCode } from '../contract/failure.ts';
import type { FailureWording } from './failures.ts';

type Detail = NonNullable<Failure['detail']>;

const fact = (detail: Detail, key: string, before: string, after = ''): string =>
  detail[key] === undefined || detail[key] === '' ? '' : `${before}${String(detail[key])}${after}`;

/** Why a place will not do, in words. */
export const placeUnfitWords: Readonly<Record<PlaceUnfit, string>> = {
  relative: '要写完整路径，例如 E:\\备份 或 /media/备份盘',
  missing: '找不到这个位置，可能没有插好或没有连上',
  'not-folder': '这不是文件夹',
  'not-writable': '这个位置不能写入，可能是只读或没有权限',
  'inside-data': '这是程序自己的数据文件夹，备份不能放在里面',
  'same-disk': '它与数据文件夹在同一块磁盘上，这块磁盘坏了两份一起丢失',
};

const unfitBecause = (detail: Detail): string =>
  Object.entries(placeUnfitWords).find(([reason]) => reason === detail['reason'])?.[1] ?? placeUnfitWords.missing;

const LEDGER_STAYS = '本机台账没有改动，已有的备份也都还在。';
const NOTHING_RESTORED = '没有恢复任何内容，本机数据没有改动，备份也没有改动。';

export const backupFailures: Pick<
  Record<FailureCode, (detail: Detail) => FailureWording>,
  | 'backup-place-unfit'
  | 'backup-place-gone'
  | 'backup-place-full'
  | 'backup-place-none'
  | 'backup-stopped'
  | 'backup-not-found'
  | 'backup-not-whole'
  | 'backup-newer'
  | 'backup-forked'
> = {
  'backup-place-unfit': (detail) => ({
    title: '这个位置不能放备份',
    whatHappened: `位置${fact(detail, 'place', '“', '”')}没有采用：${unfitBecause(detail)}。`,
    whatIsSafe: LEDGER_STAYS,
    whatToDo: '请换一个位置：另一块磁盘、U 盘或网络共享。',
  }),
  'backup-place-gone': (detail) => ({
    title: '备份位置不见了',
    whatHappened: `${fact(detail, 'place', '“', '”') || '备份位置'}没有回应，可能 U 盘被拔出、共享断开${fact(detail, 'errno', '（', '）')}。写了一半的内容不算备份。`,
    whatIsSafe: LEDGER_STAYS,
    whatToDo: '请插好 U 盘或连上共享，再点一次；长期不用这个位置的，请管理员另选。',
  }),
  'backup-place-full': (detail) => ({
    title: '备份位置没有空间了',
    whatHappened: `${fact(detail, 'place', '“', '”') || '备份位置'}写满了，这次没有备份成。`,
    whatIsSafe: LEDGER_STAYS,
    whatToDo: '请清理那里的其他文件，或换一个更大的位置；不要删除 counter-backup 文件夹。',
  }),
  'backup-place-none': () => ({
    title: '还没有选备份位置',
    whatHappened: '没有选过备份放在哪里，所以没有备份。',
    whatIsSafe: LEDGER_STAYS,
    whatToDo: '请管理员在“设置—备份”中选一个位置。',
  }),
  'backup-stopped': (detail) => ({
    title: '这次没有备份',
    whatHappened: `${detail['trouble'] === 'empty' ? '台账还没有内容。' : '台账有没处理的问题，已停止写入。'}有问题的台账不作备份，以免挤掉好的备份。`,
    whatIsSafe: LEDGER_STAYS,
    whatToDo: '请管理员先按登录时的提示处理台账，再备份。',
  }),
  'backup-not-found': (detail) => ({
    title: '这里没有本程序的备份',
    whatHappened: `${fact(detail, 'place', '“', '”') || '所选位置'}里没有找到本程序的备份，可能是别的程序的文件夹。`,
    whatIsSafe: NOTHING_RESTORED,
    whatToDo: '请选 U 盘或共享本身，或其中的 counter-backup 文件夹。',
  }),
  'backup-not-whole': (detail) => ({
    title: '这份备份不完整',
    whatHappened: `${fact(detail, 'place', '“', '”') || '所选备份'}中的${fact(detail, 'file', '') || '文件'}没有写完，或被改动过。`,
    whatIsSafe: NOTHING_RESTORED,
    whatToDo: '请选另一份备份；正在备份时出现，请再备份一次，仍然出现就换一个位置。',
  }),
  'backup-newer': (detail) => ({
    title: '这份备份由更新的程序写成',
    whatHappened: `${fact(detail, 'place', '“', '”') || '所选备份'}是较新的格式${fact(detail, 'format', '（第 ', ' 版）')}，这个程序不认得。`,
    whatIsSafe: NOTHING_RESTORED,
    whatToDo: '请安装较新的程序后再恢复。',
  }),
  'backup-forked': (detail) => ({
    title: '这份备份与本机台账各自往前办过',
    whatHappened: `${fact(detail, 'place', '“', '”') || '所选备份'}到第 ${String(detail['count'] ?? '？')} 条，与本机台账从某一条起不同，不能合在一起。`,
    whatIsSafe: NOTHING_RESTORED,
    whatToDo: '请先用 verify-journal 核对两边，再决定留哪一份；要看备份里的办件，请在另一台电脑上恢复它。',
  }),
};
