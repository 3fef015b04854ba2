/** F1 on the pages where several officers or windows meet. */
import type { KeyAction } from '../../ui/key-table.ts';

export interface PageHelp {
  readonly title: string;
  readonly lines: readonly [string, string, string, string, string];
  /** What a key does on this page; where the table already says it, `null`. */
  readonly keys: readonly (readonly [action: KeyAction, here: string | null])[];
}

export const claims: PageHelp = {
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

export const reviews: PageHelp = {
  title: '复核',
  lines: [
    '单位在“设置”里规定了哪些受理须经另一名人员复核的，待复核的和退回的都列在这里；通过以前不导出。',
    '判定的人、在其中作过人工认定或确认的人都不能复核，程序不接受自己复核自己的办件。',
    '打开一件，逐人看依据、证据和材料，再登记复核：有问题的人写明原因即为退回，都没有写的是通过。',
    '登录的人自己办过的，请另一名人员在本窗口输入本人口令复核，或由其登录后办理；联网并有任职名单的，其他窗口的人员也能看到并复核。',
    '退回的由办理人更正；更正后的结论重新等待复核，此前的意见保留在“经过”里。',
  ],
  keys: [
    ['down', null],
    ['open', '打开这一件'],
    ['save', '在办件里：登记复核'],
    ['copyNumber', null],
    ['copyFirm', null],
  ],
};

export const overview: PageHelp = {
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
