import { useRef, type KeyboardEvent } from 'react';
import { ariaKey, keyName, nthItem } from './key-table.ts';
import { useKeys } from './keys.ts';

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** How many lines lie under it; absent where nothing is counted. */
  readonly count?: number;
}

export interface TabsProps<Id extends string> {
  /** Names tabs and panel on the page: one strip of a name at a time. */
  readonly name: string;
  /** What the tabs are, for assistive technology. */
  readonly label: string;
  readonly tabs: readonly TabItem<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}

/** Where an arrow leads from one of `count` places, around the ends; `null`: the key is none of a strip. */
function placeAfter(key: string, from: number, count: number): number | null {
  if (key === 'ArrowRight') return (from + 1) % count;
  if (key === 'ArrowLeft') return (from + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/**
 * A strip of tabs. Alt and a digit chooses from anywhere; Tab comes to the chosen one, arrows, Home and End go along, and
 * Enter or Space chooses: choosing hands the focus to the list below, which arrows alone must not do.
 */
export function Tabs<Id extends string>({ name, label, tabs, chosen, onChoose }: TabsProps<Id>) {
  const strip = useRef<HTMLDivElement>(null);
  useKeys(Object.fromEntries(tabs.map(({ id }, index) => [nthItem(index + 1), () => onChoose(id)])));
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, from: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = placeAfter(event.key, from, tabs.length);
    if (place === null) return;
    event.preventDefault();
    strip.current?.querySelectorAll<HTMLElement>('[role=tab]')[place]?.focus();
  };
  return (
    <div ref={strip} className="tabs" role="tablist" aria-label={label}>
      {tabs.map(({ id, label: text, count }, index) => {
        const action = nthItem(index + 1);
        return (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(name, id)}
            className="tabs__tab"
            aria-selected={id === chosen}
            aria-controls={panelId(name)}
            tabIndex={id === chosen ? 0 : -1}
            aria-keyshortcuts={action === undefined ? undefined : ariaKey(action)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onClick={() => onChoose(id)}
          >
            {text} {count === undefined ? null : <span className="number">{count}</span>}{' '}
            {action === undefined ? null : (
              <kbd className="key" aria-hidden="true">
                {keyName(action)}
              </kbd>
            )}
          </button>
        );
      })}
    </div>
  );
}

const tabId = (name: string, id: string): string => `${name}-tab-${id}`;
const panelId = (name: string): string => `${name}-panel`;

/** The attributes of what lies under the chosen tab of the strip of that name. */
export const panelOf = (name: string, chosen: string) =>
  ({ role: 'tabpanel', id: panelId(name), 'aria-labelledby': tabId(name, chosen) }) as const;
