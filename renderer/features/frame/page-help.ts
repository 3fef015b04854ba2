/** F1: what each page is for, in five lines, and the keys that mean something there. */
import { keyTable, type KeyAction } from '../../ui/key-table.ts';

export interface PageHelp {
  readonly title: string;
  readonly lines: readonly [string, string, string, string, string];
  /** What a key does on this page; where the table already says it, `null`. */
  readonly keys: readonly (readonly [action: KeyAction, here: string | null])[];
}

const worklist: PageHelp = {
  title: '办件',
  lines: [
    '本窗口收到的每一件都在这里，按处理阶段分成几个队列；进入时光标在第一件上，方向键移动，打开看详情。',
    '暂存是还没有编号的填写：打开接着填，填完保存才算收件。同一单位有几份的，行内会提示。',
    '直接键入即筛选：办件号、单位、姓名、拼音首字母、证件后四位、电话都可以；退一步清除筛选。',
    '人数一栏是“符合 / 申报”；待补正的金额前有“拟”，还不是核定数；期限旁写明还剩几天或逾期几天。',
    '“待补正”“待核”有对外期限，每天先看一眼“期限”页；“待导出”在日终一并导出。',
  ],
  keys: [
    ['item1', '第 1 个队列（暂存），其余依次'],
    ['down', null],
    ['open', '打开这一件'],
    ['filter', '到筛选框'],
    ['order', '换排列：最近收件、期限、单位、金额'],
    ['clear', '删除选中的暂存'],
    ['copyNumber', null],
    ['copyFirm', null],
    ['copyPhone', null],
  ],
};

const intake: PageHelp = {
  title: '新受理',
  lines: [
    '先找到单位（拼音首字母、信用代码、名称片段），登记和上次办件里有的内容会提供出来，一键填入，并标明来处。',
    '再拖入、粘贴或选择花名册：逐人逐项自动判定。判定完之前显示“判定中…”，不会先出一个结论再改口。',
    '需要处理的人有颜色和符号，逐处到达；右侧写明原因、依据和数据日期；看过原件或送核验在右侧办理。',
    '勾选收到的材料，下方写着这一件的结论和按钮；只有“保存”键才作决定，预览只看不保存。',
    '随时可以离开：所填内容自动暂存在本机，到“办件”的“暂存”里接着填。',
  ],
  keys: [
    ['employer', null],
    ['takeOffer', '填入上次办件的账户、经办人等'],
    ['chooseFile', '选择花名册文件'],
    ['nextProblem', null],
    ['editCell', null],
    ['attest', null],
    ['enqueue', null],
    ['allPapers', null],
    ['item1', '勾选第 1 项材料，其余依次'],
    ['preview', null],
    ['print', '收件并打印申请表、花名册供签字'],
    ['save', '按结论保存并出具相应文书'],
    ['hideFindings', null],
  ],
};

const casePage: PageHelp = {
  title: '办件详情',
  lines: [
    '一件的全部：结论、需处理的人和原因、文书、办理经过。',
    '文书第一份是这次结论对应的，打印后如实回答打没打出来；内容变过的会提示重打。',
    '受理后仍待核的人，核清后作补充决定；填错了的作更正，号码不变，经过里看得到改了什么。',
    '撤回是申请人要求的；作废须另一名人员确认，编号不再使用，记录保留。',
    '办件号、单位、电话可以一键复制，查询省系统或打电话时用。',
  ],
  keys: [
    ['print', '打印第一份文书'],
    ['item2', '打印第 2 份文书，其余依次'],
    ['correct', null],
    ['amend', null],
    ['withdraw', null],
    ['voidCase', null],
    ['exportBasis', null],
    ['copyNumber', null],
    ['copyFirm', null],
    ['copyPhone', null],
  ],
};

const find: PageHelp = {
  title: '查找',
  lines: [
    '一个框查全部办件和暂存：姓名、拼音首字母、证件号后四位、单位、信用代码、办件号、电话。',
    '边键入边出结果，写明是哪个人对上了。',
    '直接打开是第一条；往下移可选其他，键入文字就回到框里。',
    '没有保存的暂存也查得到，排在最前。',
    '找不到时换姓名中的一个字，或者只用证件号后四位。',
  ],
  keys: [
    ['down', null],
    ['open', '打开'],
    ['copyNumber', null],
    ['copyFirm', null],
    ['copyPhone', null],
  ],
};

