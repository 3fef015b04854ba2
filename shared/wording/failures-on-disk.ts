/** Failures of the folder: disk, journal, keys, settings, exports. */
import type { FailureCode } from '../contract/failure.ts';
import { fact, has, notWritten, SAVED_STAYS, TYPED_STAYS, type Detail, type Words } from './failure-words.ts';

/** Why nothing is written; the kinds are those of the contract. */
function stoppedBecause(detail: Detail): string {
  switch (String(detail['trouble'])) {
    case 'behind':
      return `台账只有 ${String(detail['have'] ?? '？')} 条，而${detail['by'] === 'witness' ? '本机另一处记录' : detail['by'] === 'backup' ? '备份' : detail['by'] === 'hub' ? '接收端' : '确认标记'}显示至少有 ${String(detail['known'] ?? '？')} 条。`;
    case 'forked':
      return '台账与本机另一处的记录不一致，像是由旧副本接着办过。';
    case 'lines-damaged':
      return '台账中有读不出的记录。';
    case 'keys-missing':
      return '有办件的内容密钥不见了。';
    case 'keys-left':
      return '有已销毁办件的内容密钥还没能从磁盘上删掉。';
    case 'elsewhere':
      return '这份台账属于另一台机器或另一个文件夹。';
    case 'changed-under':
      return '程序运行期间，台账文件被删除、替换或改动。';
    case 'taken-over':
      return '另一个程序接管了数据文件夹。';
    default:
      return '台账不能写入。';
  }
}

const clockReason = (detail: Detail): string =>
  has(detail, 'last') ? `早于台账最后一条（${String(detail['last'])}）` : '不在程序认得的范围内';

export const onDisk: Pick<
  Record<FailureCode, Words>,
  | 'data-folder-not-writable'
  | 'disk-full'
  | 'disk-error'
  | 'journal-damaged'
  | 'journal-moved'
  | 'entry-differs'
  | 'entry-too-large'
  | 'writing-stopped'
  | 'keys-left'
  | 'newer-format'
  | 'area-exists'
  | 'prefix-used'
  | 'vault-behind'
  | 'vault-foreign'
  | 'settings-behind'
  | 'clock-suspect'
  | 'vault-changed-meanwhile'
  | 'vault-damaged'
  | 'settings-damaged'
  | 'export-exists'
  | 'export-differs'
  | 'export-not-open'
  | 'print-failed'
  | 'print-unanswered'
