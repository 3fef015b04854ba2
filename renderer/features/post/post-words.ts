/** How the post is said in a few words. 已同步 is said of what a verified acknowledgement covers, and of nothing else. */
import type { PostState, PostTrouble, StickDone } from '#shared/contract/post.ts';
import { postTroubleText } from '#shared/wording/post.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-29 14:05` by this machine's clock, of a UTC instant; empty for none. */
export function momentText(instant: string | null): string {
  const at = instant === null ? null : new Date(instant);
  if (at === null || Number.isNaN(at.getTime())) return '';
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

export const waitingOf = ({ count, acknowledged }: Pick<PostState, 'count' | 'acknowledged'>): number =>
  Math.max(0, count - acknowledged);

const restsOnWords = { 'one-node': '存于一台服务器', 'synchronous-standby': '存于两台服务器' } as const;

/** `回执 2026-11-29 14:05，存于一台服务器`; empty without an acknowledgement. */
export function acknowledgementWords({ acknowledgedAt, restsOn }: PostState): string {
  if (acknowledgedAt === null || restsOn === null) return '';
  return `回执 ${momentText(acknowledgedAt)}，${restsOnWords[restsOn]}`;
}

export interface PostWords {
  readonly text: string;
  /** Somebody has to look. */
  readonly worry: boolean;
}

/** For the top line; `null` where no hub was joined. */
export function postWords(state: PostState): PostWords | null {
  if (state.hub === null) return null;
  const waiting = waitingOf(state);
  const { trouble } = state;
  if (trouble !== null && trouble.nextAt === null) return { text: `送件已停，未同步 ${waiting} 条`, worry: true };
  if (waiting === 0) return { text: '已同步', worry: false };
  return { text: trouble === null ? `待同步 ${waiting}` : `离线，待同步 ${waiting}`, worry: false };
}

/** Cause, where, when, and what comes next. */
export function troubleWords({ code, at, nextAt, sequence }: PostTrouble): string {
  const where = sequence === undefined ? '' : `（台账第 ${sequence} 条）`;
  const next =
    nextAt === null
      ? '处理后请按“立即送件”。'
      : `程序会自动再试（${momentText(nextAt).slice(-5)} 前后），也可以现在按“立即送件”。`;
  return `${postTroubleText[code]}${where} ${momentText(at)} 发现。${next}`;
}

function claimsOnStick({ answered, heard, written }: StickDone['claims']): string {
  const read = [answered ? '接收端的' : '', heard > 0 ? `${heard} 个窗口自己写的` : ''].filter(Boolean).join('和');
  const brought = read === '' ? '' : `同人核对：读到${read}情况。`;
  return written ? `${brought}本窗口的也写上了，其他窗口插上同一个 U 盘就能核对。` : brought;
}

/** What a stick took and brought, in a sentence. */
export function stickWords({ acknowledged, written, claims }: StickDone): string {
  const read = acknowledged === null ? '' : `U 盘上的回执已核对：已同步到第 ${acknowledged} 条。`;
  const others = claimsOnStick(claims);
  if (written === null) return `${read}接收端已有全部记录，U 盘上没有要送的台账。${others}`;
  const { from, to } = written;
  return `${read}第 ${from}—${to} 条已写到 U 盘。请拿到接收端收件，再插回本机读回执；读到回执以前不算已同步。${others}`;
}

/** Above this many minutes a person is told; nothing is decided by the hub's clock. */
const CLOCK_MINUTES = 10;

/** A clock that is off, in a sentence; `null` where it is not. */
export function clockWords({ hub, clockMinutes }: PostState): string | null {
  if (hub === null || Math.abs(clockMinutes) < CLOCK_MINUTES) return null;
  const minutes = Math.abs(clockMinutes);
  const much = minutes >= 120 ? `${Math.round(minutes / 60)} 小时` : `${minutes} 分钟`;
  return `接收端的时钟比本机${clockMinutes > 0 ? '快' : '慢'} ${much}，请核对两台电脑的时间。办件日期不受影响。`;
}

/** Ledger number up to which the hub has everything; `null` where no hub was joined, or nobody knows yet. */
export const syncedTo = (state: PostState | null): number | null =>
  state === null || state.hub === null ? null : state.acknowledged;

/** What stands on the day sheet of the hub. */
export const sheetHub = (
  state: PostState | null,
): { readonly syncedTo: number; readonly acknowledgement: string } | null =>
  state === null || state.hub === null
    ? null
    : { syncedTo: state.acknowledged, acknowledgement: acknowledgementWords(state) };

const RESTORES: Record<PostState['restores'], string> = {
  yes: '这台电脑坏了，可以凭打印的恢复码从接收端恢复到最后一条已同步的记录。接收端自己打不开这些内容。请照常备份。',
  'not-yet': '人员与设置的加密副本还没有送到，现在还不能只靠接收端恢复；登录期间会自动补上。请照常备份。',
  'no-recovery-key':
    '本单位没有打印的恢复码：电脑坏了不能从接收端恢复，只能靠备份和口令。请管理员用“更换恢复码”打印一份。',
};

/** What of this machine comes back from the hub. */
export const restoreWords = ({ restores }: PostState): string => RESTORES[restores];

/** Where the comparison of persons over the office's windows stands; empty where no hub was joined. */
export function claimsWords({ hub, claims }: PostState): PostWords {
  if (hub === null) return { text: '没有加入接收端：同一人在本单位其他窗口申请，本窗口不知道。', worry: false };
  switch (claims.state) {
    case 'unasked':
      return { text: '同人核对：等接收端回应。', worry: false };
    case 'key-unmade':
      return { text: '同人核对：正在准备本单位的密钥。', worry: false };
    case 'key-missing':
      return {
        text: '同人核对还没有开通：本窗口没有本单位的密钥，不知道其他窗口受理了谁，其他窗口也不知道本窗口的。台账照常送件。请管理员在已开通的窗口做一张加入码，在“设置—接收端”补上。',
        worry: true,
      };
    case 'key-differs':
      return {
        text: '同人核对没有接通：本窗口的密钥与本单位的不同，互相不知道受理了谁。台账照常送件。请管理员在已开通的窗口做一张加入码，在“设置—接收端”补上。',
        worry: true,
      };
    case 'hub-too-old':
      return { text: '接收端版本较旧，不能核对同人。台账照常送件。请通知技术人员升级接收端。', worry: true };
    case 'refused':
      return { text: '接收端没有收下同人核对的内容。台账照常送件。请把错误报告交给技术人员。', worry: true };
    case 'waiting':
      return { text: `同人核对：${claims.waiting} 件还没有送到，连上后自动补送。`, worry: false };
    case 'exchanged':
      return { text: `同人核对：与本单位其他窗口已对过，截至 ${momentText(claims.asOf)}。`, worry: false };
  }
}

/** Why the hub has no figures of this window for the overview; `null` where nothing stands in the way. */
export function figuresWords({ figures }: PostState): string | null {
  if (figures.state === 'hub-too-old')
    return '接收端版本较旧，不能汇总各窗口的数字。台账照常送件。请通知技术人员升级接收端。';
  return figures.state === 'refused'
    ? '接收端没有收下本窗口的数字。台账照常送件，本机数据完好。请把错误报告交给技术人员。'
    : null;
}