const deadlines: PageHelp = {
  title: '期限',
  lines: [
    '每一件的对外期限：答复、补正、办结；另有公示和名单核查，最急的在最前。',
    '逾期几天、剩几天写在标签里；算法和依据在同一行右侧。',
    '要打电话催的，经办人和电话就在行内，可一键复制。',
    '公示、名单在这里登记起算日，做完在这里销掉。',
    '法定节假日按工作日历顺延；没有那一年日历的排在最前，请先到“政策”导入。',
  ],
  keys: [
    ['down', null],
    ['open', '打开这一件'],
    ['register', null],
    ['copyNumber', null],
    ['copyPhone', null],
  ],
};

const verification: PageHelp = {
  title: '核验',
  lines: [
    '本机数据答不了的人在这里排队：生成查询文件，拿到省接口结果后导入。',
    '查询文件按配额分批，含个人信息，用后删除。',
    '返回文件导入后，相关办件的结论按新答案重新判定，不会自己改动已作的决定。',
    '答不上来的仍是待核，不等于不符合。',
    '受理时选中人员即可进入队列。',
  ],
  keys: [
    ['save', '生成查询文件'],
    ['chooseFile', '选择返回文件'],
  ],
};

const registry: PageHelp = {
  title: '数据',
  lines: [
    '七份登记数据的本机副本：截至日期、范围、行数、坏行，哪些已经过期。',
    '导入前先看清列对得上，再与现有副本比对；旧的用到新的完整为止。',
    '问题行逐条列出行号，不会悄悄丢掉。',
    '副本旧了，结论会变成待核，不会变成不符合。',
    '空表头可以交给掌握数据的单位照着填。',
  ],
  keys: [
    ['item1', '更新第 1 项数据，其余依次'],
    ['chooseFile', '选择数据文件'],
    ['save', '导入'],
  ],
};

const policy: PageHelp = {
  title: '政策',
  lines: [
    '判定所依据的参数包：年度、期间、金额、期限，每一项写明出处。',
    '参数包由管理员确认后才生效；没有生效的包，窗口只收件，不判定。',
    '导入新包前先与现有的比对，看清改了什么。',
    '工作日历也在这里：没有那一年的日历，就不算那一年的期限。',
    '已作的决定仍按当时的包，可随时重算核对。',
  ],
  keys: [
    ['chooseFile', '选择参数包'],
    ['importCalendar', null],
    ['save', '导入、确认'],
  ],
};

const dayClose: PageHelp = {
  title: '日终',
  lines: [
    '受理、打印、导出、同步四个数应当一致，差在哪几件逐件列出。',
    '导出前先预检：须改的要改，提示的看一眼。',
    '一天一个批次，导出文件是明文，上传省系统后在这里删除。',
    '交接表打印后又有导出的，要重打。',
    '关机前看一眼本页，没有差额再走。',
  ],
  keys: [
    ['save', '导出批次'],
    ['print', '打印交接表'],
    ['chooseFile', '选择版式'],
  ],
};

const typingAid: PageHelp = {
  title: '录入助手',
  lines: [
    '没有批量接口时，照着省系统的录入顺序，一项一项复制过去。',
    '每到一项自动复制，到省系统粘贴，回来继续下一项。',
    '录完一人自动标记，可撤销。',
    '顺序可按省系统的页面调整，本机记住。',
    '这里只读，不改办件。',
  ],
  keys: [
    ['open', '下一项'],
    ['previous', null],
    ['next', null],
    ['undo', '撤销标记'],
    ['order', '录入顺序'],
  ],
};

const settings: PageHelp = {
  title: '设置',
  lines: [
    '单位和窗口信息、人员和口令、文字大小、保存期限。',
    '人员由管理员添加；离岗的停用，记录仍在。',
    '台账记事可查：谁在何时做了什么。',
    '恢复密钥丢了的，在这里另出一份，旧的作废。',
    '文字大小只影响这台机器。',
  ],
  keys: [['save', '保存单位信息']],
};

const aftercare: PageHelp = {
  title: '后续',
  lines: [
    '受理之后到发放：初审、补收款信息、复审、公示、核拨、支付。受理的人员自动列在“待初审”，不用再录。',
    '按单位办理，打开一户即办这一步；主键把整个队列一次办完。初审人不能复审，账户须由两人核对。',
    '办件更正、撤回后，这里随之变化：已往下办的先移出，再按更正后的内容重新初审。',
    '公示批次建好后打开它：打印公示、登记异议和结果、核拨、知会社保局、登记支付结果；期满后的工作日才能登记结果。',
    '处理中的不再付；失败的写明原因和下一步，更正账户后重发，每一次都保留。社保局的步骤只登记，不在这里决定。',
  ],
  keys: [
    ['item1', '第 1 个队列（待初审），其余依次'],
    ['open', '办理这一户；批次中登记支付'],
    ['save', '整个队列，或批次的下一步'],
    ['print', '打印公示或核拨单'],
    ['register', '公示天数；批次中登记异议'],
    ['correct', '移出已更正的；批次中处理异议'],
    ['down', null],
  ],
};

