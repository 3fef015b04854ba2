import type { PlainDate } from '#shared/domain/plain-date.ts';
import { divisionFullName } from '#shared/domain/division-names.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { freshnessOf } from '#shared/registry/registry-freshness.ts';
import { registryNames } from '#shared/wording/registries.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';
import { Button } from '../../ui/Button.tsx';
import { nthItem } from '../../ui/key-table.ts';
import type { RegistryState } from './use-registry.ts';

export interface CopyBoardProps {
  readonly state: RegistryState;
  readonly businessDate: PlainDate;
  readonly staleAfterDays: number;
  /** Whose button takes the focus. */
  readonly wanted?: string | undefined;
  readonly onImport: (kind: RegistryKind) => void;
  readonly onProblems: (copy: RegistryCopy) => void;
  readonly onRemove: (copy: RegistryCopy) => void;
  readonly onStepBack: (before: RegistryCopy) => void;
  readonly onBlank: (kind: RegistryKind) => void;
}

const figure = (value: number): string => value.toLocaleString('zh-CN');

interface StateWords {
  readonly mark: string;
  readonly text: string;
  readonly tone: 'met' | 'remediable' | 'unmet' | 'unknown';
}

function stateOf(kind: RegistryKind, copy: RegistryCopy | undefined, props: CopyBoardProps): StateWords {
  const { state, businessDate, staleAfterDays } = props;
  if (copy?.state === 'damaged' || state.status.unreadable.includes(kind))
    return { mark: '✕', text: '已损坏，停用，请重新导入', tone: 'unmet' };
  if (state.status.earlierForm.includes(kind)) return { mark: '！', text: '旧版格式，请重新导入一次', tone: 'unmet' };
  if (copy === undefined && state.health.lost.includes(kind))
    return { mark: '✕', text: '上次有，现在不见了，请重新导入', tone: 'unmet' };
  if (copy === undefined) return { mark: '？', text: '没有数据', tone: 'unknown' };
  const { state: age } = freshnessOf(copy.asOf, businessDate, staleAfterDays);
  if (age === 'stale') return { mark: '！', text: '已过期，只作参考', tone: 'remediable' };
  if (age === 'from-the-future') return { mark: '！', text: '晚于业务日期', tone: 'remediable' };
  return { mark: '✓', text: '可用', tone: 'met' };
}

function ageText(copy: RegistryCopy, { businessDate, staleAfterDays }: CopyBoardProps): string {
  const { ageDays } = freshnessOf(copy.asOf, businessDate, staleAfterDays);
  return `${ageDays} / ${staleAfterDays} 天`;
}

interface CopyRowProps {
  readonly kind: RegistryKind;
  /** From 1, for its key. */
  readonly place: number;
  readonly props: CopyBoardProps;
}

/** Where the focus comes to: the register that was asked for, else the first of the board. */
const landsAt = (wanted: string | undefined, kind: RegistryKind, place: number): boolean =>
  wanted ? wanted === kind : place === 1;

function CopyRow({ kind, place, props }: CopyRowProps) {
  const copy = props.state.copies.find((one) => one.kind === kind);
  const before = props.state.status.before.find((one) => one.kind === kind);
  const { mark, text, tone } = stateOf(kind, copy, props);
  const problems = copy === undefined ? 0 : copy.badRows + (copy.remarks ?? 0);
  return (
    <tr>
      <th scope="row">{registryNames[kind]}</th>
      <td>
        <span className={`verdict verdict--${tone}`}>
          <span aria-hidden="true">{mark}</span> {text}
        </span>
      </td>
      <td className="number">{copy?.asOf ?? '—'}</td>
      <td className="is-right number">{copy === undefined ? '—' : ageText(copy, props)}</td>
      <td className="registry__scope">{copy === undefined ? '—' : (divisionFullName(copy.scope) ?? copy.scope)}</td>
      <td className="is-right number">{copy === undefined ? '—' : figure(copy.rows)}</td>
      <td className="is-right number">{copy === undefined ? '—' : figure(copy.badRows)}</td>
      <td className="registry__from">
        {copy === undefined ? (
          '—'
        ) : (
          <>
            {copy.source}
            <span className="soft small">
              {copy.fileName} · {copy.importedBy} {copy.importedOn} 导入
            </span>
          </>
        )}
      </td>
      <td>
        <span className="registry__actions">
          <Button
            shortcut={nthItem(place)}
            data-landing={landsAt(props.wanted, kind, place) ? '' : undefined}
            onClick={() => props.onImport(kind)}
            aria-label={`${copy ? '更新' : '导入'}${registryNames[kind]}`}
          >
            {copy ? '更新' : '导入'}
          </Button>
          {copy !== undefined && problems > 0 ? (
            <Button look="quiet" onClick={() => props.onProblems(copy)} aria-label={`${registryNames[kind]}问题清单`}>
              问题 {figure(problems)}
            </Button>
          ) : null}
          <Button look="quiet" onClick={() => props.onBlank(kind)} aria-label={`${registryNames[kind]}空表头`}>
            空表头
          </Button>
          {before === undefined || before.state === 'damaged' ? null : (
            <Button
              look="quiet"
              onClick={() => props.onStepBack(before)}
              aria-label={`${registryNames[kind]}退回上一份`}
              title={`上一份截至 ${before.asOf}，${figure(before.rows)} 行`}
            >
              退回上一份
            </Button>
          )}
          {copy === undefined ? null : (
            <Button look="quiet" onClick={() => props.onRemove(copy)} aria-label={`删除${registryNames[kind]}`}>
              删除
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

/** Every registry with its copy on this machine: as-of, age against the limit, coverage, rows, bad rows, origin, state. */
export function CopyBoard(props: CopyBoardProps) {
  return (
    <div className="registry__board">
      <table className="table" aria-label="登记数据">
        <thead>
          <tr>
            <th scope="col">登记库</th>
            <th scope="col">状态</th>
            <th scope="col">数据日期</th>
            <th scope="col" className="is-right">
              已过 / 时限
            </th>
            <th scope="col">覆盖范围</th>
            <th scope="col" className="is-right">
              行数
            </th>
            <th scope="col" className="is-right">
              坏行
            </th>
            <th scope="col">来源、文件、导入人</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {registryKinds.map((kind, index) => (
            <CopyRow key={kind} kind={kind} place={index + 1} props={props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
