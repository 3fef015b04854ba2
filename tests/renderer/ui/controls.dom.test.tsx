import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Button } from '#renderer/ui/Button.tsx';
import { Combobox } from '#renderer/ui/Combobox.tsx';
import { DateField, tidyDay } from '#renderer/ui/DateField.tsx';
import { ErrorSummary } from '#renderer/ui/ErrorSummary.tsx';
import { TextField } from '#renderer/ui/Field.tsx';
import { DangerDialog } from '#renderer/ui/DangerDialog.tsx';
import { FileButton } from '#renderer/ui/FileButton.tsx';
import { FormDialog } from '#renderer/ui/FormDialog.tsx';
import { RefusedFile } from '#renderer/ui/RefusedFile.tsx';
import { ChoiceTable } from '#renderer/ui/ChoiceTable.tsx';

describe('tidyDay', () => {
  it.each([
    ['20220822', '2022-08-22'],
    ['2022.7.1', '2022-07-01'],
    ['2022年7月1日', '2022-07-01'],
    ['２０２２０８２２', '2022-08-22'],
    ['2022-08-22', '2022-08-22'],
    ['昨天', '昨天'],
  ])('%s -> %s', (typed, tidy) => expect(tidyDay(typed)).toBe(tidy));
});

describe('fields', () => {
  it('never lets the browser remember or check what is typed', () => {
    render(<TextField label="姓名" />);
    const input = screen.getByLabelText('姓名');
    expect(input).toHaveAttribute('autocomplete', 'off');
    expect(input).toHaveAttribute('spellcheck', 'false');
  });

  it('says the error at the field and ties it to the input', () => {
    render(<TextField label="姓名" error="填写姓名" />);
    const input = screen.getByLabelText('姓名');
    expect(input).toHaveAttribute('aria-invalid', 'true');
    expect(input).toHaveAccessibleDescription('填写姓名');
  });

  it('takes a day as eight digits and keeps what is no day', async () => {
    const seen = vi.fn<(value: string) => void>();
    const Held = () => {
      const [value, setValue] = useState('');
      return (
        <DateField
          label="日期"
          value={value}
          onValueChange={(next) => {
            seen(next);
            setValue(next);
          }}
        />
      );
    };
    render(<Held />);
    await userEvent.type(screen.getByLabelText('日期'), '20220822');
    await userEvent.tab();
    expect(screen.getByLabelText('日期')).toHaveValue('2022-08-22');
    await userEvent.clear(screen.getByLabelText('日期'));
    await userEvent.type(screen.getByLabelText('日期'), '二〇二二年');
    await userEvent.tab();
    expect(screen.getByLabelText('日期')).toHaveValue('二〇二二年');
    expect(seen).toHaveBeenLastCalledWith('二〇二二年');
  });
});

describe('Button', () => {
  it('stays focusable but does nothing while unavailable', async () => {
    const press = vi.fn<() => void>();
    render(
      <Button unavailable keyHint="preview" onClick={press}>
        一次性告知
      </Button>,
    );
    const button = screen.getByRole('button', { name: /一次性告知/u });
    await userEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
  });
});

describe('ErrorSummary', () => {
  it('takes focus once for each try and leads to the field', async () => {
    const Form = ({ attempt }: { readonly attempt: number }) => (
      <>
        <ErrorSummary attempt={attempt} errors={[{ fieldId: 'name', message: '填写单位名称' }]} />
        <TextField id="name" label="单位名称" />
      </>
    );
    const { rerender } = render(<Form attempt={1} />);
    expect(screen.getByRole('alert')).toHaveFocus();
    await userEvent.click(screen.getByRole('link', { name: '填写单位名称' }));
    expect(screen.getByLabelText('单位名称')).toHaveFocus();
    rerender(<Form attempt={1} />);
    expect(screen.getByLabelText('单位名称')).toHaveFocus();
    rerender(<Form attempt={2} />);
    expect(screen.getByRole('alert')).toHaveFocus();
  });
});

describe('Combobox', () => {
  const options = [
    { key: 'a', label: '湛江海晟食品有限公司' },
    { key: 'b', label: '湛江海丰水产有限公司' },
  ];
  it('chooses by arrow and Enter; Esc closes the list first', async () => {
    const choose = vi.fn<(key: string) => void>();
    const Held = () => {
      const [text, setText] = useState('');
      return <Combobox label="查企业" value={text} onType={setText} options={options} onChoose={choose} />;
    };
    render(<Held />);
    const input = screen.getByRole('combobox');
    await userEvent.type(input, 'hs');
    expect(screen.getAllByRole('option')).toHaveLength(2);
    expect(fireEvent.keyDown(input, { key: 'Escape' })).toBe(false);
    expect(screen.queryByRole('option')).toBeNull();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(choose).toHaveBeenCalledWith('b');
  });

  it('keeps what was gone to when the list behind it changes, and begins at the first when it is gone', async () => {
    const choose = vi.fn<(key: string) => void>();
    const { rerender } = render(
      <Combobox label="查企业" value="hs" onType={() => undefined} options={options} onChoose={choose} />,
    );
    const input = screen.getByRole('combobox');
    input.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    const later = [{ key: 'c', label: '湛江恒顺食品有限公司' }, ...options];
    rerender(<Combobox label="查企业" value="hs" onType={() => undefined} options={later} onChoose={choose} />);
    expect(screen.getByRole('option', { selected: true })).toHaveTextContent('湛江海丰水产有限公司');
    rerender(
      <Combobox
        label="查企业"
        value="hs"
        onType={() => undefined}
        options={[...later].slice(0, 2)}
        onChoose={choose}
      />,
    );
    await userEvent.keyboard('{Enter}');
    expect(choose).toHaveBeenCalledWith('c');
  });

  it('ignores Enter of an input method', async () => {
    const choose = vi.fn<(key: string) => void>();
    render(<Combobox label="查企业" value="hs" onType={() => undefined} options={options} onChoose={choose} />);
    const input = screen.getByRole('combobox');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    expect(choose).not.toHaveBeenCalled();
  });
});

