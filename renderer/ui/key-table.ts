/**
 * The one table of keys: action → key, what it is called, where it stands on the sheet. Buttons, handlers, pages and the
 * sheet of all keys read it; nothing else in the window names a key (tests/architecture/keys.unit.test.ts). One key has one
 * meaning everywhere: a page says what its own `save` or `print` is, it never gives the key to something else.
 */

/** A key press as `chordOf` spells it: `F2`, `Ctrl+Enter`, `Alt+1`, `Escape`. */
export type Chord = string;

interface KeyEntry {
  readonly chord: Chord;
  readonly label: string;
  readonly group: KeyGroup;
  /** As shown where the chord itself would not be read easily. */
  readonly shown?: string;
}

export type KeyGroup = 'everywhere' | 'pages' | 'work' | 'grid' | 'lists';

export const keyGroupLabels: Readonly<Record<KeyGroup, string>> = {
  everywhere: '随处可用',
  pages: '到哪一页',
  work: '办理',
  grid: '花名册表格',
  lists: '列表和办件',
};

const key = (group: KeyGroup, chord: Chord, label: string, shown?: string): KeyEntry => ({
  chord,
  label,
  group,
  ...(shown === undefined ? {} : { shown }),
});

export const keyTable = {
  help: key('everywhere', 'F1', '本页是做什么的，有哪些按键'),
  back: key('everywhere', 'Escape', '退一步：输入法、编辑、弹窗、面板、页面'),
  lock: key('everywhere', 'Ctrl+L', '锁定'),
  openWork: key('pages', 'Alt+B', '办件'),
  newIntake: key('pages', 'F2', '新受理（当前填写自动暂存）'),
  find: key('pages', 'F3', '查找'),
  openDeadlines: key('pages', 'Alt+Q', '期限'),
  openAftercare: key('pages', 'Alt+A', '后续'),
  openLists: key('pages', 'Ctrl+F2', '名单（后续之下）'),
  openTasks: key('pages', 'Ctrl+F11', '待办'),
  openVerification: key('pages', 'Alt+H', '核验'),
  openRegistry: key('pages', 'Alt+J', '数据'),
  openPolicy: key('pages', 'Alt+Z', '政策'),
  openDayClose: key('pages', 'Alt+R', '日终'),
  openReturns: key('pages', 'Alt+V', '省系统返回（日终之下）'),
  openReports: key('pages', 'Ctrl+F9', '上报月报（后续之下）'),
  openClaims: key('pages', 'Ctrl+F3', '同人核对（办件之下）'),
  openReviews: key('pages', 'Ctrl+F6', '复核（办件之下）'),
  openOverview: key('pages', 'Ctrl+F12', '概览（管理员，各窗口）'),
  openFindings: key('pages', 'Ctrl+F7', '核查（后续之下）'),
  openRecoveries: key('pages', 'Ctrl+F8', '追回（后续之下）'),
  openTypingAid: key('pages', 'Alt+L', '录入助手'),
  openSettings: key('pages', 'Alt+S', '设置'),
  employer: key('work', 'F4', '修改单位 / 收起'),
  chooseFile: key('work', 'F6', '选择文件'),
  attest: key('work', 'F7', '看过原件（单元格、选区、整列）'),
  enqueue: key('work', 'F8', '进入核验队列'),
  preview: key('work', 'F9', '预览文书（只看，不保存）'),
  print: key('work', 'F10', '打印（新受理：收件并打印表册）'),
  printSet: key('work', 'Ctrl+F10', '打印整套文书'),
  save: key('work', 'Ctrl+Enter', '保存、导出、复核等本页主要操作'),
  allPapers: key('work', 'Alt+0', '材料齐全：全部勾选'),
  takeOffer: key('work', 'Alt+T', '填入提供的内容（上次办件、登记）'),
  hideFindings: key('work', 'Alt+I', '收起、展开读入时发现的问题'),
  nextProblem: key('grid', 'Ctrl+ArrowDown', '下一处需处理', 'Ctrl+↓'),
  previousProblem: key('grid', 'Ctrl+ArrowUp', '上一处需处理', 'Ctrl+↑'),
  editCell: key('grid', 'F5', '在单元格内修改'),
  insertRow: key('grid', 'Alt+Insert', '插入行'),
  deleteRow: key('grid', 'Alt+Delete', '删除行'),
  undo: key('grid', 'Ctrl+Z', '撤销'),
  redo: key('grid', 'Ctrl+Y', '重做'),
  selectColumn: key('grid', 'Ctrl+ ', '选中整列', 'Ctrl+空格'),
  selectAll: key('grid', 'Ctrl+A', '全选'),
  copy: key('grid', 'Ctrl+C', '复制'),
  paste: key('grid', 'Ctrl+V', '粘贴'),
  cut: key('grid', 'Ctrl+X', '剪切'),
  clear: key('grid', 'Delete', '清空单元格；列表中删除暂存'),
  down: key('lists', 'ArrowDown', '下一行', '↓'),
  up: key('lists', 'ArrowUp', '上一行', '↑'),
  open: key('lists', 'Enter', '打开；表格中确认并下移；表单中到下一项'),
  filter: key('lists', 'Ctrl+F', '筛选'),
  order: key('lists', 'Alt+O', '换一种排列'),
  copyNumber: key('lists', 'Alt+M', '复制办件号'),
  copyFirm: key('lists', 'Alt+W', '复制单位'),
  copyPhone: key('lists', 'Alt+D', '复制电话'),
  correct: key('lists', 'Alt+G', '补正、重新判定、补充决定'),
  amend: key('lists', 'Alt+U', '更正已受理的办件'),
  copyAsNew: key('lists', 'Alt+F', '复制为新受理'),
  addNote: key('lists', 'Alt+P', '添加备注'),
  withdraw: key('lists', 'Alt+C', '申请人撤回'),
  voidCase: key('lists', 'Alt+X', '作废'),
  exportBasis: key('lists', 'Alt+Y', '导出判定依据'),
  register: key('lists', 'Alt+N', '登记公示、名单、异议'),
  exportRest: key('lists', 'Alt+E', '先导出其余'),
  importCalendar: key('lists', 'Alt+K', '导入日历'),
  previous: key('lists', 'Alt+ArrowLeft', '上一人', 'Alt+←'),
  next: key('lists', 'Alt+ArrowRight', '下一人', 'Alt+→'),
  item1: key('lists', 'Alt+1', '本页第 1 项：队列、文书、材料、数据（Alt+2…9 同理）'),
  item2: key('lists', 'Alt+2', '本页第 2 项'),
  item3: key('lists', 'Alt+3', '本页第 3 项'),
  item4: key('lists', 'Alt+4', '本页第 4 项'),
  item5: key('lists', 'Alt+5', '本页第 5 项'),
  item6: key('lists', 'Alt+6', '本页第 6 项'),
  item7: key('lists', 'Alt+7', '本页第 7 项'),
  item8: key('lists', 'Alt+8', '本页第 8 项'),
  item9: key('lists', 'Alt+9', '本页第 9 项'),
} as const satisfies Readonly<Record<string, KeyEntry>>;

