/** 恢复码保管单: printed once at 正式启用, kept in a safe. Carries no number and no QR; it is never stored. */
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import { paperTitles } from '../wording/letters.ts';
import { SETTING, type Letter } from '../domain/letter.ts';

export interface RecoverySheetInput {
  readonly officeName: string;
  readonly windowNumber: string;
  readonly on: PlainDate;
  readonly training: boolean;
  /** The key as it is typed back, in groups. */
  readonly groups: readonly string[];
}

/** The sheet for the safe. */
export function recoverySheet(input: RecoverySheetInput): Letter {
  return {
    paper: 'recoverySheet',
    template: `recoverySheet@${SETTING}`,
    page: 'A4',
    office: input.officeName,
    title: paperTitles.recoverySheet,
    number: '',
    training: input.training,
    blocks: [
      {
        type: 'facts',
        columns: 2,
        facts: [
          { label: '窗口', value: `${input.windowNumber} 号窗口` },
          { label: '生成日期', value: formatDayForPaper(input.on) },
        ],
      },
      {
        type: 'paragraph',
        text: '所有人员都忘记口令时，只有用下面的恢复码才能打开本机数据。本机不保存它，丢失后不能补发。',
      },
      { type: 'key', groups: [...input.groups] },
      {
        type: 'list',
        ordered: true,
        items: [
          '装入信封封好，由单位负责人签封，放入保险柜。不得拍照、复印，不得存入电脑或手机。',
          '使用后立即在“设置”中更换恢复码，重新打印，旧单当场销毁。',
          '核对打印内容清晰完整后再继续；打印机的重印功能应清除。',
          '数字 0 与字母 O、数字 1 与字母 I、L 不作区分。',
        ],
      },
      {
        type: 'signatures',
        lines: ['保管人签名：____________', '单位负责人签名：____________', '日期：____年__月__日'],
      },
    ],
    footer: [],
  };
}
