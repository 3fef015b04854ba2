/** What the clerk is told of each failure: what happened, what is safe, what to do. Exhaustive over the codes. */
import type { Failure, FailureCode } from '../contract/failure.ts';
import { aftercareFaultWords } from './aftercare.ts';
import { backupFailures } from './backup-failures.ts';
import { onDisk } from './failures-on-disk.ts';
import {
  actionWords,
  fact,
  REPORT,
  SAVED_STAYS,
  TYPED_STAYS,
  type Detail,
  type FailureWording,
  type Words,
} from './failure-words.ts';

export type { FailureWording } from './failure-words.ts';
import { postNotFetched, postNotInvited, postNotJoined, postStickFailed } from './post-failures.ts';
import { passphraseWords } from './passphrases.ts';
import { rollFailures } from './roll-failures.ts';
import { updateFailures } from './update-failures.ts';

const aftercareFault = (detail: Detail): string =>
  Object.entries(aftercareFaultWords).find(([fault]) => fault === detail['fault'])?.[1] ?? '这一步现在不能办';

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
    whatHappened: `${String(detail['browser'] ?? '找到的浏览器')}的内核版本为 ${String(detail['version'] ?? '未知')}，需要 ${String(detail['required'] ?? 122)} 以上：旧版本不能把办件与登记数据分开存放。`,
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
    whatToDo: '请清理磁盘，删除不用的登记数据，然后重新打开程序。',
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
  | 'review-not-waiting'
  | 'review-own-work'
  | 'review-without-reason'
  | 'supplement-changes-application'
  | 'administrator-only'
  | 'confirmation-missing'
  | 'passphrase-weak'
  | 'officer-name-taken'
  | 'answer-differs'
  | 'purge-not-due'
  | 'aftercare-refused'
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
  'review-not-waiting': () => ({
    title: '这次结论已不在等待复核',
    whatHappened: '办件在您查看以后有了变化：已重新判定、更正、撤回或导出。',
    whatIsSafe: '没有登记复核意见，办件没有变化。',
    whatToDo: '请看屏幕上办件现在的内容；仍列在“复核”页的，按现在的内容再复核。',
  }),
  'review-own-work': () => ({
    title: '不能复核自己的办件',
    whatHappened: '这次结论由您判定，或您在其中作过认定、确认。复核须由另一名人员办理。',
    whatIsSafe: '没有登记复核意见，办件仍在等待复核。',
    whatToDo: '请另一名人员在本窗口登录后复核。',
  }),
  'review-without-reason': () => ({
    title: '退回须写明原因',
    whatHappened: '没有写明退回哪一个人、为什么。',
    whatIsSafe: '没有登记复核意见，所填内容仍在屏幕上。',
    whatToDo: '请在有问题的人员后面写明原因，或在整件意见里写明。',
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
  'aftercare-refused': (detail) => ({
    title: '没有登记',
    whatHappened: `${aftercareFault(detail)}。`,
    whatIsSafe: '已登记的内容没有变化，所填的还在屏幕上。',
    whatToDo: '请按上面所说处理后再办。',
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
  'post-not-joined': postNotJoined,
  'post-not-invited': postNotInvited,
  'post-stick-failed': postStickFailed,
  'post-not-fetched': postNotFetched,
  ...updateFailures,
  ...rollFailures,
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
