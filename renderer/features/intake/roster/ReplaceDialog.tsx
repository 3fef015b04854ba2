import type { RosterEntry } from '#shared/domain/application.ts';
import { rosterColumnLabels } from '#shared/rosters/roster-columns.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { keyName } from '../../../ui/key-table.ts';
import type { ChangedEntry, RosterDifference } from './merge-rosters.ts';

export interface ReplaceDialogProps {
  readonly source: string;
  readonly persons: number;
  readonly before: number;
  readonly difference: RosterDifference;
  /** Begins another application with the new roster; this one is kept as a draft. `null` where there is no other (a correction). */
  readonly onOther: (() => void) | null;
  readonly onReplace: () => void;
  readonly onAppend: () => void;
  readonly onClose: () => void;
}

const nameOf = ({ name }: RosterEntry): string => name.trim() || '（未填姓名）';
const namesOf = (entries: readonly RosterEntry[]): string => entries.map(nameOf).join('、');
const cell = (text: string): string => (text === '' ? '（空）' : text);

function Changes({ changed }: { readonly changed: readonly ChangedEntry[] }) {
  return (
    <ul className="roster__changes">
      {changed.flatMap(({ before, after, columns }) =>
        columns.map((column) => (
          <li key={`${after.entryId}:${column}`}>
            <strong>{nameOf(after)}</strong> {rosterColumnLabels[column]}：
            <span className="soft">{cell(before[column])}</span> → {cell(after[column])}
          </li>
        )),
      )}
    </ul>
  );
}

/** A roster meets a roster: what would change, before anything does. */
export function ReplaceDialog({
  source,
  persons,
  before,
  difference,
  onOther,
  onReplace,
  onAppend,
  onClose,
}: ReplaceDialogProps) {
  const { added, same, changed, removed } = difference;
  const known = same + changed.length;
  // Nobody in common: most likely the next firm's. Enter never merges two firms.
  const stranger = known === 0 && added.length > 0;
  const safe = { look: 'primary', keyHint: 'open', 'data-autofocus': '' } as const;
  return (
    <Dialog
      title={stranger ? '新读入的花名册与现有的没有一人相同，是另一家单位的吗？' : '已有花名册，怎样处理新读入的？'}
      onClose={onClose}
      actions={
        <>
          <Button keyHint="back" {...(stranger && onOther === null ? { 'data-autofocus': '' } : {})} onClick={onClose}>
            不读入
          </Button>
          <Button unavailable={added.length === 0} onClick={onAppend}>
            {stranger ? `加到这一件（${added.length}）` : `只添加新人员（${added.length}）`}
          </Button>
          <Button {...(stranger ? {} : safe)} onClick={onReplace}>
            替换为新花名册
          </Button>
          {onOther === null ? null : (
            <Button {...(stranger ? safe : {})} onClick={onOther}>
              另开新受理
            </Button>
          )}
        </>
      }
    >
      <p>
        现有 {before} 人；{source}，{persons} 人。
      </p>
      <dl className="facts roster__difference">
        <dt>新人员</dt>
        <dd>
          <span className="number">{added.length} 人</span> {namesOf(added)}
        </dd>
        <dt>相同</dt>
        <dd className="number">{same} 人</dd>
        <dt>内容有改动</dt>
        <dd>
          <span className="number">{changed.length} 人</span>
          <Changes changed={changed} />
        </dd>
        <dt>新花名册中没有</dt>
        <dd>
          <span className="number">{removed.length} 人</span> {namesOf(removed)}
        </dd>
      </dl>
      <ul>
        {onOther === null ? null : <li>另开新受理：这一件暂存，新花名册放进另一份空白的新受理，单位另填。</li>}
        <li>
          替换：以新花名册为准{removed.length > 0 ? `，现有的 ${removed.length} 人移出` : ''}
          ；同一人已记录的原件核验保留。
        </li>
        <li>
          {stranger ? '加到这一件' : '只添加'}：现有的人一律不动
          {known > 0 ? `，新花名册中已有的 ${known} 人不再添加` : ''}。
        </li>
        <li>替换和添加都可以用 {keyName('undo')} 撤销。</li>
      </ul>
    </Dialog>
  );
}
