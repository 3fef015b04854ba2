import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';

const GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: '随处可用',
    keys: [
      ['F1', '本页：全部按键'],
      ['F2', '新受理（当前填写自动暂存）'],
      ['F3', '查找'],
      ['F10', '打印'],
      ['Esc', '逐层关闭：输入法、编辑、弹窗、页面'],
      ['Ctrl+L', '锁定'],
    ],
  },
  {
    title: '受理',
    keys: [
      ['F4', '修改单位'],
      ['F6', '选择花名册文件'],
      ['F7', '看过原件（单元格、选区、整列）'],
      ['F8', '进入核验队列'],
      ['F9', '一次性告知'],
      ['Alt+1…5', '勾选五项材料'],
      ['Ctrl+Enter', '保存并出具相应文书'],
    ],
  },
  {
    title: '花名册表格',
    keys: [
      ['方向键 / Tab', '移动'],
      ['直接输入', '替换内容'],
      ['F2', '编辑单元格'],
      ['Enter', '确认并下移'],
      ['Delete', '清空'],
      ['Ctrl+C / V / X', '复制、粘贴、剪切'],
      ['Alt+Insert', '插入行'],
      ['Alt+Delete', '删除行'],
      ['Ctrl+Z / Y', '撤销、重做'],
      ['Ctrl+↓ / ↑', '下一个 / 上一个需处理的人'],
    ],
  },
];

/** F1: every key of the program on one sheet. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog
      title="全部按键"
      onClose={onClose}
      actions={
        <Button look="primary" data-autofocus="" keyHint="Esc" onClick={onClose}>
          关闭
        </Button>
      }
    >
      <div className="key-sheet">
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl className="facts">
              {group.keys.map(([key, meaning]) => (
                <div key={key} className="key-sheet__row">
                  <dt>
                    <kbd className="key">{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
