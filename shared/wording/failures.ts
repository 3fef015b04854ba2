/** What the clerk is told of each failure: what happened, what is safe, what to do. Exhaustive over the codes. */
import type { Failure, FailureCode } from '../contract/failure.ts';
import { backupFailures } from './backup-failures.ts';
import { actionLabels } from './labels.ts';
import { passphraseWords } from './passphrases.ts';

export interface FailureWording {
  readonly title: string;
  readonly whatHappened: string;
  readonly whatIsSafe: string;
  readonly whatToDo: string;
}

type Detail = NonNullable<Failure['detail']>;
type Words = (detail: Detail) => FailureWording;

const SAVED_STAYS = '已显示“已保存”的办件都在本机台账中，不受影响。';
const TYPED_STAYS = '已录入的内容仍在屏幕上，办件没有保存，也没有占用编号。';
/** Nothing was written, unless the disk could not even take a half-written line back: then nobody knows. */
const notWritten = (detail: Detail): string =>
  detail['uncertain'] === true
    ? '已录入的内容仍在屏幕上；这一步写没写进台账不能确定，重新打开后会列为“上次未确认”，由您决定。'
    : TYPED_STAYS;
const REPORT = '如反复出现，请点“保存故障报告”，把报告交给维护人员。';

const has = (detail: Detail, key: string): boolean => detail[key] !== undefined && detail[key] !== '';
/** `before` + fact + `after` when the fact is known, else nothing. */
const fact = (detail: Detail, key: string, before: string, after = ''): string =>
  has(detail, key) ? `${before}${String(detail[key])}${after}` : '';

/** The step in the words of the counter; a code never reaches the clerk. */
function actionWords(detail: Detail): string {
  const label = Object.entries(actionLabels).find(([kind]) => kind === detail['action'])?.[1];
  return label === undefined ? '这一步' : `“${label}”`;
}

const hostName = (detail: Detail): string =>
  detail['kind'] === 'electron' ? '桌面版' : detail['kind'] === 'loopback' ? '浏览器版' : '另一个';

const inContact: Pick<
  Record<FailureCode, Words>,
  | 'bad-request'
  | 'bad-response'
  | 'unknown-channel'
  | 'internal-error'
  | 'not-authorised'
  | 'host-unreachable'
  | 'host-restarted'
  | 'contract-version-differs'
