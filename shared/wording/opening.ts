/** What is said once after signing in: what happened, what is safe, what is gone. */
import type { RestoredFile } from '../contract/channels.ts';
import type { SavedOffice } from '../casework/office-events.ts';

export type OpeningNotice =
  /** An unfinished write at the end of the journal was cut: `after` ledger number, `bytes` kept in a file beside it. */
  | { readonly kind: 'tail-cut'; readonly after: number; readonly bytes: number }
  /** The browser's working copy was gone and has been made anew from the journal. */
  | { readonly kind: 'rebuilt'; readonly entries: number; readonly lastNumber: string }
  /** A small file beside the journal was damaged and has been written anew from its second copy. */
  | { readonly kind: 'file-restored'; readonly file: RestoredFile['file']; readonly revision: number }
  /** This machine has no memory of the ledger: nobody can tell whether it is the newest. */
  | { readonly kind: 'unseen'; readonly entries: number; readonly lastNumber: string; readonly at: string }
  /** Nobody knows any more what was shown as saved. */
  | { readonly kind: 'mark-lost'; readonly entries: number }
  /** Lines and content keys that the journal had lost, given back by the working copy. */
  | { readonly kind: 'journal-mended'; readonly lines: number; readonly keys: number }
  /** The clock stands before the last entry (`last`), or out of all range (`last` empty). */
  | { readonly kind: 'clock-suspect'; readonly now: string; readonly last: string }
  /** Both settings files are damaged: what the ledger holds is written in their place when the one signed in goes on. */
  | { readonly kind: 'office-from-ledger'; readonly saved: SavedOffice }
  /** Wrong passphrases were typed for this officer before the right one. */
  | { readonly kind: 'failed-sign-ins'; readonly failures: number }
  /** The database of the registry copies did not open and was cleared. */
  | { readonly kind: 'copies-cleared' }
  /** The registry copies cannot be opened, and clearing did not help. */
  | { readonly kind: 'copies-closed' };

export interface OpeningWording {
  readonly whatHappened: string;
  readonly whatIsSafe: string;
  readonly whatIsGone: string;
}

const fileNames: Readonly<Record<RestoredFile['file'], string>> = {
  settings: '单位设置文件',
  vault: '人员与密钥文件',
  area: '启用记录文件',
  acknowledged: '确认标记文件',
  installation: '本机编号文件',
};
/** Files of which the ledger records the digest. */
const checkedByLedger: ReadonlySet<RestoredFile['file']> = new Set(['settings', 'vault']);

