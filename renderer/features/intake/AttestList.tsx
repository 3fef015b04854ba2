/** What may be ticked: one block a check, in it the persons by name with what is known of each now. */
import { checkNames } from '#shared/policy/check-names.ts';
import type { CheckId } from '#shared/policy/verdict.ts';
import { attestedWord, attestationWords } from '#shared/wording/evidence.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import { CheckField } from '../../ui/Field.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import type { AttestItem } from './attest-choices.ts';

export interface AttestListProps {
  readonly items: readonly AttestItem[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (keys: readonly string[], on: boolean) => void;
  readonly officerName: (id: string) => string;
  /** The first box takes the focus: nothing is ticked yet. */
  readonly focusFirst: boolean;
}

function byCheck(items: readonly AttestItem[]): readonly (readonly [CheckId, readonly AttestItem[]])[] {
  const blocks = new Map<CheckId, readonly AttestItem[]>();
  for (const item of items) blocks.set(item.check, [...(blocks.get(item.check) ?? []), item]);
  return [...blocks];
}

/** What recording this takes beyond having seen the original. */
function demands({ needs }: AttestItem): string {
  return [
    needs.liveSystemOnly ? '只认实时系统' : '',
    needs.anotherOfficer ? '须另一名人员复核' : '',
    needs.note ? '须写说明' : '',
  ]
    .filter(Boolean)
    .join('，');
}

interface PersonProps extends Omit<AttestListProps, 'items'> {
  readonly item: AttestItem;
  readonly label: string;
  /** Said in the heading for all of them. */
  readonly saidAbove: string;
}

function Person({ item, label, saidAbove, ...props }: PersonProps) {
  const word = attestedWord(item.result);
  const demanded = demands(item) === saidAbove ? '' : demands(item);
  return (
    <li className="attest__person" title={item.result.verdict === 'met' ? undefined : clerkSentence(item.result)}>
      <CheckField
        label={
          <>
            {label} <VerdictMark verdict={item.result.verdict} />
          </>
        }
        checked={props.ticked.has(item.key)}
        onChange={(event) => props.onTick([item.key], event.target.checked)}
        {...(props.focusFirst ? { 'data-autofocus': '' } : {})}
      />
      {demanded === '' ? null : <span className="soft small">{demanded}</span>}
      {word === null ? null : <span className="soft small">{attestationWords(word, props.officerName)}</span>}
    </li>
  );
}

export function AttestList({ items, focusFirst, ...props }: AttestListProps) {
  return (
    <div className="attest__list">
      {byCheck(items).map(([check, own], block) => {
        const count = own.filter(({ key }) => props.ticked.has(key)).length;
        const several = own.length > 1;
        const said = new Set(own.map(demands));
        const saidAbove = several && said.size === 1 ? ([...said][0] ?? '') : '';
        return (
          <fieldset key={check} className="attest__check" aria-label={checkNames[check]}>
            {several ? (
              <CheckField
                label={
                  <strong>
                    {checkNames[check]}{' '}
                    <span className="number">
                      （已选 {count} / {own.length} 人）
                    </span>
                  </strong>
                }
                checked={count === own.length}
                onChange={(event) =>
                  props.onTick(
                    own.map(({ key }) => key),
                    event.target.checked,
                  )
                }
                {...(focusFirst && block === 0 ? { 'data-autofocus': '' } : {})}
              />
            ) : null}
            <ul className="attest__persons">
              {own.map((item) => (
                <Person
                  key={item.key}
                  item={item}
                  label={several ? item.name : `${checkNames[check]} · ${item.name}`}
                  saidAbove={saidAbove}
                  focusFirst={focusFirst && block === 0 && !several}
                  {...props}
                />
              ))}
            </ul>
          </fieldset>
        );
      })}
    </div>
  );
}