> = {
  'data-folder-not-writable': (detail) => ({
    title: '数据文件夹不能写入',
    whatHappened: `系统拒绝写入程序的数据文件夹${fact(detail, 'errno', '（', '）')}。`,
    whatIsSafe: `${SAVED_STAYS}${notWritten(detail)}`,
    whatToDo: '请检查该文件夹的权限、磁盘是否为只读，以及杀毒软件是否拦截；解决后再点一次保存或重新打开程序。',
  }),
  'disk-full': (detail) => ({
    title: '磁盘已满',
    whatHappened: `写入时磁盘没有剩余空间${fact(detail, 'errno', '（', '）')}。`,
    whatIsSafe: `${SAVED_STAYS}${notWritten(detail)}`,
    whatToDo: '请清理磁盘（先清空回收站、删除已上交的导出文件夹），然后再点一次保存。不要删除程序的数据文件夹。',
  }),
  'disk-error': (detail) => ({
    title: '磁盘读写出错',
    whatHappened: `磁盘没有完成读写${fact(detail, 'errno', '（', '）')}，可能是硬件故障或磁盘被拔出。`,
    whatIsSafe: `${SAVED_STAYS}${notWritten(detail)}`,
    whatToDo: '请再点一次保存；仍然出错就停止受理，改用纸质登记，并请维护人员检查磁盘。',
  }),
  'journal-moved': (detail) => ({
    title: '台账在这期间有了新的记录',
    whatHappened: `准备写入时，台账已到第 ${String(detail['count'] ?? '？')} 条，比这个窗口知道的多，所以没有写。`,
    whatIsSafe: `${SAVED_STAYS}这一步没有写入，没有占用编号。`,
    whatToDo: '请再点一次保存；仍然出现就锁定后重新登录。',
  }),
  'entry-differs': (detail) => ({
    title: '这一步已按别的内容写入',
    whatHappened: `同一次操作已经写入台账第 ${String(detail['sequence'] ?? '？')} 条，而现在要写的内容与它不同。`,
    whatIsSafe: '已写入的那一条不变，没有被覆盖。',
    whatToDo: '请打开这件办件核对已写入的内容；要改的，重新做一次。',
  }),
  'entry-too-large': (detail) => ({
    title: '一次写入的内容太大',
    whatHappened: `这一步要写入的内容超过${fact(detail, 'limitMegabytes', ' ', ' MB')}上限。`,
    whatIsSafe: TYPED_STAYS,
    whatToDo: '请把花名册分成几件办理；附带的图片或很长的文字先删去。',
  }),
  'writing-stopped': (detail) => ({
    title: '台账停止写入，只能查看',
    whatHappened: `${stoppedBecause(detail)}为了不丢失内容、不重用编号，程序停止写入。`,
    whatIsSafe: '能读出的办件照常可以查看；这一步没有写入，没有占用编号，录入的内容仍在屏幕上。',
    whatToDo: '请先不要收件，管理员锁定后重新登录，按打开时的提示处理。',
  }),
  'keys-left': (detail) => ({
    title: '销毁还没有完成',
    whatHappened: `销毁已记入台账，但有 ${String(detail['cases'] ?? '？')} 件的内容密钥没能从密钥文件里删掉：磁盘没有让程序改写该文件。`,
    whatIsSafe: `${SAVED_STAYS}在删掉之前，得到这台电脑磁盘的人仍可能解开这些办件。`,
    whatToDo:
      '请检查磁盘剩余空间、数据文件夹的权限和杀毒软件是否拦截。下次保存、下次登录时程序会再删一次；删掉之前不收新件。',
  }),
  'newer-format': (detail) => ({
    title: '数据由更新的程序写成',
    whatHappened: `数据文件夹里有第 ${String(detail['format'] ?? '？')} 版格式的内容，这个程序只认得到第 2 版。`,
    whatIsSafe: '没有改动任何文件。',
    whatToDo: '请使用较新的程序打开；不要用旧程序继续办理。',
  }),
  'area-exists': (detail) => ({
    title: '这里已经启用过',
    whatHappened: has(detail, 'known')
      ? `本机记得这个位置有过一份台账（到第 ${String(detail['known'])} 条），现在文件夹里没有了。`
      : '数据文件夹里已经有密钥、台账或设置，所以没有重新建立。',
    whatIsSafe: '原有的文件一个也没有改动，原来的口令和恢复码仍然有效。',
    whatToDo: has(detail, 'known')
      ? '请先找回原来的数据文件夹或备份；确实不要了的，回到首页再选“正式启用”，程序会再问一次。'
      : '请关闭这个窗口，用原来的口令登录。',
  }),
  'prefix-used': (detail) => ({
    title: '办件号前缀已经用过',
    whatHappened: `前缀${fact(detail, 'prefix', '“', '”')}在这里发出过编号，再用会使同一编号代表两件。`,
    whatIsSafe: '没有写入任何内容，没有占用编号。',
    whatToDo: '请换一个本单位各窗口都没有用过的前缀，例如原来是 W03 就用 W13。',
  }),
  'vault-behind': (detail) => ({
    title: '密钥文件是旧的',
    whatHappened: `台账记录的人员与密钥是第 ${String(detail['recorded'] ?? '？')} 版，文件夹里的是第 ${String(detail['found'] ?? '？')} 版或别处的，可能有人放回了旧文件。用它登录会让已离岗的人重新进来，所以不打开。`,
    whatIsSafe: '办件和编号都没有改动。',
    whatToDo: '请信息人员从最近的备份找回 vault.json，放回后重新打开。',
  }),
  'vault-foreign': () => ({
    title: '密钥文件不是这里的',
    whatHappened: '口令是对的，但文件夹里的密钥打不开这里的台账：密钥文件来自另一个文件夹。',
    whatIsSafe: '没有写入任何内容，台账没有改动。',
    whatToDo: '请信息人员从本窗口的备份找回 vault.json，放回后重新打开。',
  }),
  'settings-behind': (detail) => ({
    title: '单位设置文件不是最后保存的那份',
    whatHappened: `台账记录的单位设置是第 ${String(detail['recorded'] ?? '？')} 版，文件夹里的是第 ${String(detail['found'] ?? '？')} 版或别的窗口的。前缀不对会使编号重复，所以没有采用。`,
    whatIsSafe: '办件、编号和密钥都没有改动；台账里有最后保存的设置。',
    whatToDo: '请点“登录并由台账恢复”，程序用台账中最后保存的设置重新写出文件。',
  }),
  'clock-suspect': (detail) => ({
    title: '电脑的日期时间可疑',
    whatHappened: `电脑现在的时间是 ${String(detail['now'] ?? '？')}，${clockReason(detail)}。日期错了，期限和编号的年份都会错。`,
    whatIsSafe: TYPED_STAYS,
    whatToDo: '请先核对电脑右下角的日期时间并改正；确认时间是对的，锁定后重新登录，在提示中选“时间是对的”。',
  }),
  'journal-damaged': (detail) => ({
    title: '台账中间有损坏',
    whatHappened: `本机台账第 ${String(detail['sequence'] ?? '？')} 条无法读出或与前后不相衔接，程序没有改动它，并停止写入新的办件。`,
    whatIsSafe: '损坏之前的记录都能读出；损坏处之后的内容原样保留在文件中，没有删除。',
    whatToDo: '请停止受理，不要删除数据文件夹，点“保存故障报告”并联系维护人员用备份核对恢复。',
  }),
  'vault-changed-meanwhile': () => ({
    title: '人员或口令已被另一个窗口修改',
    whatHappened: '在您修改期间，另一个窗口先保存了人员或口令，这次修改没有采用。',
    whatIsSafe: '先保存的修改有效，办件不受影响。',
    whatToDo: '请锁定后重新登录，核对人员名单，再做一次修改。',
  }),
  'vault-damaged': (detail) => ({
    title: '密钥文件损坏',
    whatHappened: `保存密钥的文件和它的第二份都无法读出${fact(detail, 'file', '（', '）')}，程序没有改动它们。`,
    whatIsSafe: '办件的密文都在台账中，没有被改动；没有密钥暂时不能打开。',
    whatToDo: '请不要重新启用、不要删除数据文件夹，联系维护人员用备份恢复该文件。',
  }),
  'settings-damaged': (detail) => ({
    title: '设置文件损坏',
    whatHappened: '单位设置的两份文件都无法读出，不能确定编号前缀，因此没有取号。',
    whatIsSafe: `${SAVED_STAYS}${TYPED_STAYS}`,
    whatToDo: has(detail, 'ledger')
      ? '台账中没有管理员保存过的单位设置，不能由台账恢复。请信息人员从备份恢复数据文件夹中的 settings.json，再重新启动。'
      : '已登录时，请管理员在“设置”中重新填写并保存单位信息，编号前缀必须与原来一致，然后再点一次保存；启动时就出现，请点“登录并由台账恢复”，程序用台账中最后保存的设置重新写出文件。',
  }),
  'export-exists': (detail) => ({
    title: '同名导出文件夹已存在',
    whatHappened: `导出文件夹${fact(detail, 'folder', '“', '”')}已经存在，没有覆盖。`,
    whatIsSafe: '原来的文件夹没有改动，办件状态没有变化。',
    whatToDo: '请打开原文件夹核对；确需重新导出时会使用新的批次号。',
  }),
  'export-differs': (detail) => ({
    title: '导出目录中的同名文件夹内容不同',
    whatHappened: `文件夹${fact(detail, 'folder', '“', '”')}已经存在，其中的文件与这次应写出的不一致，可能被改动过，因此没有采用，也没有覆盖。`,
    whatIsSafe: '原来的文件夹没有改动，办件状态没有变化。',
    whatToDo: '请打开导出目录核对；把该文件夹移到别处或删除后，再做一次。',
  }),
  'export-not-open': () => ({
    title: '这次导出已经中断',
    whatHappened: '导出在写完之前中断（程序重新启动或磁盘出错），写了一半的文件已清除。',
    whatIsSafe: '办件没有标记为已导出，不会漏报。',
    whatToDo: '请重新导出一次。',
  }),
  'print-unanswered': () => ({
    title: '不知道是否打印',
    whatHappened: '打印系统没有回答，不知道这份文书是否已经打印。',
    whatIsSafe: '办件已经保存，编号不变。',
    whatToDo: '请先到打印机前看一看：已经出纸的不要再打；没有出纸的，检查电源、纸张和连接后再按一次打印。',
  }),
  'print-failed': (detail) => ({
    title: '打印没有成功',
    whatHappened: `打印系统没有接收这份文书${fact(detail, 'reason', '（', '）')}。`,
    whatIsSafe: '办件已经保存，编号不变；这次打印记为失败。',
    whatToDo: '请检查打印机电源、纸张和连接，然后再按一次打印；也可以换一台打印机。',
  }),
};
