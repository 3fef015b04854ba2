import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { keyActions, keyGroupLabels, keyName, keyTable, type KeyAction, type KeyGroup } from '../../ui/key-table.ts';
import { meaningHere } from './page-help.ts';
import type { PageHelp } from './page-help-office.ts';

type Line = readonly [action: KeyAction, meaning: string];

/** The second to ninth of a page are said with the first. */
const SAID_WITH_THE_FIRST = /^item[2-9]$/u;

/** Those of the page are not said again. */
function linesOf(group: KeyGroup, said: ReadonlySet<KeyAction>): readonly Line[] {
  return keyActions
    .filter((action) => keyTable[action].group === group && !SAID_WITH_THE_FIRST.test(action) && !said.has(action))
    .map((action) => [action, keyTable[action].label]);
}

function Keys({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts">
        {lines.map(([action, meaning]) => (
          <div key={action} className="key-sheet__row">
            <dt>
              <kbd className="key">{keyName(action)}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const GROUPS = Object.keys(keyGroupLabels) as readonly KeyGroup[];

/** F1: what this page is for in five lines and its keys; below them every key of the program. */
export function KeySheet({ help, onClose }: { readonly help: PageHelp; readonly onClose: () => void }) {
  const said = new Set(help.keys.map(([action]) => action));
  return (
    <Dialog
      title={`${help.title}：这一页做什么`}
      letsKeysPass
      readOnly
      onClose={onClose}
      actions={
        <Button look="primary" data-autofocus="" keyHint="back" onClick={onClose}>
          关闭
        </Button>
      }
    >
      <ol className="key-sheet__lines">
        {help.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <div className="key-sheet">
        <Keys title={`${help.title}的按键`} lines={help.keys.map((one) => [one[0], meaningHere(one)])} />
        {GROUPS.map((group) => (
          <Keys key={group} title={keyGroupLabels[group]} lines={linesOf(group, said)} />
        ))}
      </div>
    </Dialog>
  );
}