describe('ChoiceTable', () => {
  it('moves by arrows, opens by Enter, shows one page at first', async () => {
    const open = vi.fn<(row: number) => void>();
    const rows = Array.from({ length: 250 }, (_, index) => index);
    render(
      <ChoiceTable
        label="办件"
        rows={rows}
        keyOf={String}
        onOpen={open}
        empty="没有"
        autoFocus
        columns={[{ id: 'n', heading: '号', cell: String }]}
      />,
    );
    expect(screen.getAllByRole('row')).toHaveLength(101);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    expect(open).toHaveBeenCalledWith(1);
    await userEvent.click(screen.getByRole('button', { name: '再显示 100 件' }));
    expect(screen.getAllByRole('row')).toHaveLength(201);
  });
});

describe('a file that comes in', () => {
  it('is handed over once a choice, the same file again after it was put right', async () => {
    const taken = vi.fn<(file: File) => void>();
    render(
      <FileButton fileLabel="日历文件" accept=".json" onFile={taken}>
        选择日历文件
      </FileButton>,
    );
    const file = new File(['{}'], '2022.json');
    await userEvent.upload(screen.getByLabelText('日历文件'), file);
    await userEvent.upload(screen.getByLabelText('日历文件'), file);
    expect(taken.mock.calls).toEqual([[file], [file]]);
    expect(screen.getByLabelText('日历文件')).toHaveValue('');
  });

  it('shows the first twenty problems of a refused one and counts the others', () => {
    const problems = Array.from({ length: 23 }, (_, index) => ({ key: String(index), text: `第 ${index + 1} 处` }));
    render(<RefusedFile lead="文件没有导入" problems={problems} />);
    expect(screen.getByRole('alert')).toHaveTextContent('文件没有导入：');
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
    expect(screen.getByRole('alert')).toHaveTextContent('另有 3 处。');
  });
});

describe('dialogs', () => {
  it.each([
    { busy: false, done: 1 },
    { busy: true, done: 0 },
  ])('take Enter in a field for their button, never twice: busy $busy', async ({ busy, done }) => {
    const submit = vi.fn();
    render(
      <FormDialog title="登记" confirm="登记" busy={busy} problem={null} onSubmit={submit} onClose={vi.fn()}>
        <TextField label="名称" data-autofocus="" />
      </FormDialog>,
    );
    expect(screen.getByLabelText('名称')).toHaveFocus();
    await userEvent.keyboard('甲{Enter}');
    expect(submit).toHaveBeenCalledTimes(done);
  });

  describe('whose field comes once a file was read', () => {
    const dialog = (read: boolean) => (
      <FormDialog title="读入" confirm="读入" busy={!read} problem={null} onSubmit={vi.fn()} onClose={vi.fn()}>
        {read ? <TextField label="下发日期" data-autofocus="" /> : <p>正在读取…</p>}
      </FormDialog>
    );

    it('begins there: Enter must not meet 取消', async () => {
      // As browsers do it: without a field the focus goes to the first button.
      const shown = vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(function show(this: Element) {
        this.setAttribute('open', '');
        this.querySelector<HTMLElement>('button:not([hidden])')?.focus();
      });
      const { rerender } = render(dialog(false));
      shown.mockRestore();
      expect(screen.getByRole('button', { name: /^取消/u })).toHaveFocus();
      rerender(dialog(true));
      await vi.waitFor(() => expect(screen.getByLabelText('下发日期')).toHaveFocus());
    });

    it('leaves whoever went elsewhere in it alone', async () => {
      const { rerender } = render(dialog(false));
      const confirm = screen.getByRole('button', { name: /^读入/u });
      confirm.focus();
      rerender(dialog(true));
      await screen.findByLabelText('下发日期');
      await new Promise((done) => setTimeout(done, 50));
      expect(confirm).toHaveFocus();
    });
  });

  it('begin at the way back where something would be lost', async () => {
    const [confirm, close] = [vi.fn(), vi.fn()];
    render(
      <DangerDialog title="删除？" keep="不删除" confirm="删除" onConfirm={confirm} onClose={close}>
        <p>不能恢复。</p>
      </DangerDialog>,
    );
    await userEvent.keyboard('{Enter}');
    expect(close).toHaveBeenCalledOnce();
    expect(confirm).not.toHaveBeenCalled();
  });
});
