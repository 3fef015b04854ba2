/** 从接收端取回: the machine is gone, no backup is at hand, and the hub has everything that was 已同步. */
import { useState } from 'react';
import type { FetchedFromHub } from '#shared/contract/post.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Form } from '../../ui/Form.tsx';
import { Progress } from '../../ui/Progress.tsx';

const grouped = (count: number): string => count.toLocaleString('zh-CN');

export function FetchFromHub({
  fetching,
  onFetch,
  onStop,
  onBack,
}: {
  /** `null`: nothing is under way. */
  readonly fetching: FetchedFromHub | null;
  readonly onFetch: (address: string, code: string) => void;
  readonly onStop: () => void;
  readonly onBack: () => void;
}) {
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const busy = fetching !== null;
  return (
    <Form aria-label="从接收端取回" onSubmit={() => onFetch(address.trim(), code.trim())}>
      <p>
        请接收端管理人员运行 <span className="number">npm run hub -- invite --window 前缀</span>
        ，把打印的地址和取回码输入这里。取回的内容是加密的，下一步凭打印的恢复码打开。
      </p>
      <TextField
        label="接收端地址"
        hint="例如 https://10.0.0.5:30130"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      <TextField
        label="取回码"
        hint="一小时内有效，只能取回它所写的窗口"
        autoComplete="off"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      {fetching === null ? null : (
        <Progress
          label="正在取回"
          value={fetching.lines}
          max={fetching.of}
          text={fetching.of === 0 ? '正在连接接收端' : `${grouped(fetching.lines)} / ${grouped(fetching.of)} 条`}
        />
      )}
      <div className="row">
        <Button
          type="submit"
          look="primary"
          shortcut="save"
          unavailable={busy || address.trim() === '' || code.trim() === ''}
        >
          {busy ? '正在取回' : '取回'}
        </Button>
        <Button look="quiet" shortcut="back" onClick={busy ? onStop : onBack}>
          {busy ? '停止' : '返回'}
        </Button>
      </div>
    </Form>
  );
}
