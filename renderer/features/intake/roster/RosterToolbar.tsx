import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/FileButton.tsx';
import { saveRosterTemplate } from './save-template.ts';

export interface RosterToolbarProps {
  readonly persons: number;
  readonly source: string | null;
  /** Persons with an input error, never counted among the verdicts. */
  readonly toCorrect: number;
  readonly onFile: (file: File) => void;
  readonly onNextProblem: () => void;
}

/** One line over the grid: what is there, where it came from, and every way to change it. */
export function RosterToolbar(props: RosterToolbarProps) {
  const { persons, source, toCorrect } = props;
  return (
    <div className="roster__bar">
      <h2 className="roster__title">
        花名册 <span className="number">{persons}</span> 人
      </h2>
      {toCorrect > 0 ? <span className="roster__correct number">✎ 待更正 {toCorrect}</span> : null}
      <span className="roster__source soft" title={source ?? undefined}>
        {source === null ? '' : `来源 ${source}`}
      </span>
      <Button keyHint="Ctrl+↓" onClick={props.onNextProblem}>
        下一处
      </Button>
      <FileButton
        look={persons === 0 ? 'primary' : 'normal'}
        shortcut="F6"
        fileLabel="花名册文件"
        accept=".xlsx,.xls,.et,.csv,.txt,.tsv,.xlsm,.html,.xml"
        onFile={props.onFile}
      >
        选择文件
      </FileButton>
    </div>
  );
}

export interface RosterFootProps {
  readonly persons: number;
  /** What was just done, and how to take it back. */
  readonly notice: string;
  readonly onInsert: () => void;
  readonly onDelete: () => void;
}

/** Under the grid: what was just done on the left, what is done to rows on the right. */
export function RosterFoot({ persons, notice, onInsert, onDelete }: RosterFootProps) {
  return (
    <div className="roster__foot">
      <span className="roster__notice soft small" title={notice}>
        {notice}
      </span>
      <Button look="quiet" keyHint="Alt+Insert" onClick={onInsert}>
        插入行
      </Button>
      <Button look="quiet" keyHint="Alt+Delete" unavailable={persons === 0} onClick={onDelete}>
        删除行
      </Button>
      <Button look="quiet" onClick={() => void saveRosterTemplate()}>
        下载空白表
      </Button>
    </div>
  );
}

/** Where the work begins: the three ways in. */
export function EmptyRoster() {
  return (
    <div className="roster__empty">
      <p className="roster__empty-title">把花名册文件拖到这里</p>
      <p className="soft">F6 选择文件 · Ctrl+V 粘贴表格 · 或在上面一行直接键入</p>
      <p className="soft small">认得 .xlsx、.xls、.et、.csv；列名、列序不限，表头上方的标题和表尾的说明会略过</p>
    </div>
  );
}
