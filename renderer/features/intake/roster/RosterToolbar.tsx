import type { ReactNode } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { keyName } from '../../../ui/key-table.ts';
import { saveRosterTemplate } from './save-template.ts';

export interface RosterToolbarProps {
  /** The firm, where it has no line of its own. */
  readonly firm: ReactNode;
  readonly persons: number;
  readonly source: string | null;
  /** Persons with an input error, never counted among the verdicts. */
  readonly toCorrect: number;
  /** What was left out of the file, or should be looked at: `略过 3 行`; empty when nothing. */
  readonly findings: string;
  readonly findingsShown: boolean;
  readonly onFindings: () => void;
  /** What was just done, and how to take it back. */
  readonly notice: string;
  /** Empty cells for which a register has a value. */
  readonly offered: number;
  readonly onTakeOffered: () => void;
  readonly onFile: (file: File) => void;
  readonly onNextProblem: () => void;
  readonly onInsert: () => void;
  readonly onDelete: () => void;
}

/** What is done to rows with the mouse; the keys do the same in the grid. */
function RowButtons({ persons, onInsert, onDelete }: RosterToolbarProps) {
  return (
    <span className="roster__rows">
      <Button look="quiet" title={`插入行（${keyName('insertRow')}）`} onClick={onInsert}>
        插入行
      </Button>
      <Button look="quiet" title={`删除行（${keyName('deleteRow')}）`} unavailable={persons === 0} onClick={onDelete}>
        删除行
      </Button>
    </span>
  );
}

/** One line over the grid: what is there, where it came from, and every way to change it. */
export function RosterToolbar(props: RosterToolbarProps) {
  const { persons, source, toCorrect, findings, notice, offered } = props;
  const said = notice === '' ? (source === null ? '' : `来源 ${source}`) : notice;
  return (
    <div className={`roster__bar${offered > 0 ? ' roster__bar--full' : ''}`}>
      {props.firm}
      <h2 className="roster__title">
        花名册 <span className="number">{persons}</span> 人
      </h2>
      {toCorrect > 0 ? <span className="roster__correct number">✎ 待更正 {toCorrect}</span> : null}
      {findings === '' ? null : (
        <Button look="quiet" keyHint="hideFindings" aria-expanded={props.findingsShown} onClick={props.onFindings}>
          {findings}
        </Button>
      )}
      <span className="roster__source soft small" title={said}>
        {said}
      </span>
      {offered > 0 ? (
        <Button keyHint="takeOffer" title="填入空着的格；登记与表中不同的不改" onClick={props.onTakeOffered}>
          登记中有 {offered} 处可填
        </Button>
      ) : null}
      {persons === 0 ? (
        <Button look="quiet" onClick={() => void saveRosterTemplate()}>
          下载空白表
        </Button>
      ) : (
        <RowButtons {...props} />
      )}
      <Button keyHint="nextProblem" onClick={props.onNextProblem}>
        下一处
      </Button>
      <FileButton
        look={persons === 0 ? 'primary' : 'normal'}
        shortcut="chooseFile"
        fileLabel="花名册文件"
        accept=".xlsx,.xls,.et,.csv,.txt,.tsv,.xlsm,.html,.xml"
        onFile={props.onFile}
      >
        选择文件
      </FileButton>
    </div>
  );
}

/** Where the work begins: the three ways in. */
export function EmptyRoster() {
  return (
    <div className="roster__empty">
      <p className="roster__empty-title">把花名册文件拖到这里</p>
      <p className="soft">
        {keyName('chooseFile')} 选择文件 · {keyName('paste')} 粘贴表格 · 或在上面一行直接键入
      </p>
      <p className="soft small">认得 .xlsx、.xls、.et、.csv；列名、列序不限，表头上方的标题和表尾的说明会略过</p>
    </div>
  );
}