const reports: PageHelp = {
  title: '上报月报',
  lines: [
    '上报名单：已发放的人员每月全量列出，19 项指标；缴费状态和月数取报告期当月的参保数据，不是当月的不用，逐行写明。',
    '须改的按单位列出，打开一行补充单位和人员指标，登记一次以后各期沿用；变化一栏写明与上期相比新增、更正、撤出谁。',
    '月报：本月、本年累计、政策期累计的户数、人数、金额；户数按单位去重，各月相加不等于累计。报出后固定，以后的变化只作更正。',
    '短信：按模板列出该告知哪些单位，没有姓名、证件号和链接，账号只有末四位；导出或复制后登记结果，写明第几次。',
    '宣传单：由现行政策参数包印出，没有核定的写“待核定”。',
  ],
  keys: [
    ['item1', '上报名单，其余依次：月报、短信、宣传单'],
    ['save', '导出名单；月报报出；导出短信'],
    ['exportRest', '先导出没有问题的人员'],
    ['print', '打印月报、宣传单'],
    ['register', '上报规则（待本地核定）；短信登记已告知'],
    ['open', '补充指标；登记短信结果'],
    ['down', null],
  ],
};

const returns: PageHelp = {
  title: '省系统返回',
  lines: [
    '省系统或银行给回的处理结果表在这里读入：按办件号和证件号逐人对上，先看对上多少、各是什么结果，再登记。',
    '登记只照抄返回的结果，不改变本窗口的决定；同一份文件读两次不会重复，较旧的文件不会盖过较新的结果。',
    '对不上的行逐行列出原因，不影响其余；不认识的列名和结果由管理员说明一次，以后自动认得。',
    '退回和发放失败的列在下方：打开办件看原因，更正后随下一批再送，再送的行写明“更正”和原批次。',
    '办件里每人一栏写着省系统的最新结果；没有返回过的写“未返回”，程序不猜。',
  ],
  keys: [
    ['chooseFile', '选择返回文件'],
    ['save', '登记返回'],
    ['open', '打开待更正的办件'],
  ],
};

const claims: PageHelp = {
  title: '同人核对',
  lines: [
    '同一个人在本单位两扇窗口都有在办或已受理的申请时列在这里，两边看到的先后相同，以接收端收到的先后为准。',
    '一人只能由一户单位享受：未定的人在两边都不能导出，其余人和其他办件照常导出。',
    '打开一行看两边的情况。应由对方办理的：撤回本窗口的办件，或更正去掉此人，两边自动了结。',
    '确由本窗口办理的：写明怎样核实，由另一名人员共同确认，登记后本窗口可以导出。',
    '断网时按最近一次得到的情况核对，页上写明截至时间；连上后自动补对，新遇到的会在“办件”页提示。',
  ],
  keys: [
    ['save', '立即与其他窗口核对'],
    ['open', '看两边情况，登记由本窗口办理'],
    ['copyNumber', null],
    ['copyFirm', null],
  ],
};

const overview: PageHelp = {
  title: '概览',
  lines: [
    '本单位每个窗口在接收端有多少条、最后一条是哪天、最近一次联系在何时，以及各窗口办件按状态、日期、期限的合计。',
    '数字由各窗口每次改动后自动报送，页上写明截至时间；断网时显示最近一次取到的，并照实说明。',
    '没有报送过数字的窗口（程序较旧，或升级后没有人登录过）单独写明，它的办件不在合计内。',
    '本机待送只有本窗口自己知道；其他窗口没有送出的，接收端也不知道。',
    '图不用颜色也能看：数字都写在图上。打印的与页上的一样，每打印一次台账记一条。',
  ],
  keys: [
    ['save', '重新取数'],
    ['print', '打印概览'],
  ],
};

const byFirst: Readonly<Record<string, PageHelp>> = {
  '': worklist,
  intake,
  case: casePage,
  find,
  deadlines,
  aftercare,
  verification,
  registry,
  policy,
  'day-close': dayClose,
  returns,
  claims,
  overview,
  'typing-aid': typingAid,
  settings,
};

/** The help of the page at a location. */
export const helpOf = (path: string): PageHelp =>
  path === '/aftercare/reports' ? reports : (byFirst[path.split('/')[1] ?? ''] ?? worklist);

/** What a key does on the page. */
export const meaningHere = ([action, here]: PageHelp['keys'][number]): string => here ?? keyTable[action].label;