> = {
  'bad-request': (detail) => ({
    title: '本机程序没有接受这次操作',
    whatHappened: `窗口发出的内容不符合约定${fact(detail, 'channel', '（', '）')}${fact(detail, 'path', '，位置：')}。`,
    whatIsSafe: `${SAVED_STAYS}${TYPED_STAYS}`,
    whatToDo: `请再试一次。${REPORT}`,
  }),
  'bad-response': (detail) => ({
    title: '本机程序的回答无法识别',
    whatHappened: `收到的回答不符合约定${fact(detail, 'channel', '（', '）')}，没有采用。`,
    whatIsSafe: SAVED_STAYS,
    whatToDo: `请关闭窗口，重新打开程序；如这次是保存，重新打开后会提示“上次未确认”的办件。${REPORT}`,
  }),
  'unknown-channel': (detail) => ({
    title: '本机程序没有这项功能',
    whatHappened: `窗口要求的功能不存在${fact(detail, 'channel', '（', '）')}，可能是窗口与程序版本不一致。`,
    whatIsSafe: SAVED_STAYS,
    whatToDo: '请关闭所有窗口，重新打开程序。',
  }),
  'internal-error': (detail) => ({
    title: '程序内部出错',
    whatHappened: `处理这一步时出现了意外错误${fact(detail, 'channel', '（', '）')}，错误位置已记入本机日志，不含个人信息。`,
    whatIsSafe: SAVED_STAYS,
    whatToDo: `请再试一次；不行就关闭窗口重新打开。${REPORT}`,
  }),
  'not-authorised': () => ({
    title: '此窗口没有打开凭证',
    whatHappened: '本机程序只接受由它自己打开的窗口，此窗口没有有效的一次性口令。',
    whatIsSafe: '数据没有被读取，也没有改动。',
    whatToDo:
      '请关闭此窗口，从桌面图标或 npm start 重新打开；没有图形界面时，在地址后加 /session，输入终端里显示的一次性口令。',
  }),
  'host-unreachable': () => ({
    title: '与本机程序失去联系',
    whatHappened: '窗口还在，但后台的本机程序没有回应，可能已被关闭。',
    whatIsSafe: `${SAVED_STAYS}刚才这一步若是保存，结果未知：重新打开后会列为“上次未确认”，由您决定保留或作废。`,
    whatToDo: '请关闭此窗口，重新打开程序。纸质材料请先不要退还申请人。',
  }),
  'host-restarted': () => ({
    title: '本机程序已重新启动',
    whatHappened: '此窗口属于上一次启动的程序，不能继续使用。',
    whatIsSafe: `${SAVED_STAYS}暂存的草稿最多丢失最后半秒的录入。`,
    whatToDo: '请关闭此窗口，使用新打开的窗口；没有新窗口时重新打开程序。',
  }),
  'contract-version-differs': (detail) => ({
    title: '窗口与本机程序版本不一致',
    whatHappened: `窗口的约定版本为 ${String(detail['window'] ?? '未知')}，本机程序为 ${String(detail['host'] ?? '未知')}，多见于升级后旧窗口未关闭。`,
    whatIsSafe: '没有读写任何数据。',
    whatToDo: '请关闭所有窗口，重新打开程序。',
  }),
};

const atStart: Pick<
  Record<FailureCode, Words>,
  'data-folder-locked' | 'port-busy' | 'browser-not-found' | 'browser-too-old' | 'office-not-allowed-as-root'
> = {
  'data-folder-locked': (detail) => ({
    title: '程序已经在运行',
    whatHappened: `${hostName(detail)}程序正在使用同一个数据文件夹${fact(detail, 'pid', '（进程 ', '）')}，为防止同一编号用两次，这次启动已停止。`,
    whatIsSafe: '正在运行的程序和其中的办件不受影响。',
    whatToDo: '请使用已打开的窗口；找不到窗口时，结束该进程或重新启动电脑后再打开。',
  }),
  'port-busy': (detail) => ({
    title: '本机端口被占用',
    whatHappened: `端口${fact(detail, 'port', ' ')} 正被别的程序使用。端口一经选定不能更换，否则浏览器里的工作副本会看不到。`,
    whatIsSafe: '台账和办件都没有被触动。',
    whatToDo: '请关闭占用该端口的程序后重试；不清楚是哪个程序时重新启动电脑，或请维护人员查看。',
  }),
  'browser-not-found': () => ({
    title: '没有找到可用的浏览器',
    whatHappened: '显示窗口需要 Chromium、Chrome、Edge、360 或 UOS 浏览器（内核 122 以上），本机没有找到。',
    whatIsSafe: '没有读写任何办件数据。',
    whatToDo: '请安装其中一种浏览器后重新打开；已安装在别处的，用环境变量 COUNTER_CHROMIUM 写明它的完整路径。',
  }),
  'browser-too-old': (detail) => ({
    title: '浏览器版本太旧',
    whatHappened: `${String(detail['browser'] ?? '找到的浏览器')}的内核版本为 ${String(detail['version'] ?? '未知')}，需要 ${String(detail['required'] ?? 122)} 以上：旧版本不能把办件与数据包分开存放。`,
    whatIsSafe: '没有读写任何办件数据。',
    whatToDo: '请升级该浏览器，或安装新版 Chromium、Chrome、Edge 后重新打开。',
  }),
  'office-not-allowed-as-root': () => ({
    title: '当前只能使用培训模式',
    whatHappened: '程序以系统管理员（root）身份运行，浏览器的安全隔离因此关闭，不允许处理真实申请。',
    whatIsSafe: '正式数据没有被打开。',
    whatToDo: '请用普通用户登录系统后重新打开程序，再进入正式模式。',
  }),
};