/** The three parts of a notice. */
export function openingWording(notice: OpeningNotice): OpeningWording {
  switch (notice.kind) {
    case 'tail-cut':
      return {
        whatHappened: `上次结束时有一次写入没有完成（断电或强行关闭），台账第 ${notice.after} 条之后的 ${notice.bytes} 字节不完整，已切下另存为 journal-cut-after-${notice.after}.bin。`,
        whatIsSafe: `台账第 1 至 ${notice.after} 条完整；已显示“已保存”的办件都在。`,
        whatIsGone: '当时没有显示“已保存”的那一步没有办成，请重做一次。',
      };
    case 'rebuilt':
      return {
        whatHappened: `浏览器里的工作副本不见了或已损坏，已由台账重建到第 ${notice.entries} 条${notice.lastNumber === '' ? '' : `，最后一件 ${notice.lastNumber}`}。`,
        whatIsSafe: '已保存的办件、编号、打印和导出记录都在。',
        whatIsGone:
          '没有保存的暂存件可能没有了，请看“暂存”；本机的显示与列对应设置需要重做；登记数据是否还在，请看“数据”。',
      };
    case 'file-restored':
      return {
        whatHappened: `${fileNames[notice.file]}的一份不见了、损坏或是旧的，已用另一份重新写出${notice.revision > 0 ? `，现在是第 ${notice.revision} 版` : ''}。`,
        whatIsSafe: checkedByLedger.has(notice.file)
          ? '办件和编号不受影响；写出的就是台账最后记录的那一版。'
          : '办件和编号不受影响。',
        whatIsGone: '没有发现丢失的内容；反复出现时请维护人员检查磁盘。',
      };
    case 'unseen':
      return {
        whatHappened: `这台电脑没有见过这份台账，不能判断它是不是最新的一份。文件夹里的台账到第 ${notice.entries} 条${notice.lastNumber === '' ? '' : `，最后一件 ${notice.lastNumber}`}${notice.at === '' ? '' : `，写于 ${notice.at.slice(0, 16).replace('T', ' ')}`}。`,
        whatIsSafe: '文件夹里的每一条都已核对，前后相接；还没有写入任何新的内容。',
        whatIsGone:
          '如果您知道有比这更晚的办件（看最近打印的凭证和日终单），请不要继续：先找回最新的文件夹或备份，否则编号会重复。',
      };
    case 'mark-lost':
      return {
        whatHappened: '记着“哪些已显示保存”的文件和它的第二份都不见了或已损坏。',
        whatIsSafe: `台账的 ${notice.entries} 条都在，没有一条因此作废。`,
        whatIsGone: '最后一件当时有没有来得及显示“已保存”，不能确定：请打开最后一件核对一下。',
      };
    case 'journal-mended':
      return {
        whatHappened: `台账文件缺了或坏了 ${notice.lines} 条、密钥 ${notice.keys} 件，已逐条核对后由这台电脑上的工作副本补回。`,
        whatIsSafe: '补回的每一条都与台账的校验值相符；损坏的原文件另存在旁边，没有删除。',
        whatIsGone: '没有丢失内容。请信息人员检查磁盘，并核对最近的备份。',
      };
    case 'clock-suspect':
      return {
        whatHappened: `电脑现在的时间是 ${notice.now}${notice.last === '' ? '，不在程序认得的范围内' : `，早于台账最后一条（${notice.last}）`}。`,
        whatIsSafe: '已保存的办件、编号和期限都没有变化；在您确认之前不会写入新的记录。',
        whatIsGone: '没有丢失内容。时间不对时，期限和编号的年份都会错：请先改正电脑的日期时间再继续。',
      };
    case 'office-from-ledger': {
      const { sequence, on, by, office } = notice.saved;
      return {
        whatHappened: `单位设置的两份文件都损坏了。继续后，程序用台账第 ${sequence} 条（${on}，${by}记入）重新写出：${office.officeName}，窗口号 ${office.windowNumber}，办件号前缀 ${office.receiptPrefix}。这一步记入台账。`,
        whatIsSafe: '办件、编号和密钥在别的文件里，没有受影响；台账中的这一条完整。',
        whatIsGone: '没有丢失记入台账的设置。请核对单位、窗口号和前缀；不对时请先不要收件，由管理员到“设置”改正。',
      };
    }
    case 'failed-sign-ins':
      return {
        whatHappened: `上次登录以后，用您的名字连续输错口令 ${notice.failures} 次，已记入台账。`,
        whatIsSafe: '输错的口令打不开任何内容，办件没有变化。',
        whatIsGone: '没有丢失内容。如果不是您本人输错，请告诉管理员并更换口令。',
      };
    case 'copies-closed':
      return {
        whatHappened: '登记数据打不开，清空也没有成功。',
        whatIsSafe: '办件、暂存件和台账与登记数据分开存放，不受影响，可以照常收件。',
        whatIsGone: '这次打开期间不能核验、不能导入登记数据。请重新打开程序；仍不行请联系维护人员检查磁盘。',
      };
    case 'copies-cleared':
      return {
        whatHappened: '登记数据库损坏，打不开，已清空。',
        whatIsSafe: '办件、暂存件和台账与登记数据分开存放，不受影响。',
        whatIsGone: '本机的登记数据没有了：请到“数据”重新导入，在此之前相关核验显示“待核”。',
      };
  }
}
