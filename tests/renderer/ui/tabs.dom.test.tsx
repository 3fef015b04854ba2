/** A strip of tabs by keyboard and for assistive technology, as the ARIA pattern for tabs that are chosen by hand has it. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { panelOf, Tabs } from '#renderer/ui/Tabs.tsx';

const tabs = [
  { id: 'all', label: '全部', count: 12 },
  { id: 'waiting', label: '待核', count: 3 },
  { id: 'leaflet', label: '宣传单' },
] as const;
type Id = (typeof tabs)[number]['id'];
const onChoose = vi.fn<(id: Id) => void>();
let stopKeys = (): void => undefined;

function Held() {
  const [chosen, setChosen] = useState<Id>('all');
  const choose = (id: Id) => {
    onChoose(id);
    setChosen(id);
  };
  return (
    <>
      <button type="button">前</button>
      <Tabs name="queues" label="队列" tabs={tabs} chosen={chosen} onChoose={choose} />
      <div {...panelOf('queues', chosen)}>
        <button type="button">列表</button>
      </div>
    </>
  );
}

beforeEach(() => {
  onChoose.mockClear();
  stopKeys = listenToKeys(window);
  render(<Held />);
});
afterEach(() => stopKeys());
const tab = (name: RegExp) => screen.getByRole('tab', { name });

it('says which tab is chosen, how many lie under it, and which panel is its own', () => {
  expect(screen.getByRole('tablist', { name: '队列' })).toBeInTheDocument();
  expect(screen.getAllByRole('tab').map((one) => one.getAttribute('aria-selected'))).toEqual([
    'true',
    'false',
    'false',
  ]);
  expect(tab(/^全部 12$/u)).toHaveAttribute('aria-keyshortcuts', 'Alt+1');
  expect(tab(/^宣传单$/u)).toBeInTheDocument();
  const panel = screen.getByRole('tabpanel', { name: /^全部 12/u });
  for (const one of screen.getAllByRole('tab')) expect(one).toHaveAttribute('aria-controls', panel.id);
});

it('is one stop for Tab: the chosen tab, then what lies under it', async () => {
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  expect(tab(/^全部/u)).toHaveFocus();
  await user.tab();
  expect(screen.getByRole('button', { name: '列表' })).toHaveFocus();
});

it('goes along with arrows around the ends, to the first and to the last, and chooses by Enter or Space alone', async () => {
  const user = userEvent.setup();
  tab(/^全部/u).focus();
  for (const [key, name] of [
    ['{ArrowRight}', /^待核/u],
    ['{End}', /^宣传单/u],
    ['{ArrowRight}', /^全部/u],
    ['{ArrowLeft}', /^宣传单/u],
    ['{Home}', /^全部/u],
    ['{ArrowRight}', /^待核/u],
  ] as const) {
    await user.keyboard(key);
    expect(tab(name)).toHaveFocus();
  }
  expect(onChoose).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(onChoose.mock.calls).toEqual([['waiting']]);
  expect(tab(/^待核/u)).toHaveAttribute('tabindex', '0');
  expect(screen.getByRole('tabpanel', { name: /^待核 3/u })).toBeInTheDocument();
  await user.keyboard('{ArrowRight} ');
  expect(onChoose).toHaveBeenLastCalledWith('leaflet');
});

it('leaves arrows with Alt and Ctrl to the program, and chooses from anywhere by Alt and a digit', async () => {
  const user = userEvent.setup();
  tab(/^全部/u).focus();
  await user.keyboard('{Control>}{ArrowRight}{/Control}');
  expect(tab(/^全部/u)).toHaveFocus();
  screen.getByRole('button', { name: '前' }).focus();
  await user.keyboard('{Alt>}3{/Alt}');
  expect(onChoose.mock.calls).toEqual([['leaflet']]);
});