/** Why nothing is written; the kinds are those of the contract. */
function stoppedBecause(detail: Detail): string {
  switch (String(detail['trouble'])) {
    case 'behind':
      return `台账只有 ${String(detail['have'] ?? '？')} 条，而${detail['by'] === 'witness' ? '本机另一处记录' : detail['by'] === 'backup' ? '备份' : '确认标记'}显示至少有 ${String(detail['known'] ?? '？')} 条。`;
    case 'forked':
      return '台账与本机另一处的记录不一致，像是由旧副本接着办过。';
    case 'lines-damaged':
      return '台账中有读不出的记录。';
    case 'keys-missing':
      return '有办件的内容密钥不见了。';
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

const onDisk: Pick<
  Record<FailureCode, Words>,
  | 'data-folder-not-writable'
  | 'disk-full'
  | 'disk-error'
  | 'journal-damaged'
  | 'journal-moved'
  | 'entry-differs'
  | 'entry-too-large'
  | 'writing-stopped'
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
  'print-failed': (detail) => ({
    title: '打印没有成功',
    whatHappened: `打印系统没有接收这份文书${fact(detail, 'reason', '（', '）')}。`,
    whatIsSafe: '办件已经保存，编号不变；这次打印记为失败。',
    whatToDo: '请检查打印机电源、纸张和连接，然后再按一次打印；也可以换一台打印机。',
  }),
};

const inWindow: Pick<
  Record<FailureCode, Words>,
  | 'wrong-passphrase'
  | 'store-quota-exceeded'
  | 'store-blocked'
  | 'area-open-elsewhere'
  | 'store-damaged'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-vanished'
  | 'cancelled'
> = {
  'wrong-passphrase': () => ({
    title: '口令不对',
    whatHappened: '输入的口令打不开所选人员的密钥。',
    whatIsSafe: '数据没有变化。',
    whatToDo: '请检查大小写和输入法后重输；忘记口令时请管理员重设，或用打印的恢复码。',
  }),
  'store-quota-exceeded': () => ({
    title: '浏览器存储空间不足',
    whatHappened: '浏览器的工作副本写不下了，多因磁盘快满。',
    whatIsSafe: `${SAVED_STAYS}已写入台账而未写入工作副本的，重新打开后自动补上。`,
    whatToDo: '请清理磁盘，删除不用的数据包，然后重新打开程序。',
  }),
  'store-blocked': () => ({
    title: '工作副本被另一个窗口占用',
    whatHappened: '另一个窗口正在使用或升级浏览器里的工作副本。',
    whatIsSafe: SAVED_STAYS,
    whatToDo: '请关闭其他窗口，只留一个，再重新打开。',
  }),
  'area-open-elsewhere': () => ({
    title: '已在另一窗口打开',
    whatHappened: '另一个窗口正在使用这里的办件，同一时间只能有一个窗口办理，以免同一人收两次。',
    whatIsSafe: '另一个窗口和其中的办件不受影响，这里没有改动任何内容。',
    whatToDo: '请回到已打开的窗口继续；找不到那个窗口时选“在此窗口继续”，那个窗口会自动锁定，录入的内容留在“暂存”里。',
  }),
  'store-damaged': () => ({
    title: '浏览器里的工作副本损坏',
    whatHappened: '工作副本无法读出，它只是台账的副本。',
    whatIsSafe: SAVED_STAYS,
    whatToDo:
      '请选“清除损坏的副本，由台账重建”，办件全部找回。没有保存的暂存件能读出的会带过去，读不出的会丢失；登记数据另存，不受影响。',
  }),
  'file-unreadable': (detail) => ({
    title: '文件读不出来',
    whatHappened: `所选文件无法读取${fact(detail, 'reason', '：')}。`,
    whatIsSafe: '屏幕上已有的内容没有变化。',
    whatToDo: '请确认文件没有加密、没有被 Excel 或 WPS 打开，必要时另存为 .xlsx 后再拖入。',
  }),
  'file-too-large': (detail) => ({
    title: '文件太大',
    whatHappened: `所选文件超过上限${fact(detail, 'limitMegabytes', '（', ' MB）')}${fact(detail, 'limit', '（', '）')}。`,
    whatIsSafe: '屏幕上已有的内容没有变化。',
    whatToDo: '请确认选对了文件；花名册里若夹带图片或空白大表，请只复制人员名单到新文件。',
  }),
  'file-vanished': () => ({
    title: '读取时文件不见了',
    whatHappened: '文件在读取过程中消失，多为 U 盘被拔出或文件被移动。',
    whatIsSafe: '屏幕上已有的内容没有变化。',
    whatToDo: '请重新插好 U 盘，或先把文件复制到桌面，再拖入一次。',
  }),
  cancelled: () => ({
    title: '已取消',
    whatHappened: '操作按您的要求停止。',
    whatIsSafe: '取消之前的内容没有变化。',
    whatToDo: '需要时可以重新开始。',
  }),
};

const inCases: Pick<
  Record<FailureCode, Words>,
  | 'journal-behind-store'
  | 'case-not-found'
  | 'case-purged'
  | 'action-not-allowed'
  | 'draft-outdated'
  | 'supplement-not-open'
  | 'supplement-settles-nobody'
  | 'supplement-changes-application'
  | 'administrator-only'
  | 'confirmation-missing'
  | 'passphrase-weak'
  | 'officer-name-taken'
  | 'answer-differs'
  | 'purge-not-due'
> = {
  'journal-behind-store': (detail) => ({
    title: '台账比工作副本旧',
    whatHappened: `本机台账只有 ${String(detail['journal'] ?? detail['count'] ?? '？')} 条，比浏览器里的工作副本少，可能是数据文件夹被换成了旧备份。`,
    whatIsSafe: '两边都没有被改动；程序没有用旧的覆盖新的。',
    whatToDo: '请停止受理，不要删除任何一边，找回较新的数据文件夹，并联系维护人员核对。',
  }),
  'case-not-found': () => ({
    title: '没有找到这件办件',
    whatHappened: '按所给编号没有找到办件。',
    whatIsSafe: SAVED_STAYS,
    whatToDo: '请按 F3 用姓名首字母、证件后四位或企业名称再查一次。',
  }),
  'case-purged': () => ({
    title: '这件办件已按期销毁',
    whatHappened: '保存期满后内容密钥已销毁，内容不能再读出。',
    whatIsSafe: '编号和销毁记录仍保留在台账中。',
    whatToDo: '需要内容时，请到档案室查阅纸质材料。',
  }),
  'action-not-allowed': (detail) => ({
    title: '当前状态不能这样办理',
    whatHappened: `办件的状态或您的职责不允许${actionWords(detail)}，可能已在另一个窗口办过。`,
    whatIsSafe: '办件没有变化，也没有占用编号。',
    whatToDo: '请重新打开这件办件，查看最新状态后再办。',
  }),
  'draft-outdated': () => ({
    title: '这份填写早于办件的最新决定',
    whatHappened: '开始填写之后，这件办件又作过决定；照旧内容保存会盖掉它，所以没有保存。',
    whatIsSafe: '办件的最新决定不变；已填的内容仍在屏幕上和“暂存”中。',
    whatToDo: '请打开办件核对最新决定；仍需更正的，删除这份暂存，在办件中重新开始。',
  }),
  'supplement-not-open': () => ({
    title: '补充决定只能针对待核人员',
    whatHappened: '表中有人不是此件受理后仍待核的人员：已有结论，或不在受理时的花名册中。',
    whatIsSafe: '办件没有变化；已填的内容仍在屏幕上。',
    whatToDo: '请把这些人从表中删去再保存；要为新的人员申请的，按 F2 另办一件。',
  }),
  'supplement-changes-application': () => ({
    title: '补充决定不能改动整件的内容',
    whatHappened:
      '表中除待核人员外，单位、账户、经办人、收件日期或材料也有改动。补充决定只对待核人员作出，这些改动到不了已受理人员的文书和导出。',
    whatIsSafe: '没有保存任何内容，办件没有变化；所填内容都在这份暂存里。',
    whatToDo: '按 Esc 回到办件页，按“更正”：这里的改动会带过去，连同待核人员一起重新判定。',
  }),
  'supplement-settles-nobody': () => ({
    title: '还没有可以决定的人员',
    whatHappened: '表中人员都还待核，或单位、材料尚未核清，没有作出补充决定。',
    whatIsSafe: '待核人员仍在“待核”中，期限不变；已填的内容仍在屏幕上。',
    whatToDo: '请核验后再保存：看过原件按 F7，送核验按 F8，或导入新的登记数据。',
  }),
  'administrator-only': () => ({
    title: '这一步由管理员办理',
    whatHappened: '当前登录的不是管理员，没有采用，也没有记入台账。',
    whatIsSafe: '原有的设置、参数包和办件都没有变化。',
    whatToDo: '请管理员登录后办理。',
  }),
  'purge-not-due': () => ({
    title: '没有销毁',
    whatHappened: '所列办件中有保存期未满的、仍在办的，或批次移交没有记入台账的。',
    whatIsSafe: '一件也没有销毁，台账没有变化。',
    whatToDo: '请重新打开“数据”页的到期清理，按最新的清单办理。',
  }),
  'confirmation-missing': () => ({
    title: '缺少另一名人员的确认',
    whatHappened: '这一步须由另一名人员本人输入口令确认；没有确认，或确认之后内容又改过。',
    whatIsSafe: TYPED_STAYS,
    whatToDo: '请另一名人员重新核对并输入口令：核验按 F7 再做一次，作废在作废窗口中确认。',
  }),
  'passphrase-weak': (detail) => ({
    title: '口令没有采用',
    whatHappened: `${passphraseWords(detail['problem'])}。`,
    whatIsSafe: '人员和原来的口令都没有变化。',
    whatToDo: '请另想一句好记的话作口令。',
  }),
  'officer-name-taken': () => ({
    title: '姓名重复',
    whatHappened: '本机已有一名人员的姓名看上去与此相同，没有登记。',
    whatIsSafe: '原有人员和口令都没有变化。',
    whatToDo: '各人须分开登记，同名请加区分，如“李样例（二科）”。',
  }),
  'answer-differs': () => ({
    title: '办理方式与核验结论不一致',
    whatHappened: '要保存的办理方式（受理、一次性告知、不予受理、待核）不是按所填内容得出的结论，没有保存。',
    whatIsSafe: TYPED_STAYS,
    whatToDo: '请核对下方的结论和待更正处，按按钮上显示的办理方式保存，或先按 F10 收件。',
  }),
};

export const failureWordings: Record<FailureCode, Words> = {
  ...inContact,
  ...atStart,
  ...onDisk,
  ...backupFailures,
  ...inWindow,
  ...inCases,
};

/** The four parts for a failure screen. */
export function failureWording(failure: Failure): FailureWording {
  return failureWordings[failure.code](failure.detail ?? {});
}

/** The same in one paragraph, for a line under a button or in a terminal. */
export function failureText(failure: Failure): string {
  const { title, whatHappened, whatIsSafe, whatToDo } = failureWording(failure);
  return `${title}：${whatHappened}${whatIsSafe}${whatToDo}`;
}
