/** The one textarea of the grid. It never unmounts and never loses focus while the grid is used. */
import { useImperativeHandle, useLayoutEffect, useRef, type ClipboardEvent, type CSSProperties, type Ref } from 'react';
import { selectionText } from './grid-clipboard.ts';
import type { GridColumn } from './grid-types.ts';
import { keyMeaning } from './use-grid-keys.ts';
import type { GridStore } from './use-grid-state.ts';

export interface GridEditorBoxProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly store: GridStore;
  readonly columns: readonly GridColumn[];
  readonly page: () => number;
  readonly newId: () => string;
  readonly toProblem: (step: 1 | -1) => void;
  readonly onPasteText: (text: string) => void;
  readonly onFocusChange: (focused: boolean) => void;
  readonly label: string;
  readonly controls: string;
  readonly activeCell: string | undefined;
  readonly describedBy: string | undefined;
  readonly text: string;
  /** Text that stands in the cell, for screen readers when nothing is being typed. */
  readonly replaced: string;
  readonly tabular: boolean;
  readonly style: CSSProperties & { readonly width: number };
}

const isTable = (text: string): boolean => /[\t\r\n]/u.test(text.replace(/\r?\n$/u, ''));

export function GridEditorBox({ ref, ...props }: GridEditorBoxProps) {
  const { store, columns } = props;
  const { state, dispatch, current } = store;
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => box.current as HTMLTextAreaElement);
  const editing = state.editor !== null;
  const mode = state.editor?.mode ?? null;

  // The box grows with its text, up to what the eye takes in at once.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.style.width = `${props.style.width}px`;
    if (editing && element.scrollWidth > element.clientWidth) {
      element.style.width = `${Math.min(element.scrollWidth + 12, Math.max(props.style.width, 420))}px`;
    }
  }, [editing, props.text, props.style.width]);
  useLayoutEffect(() => {
    if (mode === 'edit') box.current?.setSelectionRange(box.current.value.length, box.current.value.length);
  }, [mode]);

  const onCopy = (event: ClipboardEvent, cut: boolean) => {
    if (current().editor !== null) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', selectionText(current(), columns));
    if (cut) dispatch({ type: 'clear' });
  };

  return (
    <textarea
      ref={box}
      className={`grid__editor${editing ? ' is-editing' : ''}${props.tabular ? ' number' : ''}`}
      style={props.style}
      rows={1}
      wrap="off"
      value={props.text}
      aria-label={editing || props.replaced === '' ? props.label : `${props.label}，${props.replaced}`}
      aria-controls={props.controls}
      aria-activedescendant={editing ? undefined : props.activeCell}
      aria-describedby={props.describedBy}
      aria-invalid={props.describedBy === undefined ? undefined : true}
      aria-readonly={columns[state.active.column]?.editable === true ? undefined : true}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="off"
      spellCheck={false}
      onChange={(event) => {
        const composing = event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing;
        dispatch({ type: 'typed', text: event.target.value, newId: props.newId() }, composing);
      }}
      onCompositionEnd={(event) => {
        const { editor } = current();
        if (editor !== null) dispatch({ type: 'typed', text: event.currentTarget.value, newId: props.newId() });
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        const meaning = keyMeaning(event, {
          state: current(),
          columns,
          page: props.page,
          newId: props.newId,
          toProblem: props.toProblem,
        });
        if (meaning === null) return;
        event.preventDefault();
        event.stopPropagation();
        if (meaning !== 'handled') dispatch(meaning);
      }}
      onCopy={(event) => onCopy(event, false)}
      onCut={(event) => onCopy(event, true)}
      onPaste={(event) => {
        const text = event.clipboardData.getData('text/plain');
        if (current().editor !== null && !isTable(text)) return;
        event.preventDefault();
        if (text !== '') props.onPasteText(text);
      }}
      onFocus={() => props.onFocusChange(true)}
      onBlur={() => {
        props.onFocusChange(false);
        dispatch({ type: 'commit' });
      }}
    />
  );
}