export type KeyAction = keyof typeof keyTable;

const ITEMS = ['item1', 'item2', 'item3', 'item4', 'item5', 'item6', 'item7', 'item8', 'item9'] as const;

/** The action of the n-th thing that a page offers, counted from 1; `undefined` beyond the ninth. */
export const nthItem = (place: number): KeyAction | undefined => ITEMS[place - 1];

export const keyActions = Object.keys(keyTable) as readonly KeyAction[];

export const chordOfAction = (action: KeyAction): Chord => keyTable[action].chord;

/** The key as it is shown on buttons and said in sentences: `Ctrl+↓`, `Esc`. */
export function keyName(action: KeyAction): string {
  const { shown, chord }: KeyEntry = keyTable[action];
  return shown ?? (chord === 'Escape' ? 'Esc' : chord);
}

/** For `aria-keyshortcuts`. */
export const ariaKey = (action: KeyAction): string => keyTable[action].chord.replaceAll('Ctrl', 'Control');

/** What Chromium would do with these throws typing away or leaves the page: caught even though nothing here uses them. */
const OF_THE_BROWSER: readonly Chord[] = [
  'F5',
  'F3',
  'F11',
  'Ctrl+S',
  'Ctrl+P',
  'Ctrl+R',
  'Ctrl+F',
  'Ctrl+G',
  'Ctrl+D',
  'Ctrl+W',
  'Ctrl+N',
  'Ctrl+O',
  'Ctrl+U',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
];

const FUNCTION_KEY = /^F\d{1,2}$/u;

/** Never reaches the browser, even while nothing is bound to it. */
export const alwaysCaught: ReadonlySet<Chord> = new Set([
  ...OF_THE_BROWSER,
  'Ctrl+L',
  'Ctrl+Enter',
  ...keyActions.map(chordOfAction).filter((chord) => FUNCTION_KEY.test(chord)),
]);

/** Works under a dialog too: whoever has to leave the desk does not look for a way out first. */
export const underDialogs: ReadonlySet<Chord> = new Set([keyTable.lock.chord]);

const byChord = new Map<Chord, KeyAction>(keyActions.map((action) => [chordOfAction(action), action]));

/** What a chord means, `undefined` when nothing. */
export const actionOfChord = (chord: Chord): KeyAction | undefined => byChord.get(chord);
