/** What a correction changed, in words: in full for whoever works on the case, by field alone for paper. */
import type { ApplicationChange, FormField } from '../casework/application-changes.ts';
import type { VerdictChange } from '../casework/correction-history.ts';
import type { RosterColumn } from '../domain/application.ts';
import { divisionName } from '../domain/division-names.ts';
import { groupCitizenId } from '../domain/citizen-id.ts';
import { documentLabels } from './labels.ts';
import { employerFieldNames } from './letters-input.ts';
import { verdictMarks } from './verdicts.ts';

/** The columns of 花名册 as a sentence names them. */
export const rosterFieldNames: Readonly<Record<RosterColumn, string>> = {
  name: '姓名',
  citizenId: '证件号码',
  school: '毕业院校',
  diplomaNumber: '毕业证书编号',
  graduatedOn: '毕业时间',
  contractFrom: '合同起始日期',
  contractTo: '合同终止日期',
  enrolledOn: '参保日期',
};

export const formFieldName = (field: FormField): string =>
  field === 'account.kind' ? '收款账户类别' : employerFieldNames[field];

const accountKinds: Readonly<Record<string, string>> = { corporate: '对公账户', contribution: '缴费账户' };

function shown(field: FormField | RosterColumn, text: string): string {
  if (text === '') return '（空）';
  if (field === 'account.kind') return accountKinds[text] ?? text;
  if (field === 'divisionCode') return divisionName(text) ?? text;
  return field === 'citizenId' || field === 'agent.citizenId' ? groupCitizenId(text) : text;
}

/** `开户银行账号：622…01 → 622…10`; a person's change begins with the name. */
export function changeText(change: ApplicationChange): string {
  switch (change.kind) {
    case 'form':
      return `${formFieldName(change.field)}：${shown(change.field, change.before)} → ${shown(change.field, change.after)}`;
    case 'receivedOn':
      return `收件日期：${change.before} → ${change.after}`;
    case 'authorisation':
      return change.seen ? '授权委托书：已核对' : '授权委托书：改为未核对';
    case 'paper':
      return `${documentLabels[change.paper]}：改为${change.there ? '已收到' : '未收到'}`;
    case 'joins':
      return `增加 ${change.name}（${groupCitizenId(change.citizenId)}）`;
    case 'leaves':
      return `去掉 ${change.name}（${groupCitizenId(change.citizenId)}）`;
    case 'person':
      return `${change.name} ${rosterFieldNames[change.field]}：${shown(change.field, change.before)} → ${shown(change.field, change.after)}`;
  }
}

const verdictWord = (verdict: VerdictChange['before']): string => (verdict === null ? '—' : verdictMarks[verdict].word);

/** `黄志远：符合 → 不符合`. */
export const verdictChangeText = ({ name, before, after }: VerdictChange): string =>
  `${name}：${verdictWord(before)} → ${verdictWord(after)}`;

/** What was corrected, for a paper: fields and names, never an account or an identity number. */
export function changedFields(changes: readonly ApplicationChange[]): string {
  const words = changes.map((change): string => {
    switch (change.kind) {
      case 'form':
        return formFieldName(change.field);
      case 'receivedOn':
        return '收件日期';
      case 'authorisation':
        return '授权委托书';
      case 'paper':
        return documentLabels[change.paper];
      case 'joins':
        return `增加${change.name}`;
      case 'leaves':
        return `去掉${change.name}`;
      case 'person':
        return `${change.name}的${rosterFieldNames[change.field]}`;
    }
  });
  return [...new Set(words)].join('、');
}
