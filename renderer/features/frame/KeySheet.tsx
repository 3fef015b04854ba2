import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { pages } from './pages.ts';

interface KeyGroup {
  readonly title: string;
  readonly keys: readonly (readonly [key: string, meaning: string])[];
}

const pageMeaning = (label: string): string => (label === '新受理' ? '新受理（当前填写自动暂存）' : label);

/** In the order of the sheet's columns. */
const GROUPS: readonly (readonly KeyGroup[])[] = [
  [
    {
      title: '随处可用',
      keys: [
        ['F1', '本页：全部按键'],
        ...pages.map(({ key, label }) => [key, pageMeaning(label)] as const),
        ['Esc', '逐层关闭：输入法、编辑、弹窗、面板、页面'],
        ['Ctrl+L', '锁定'],
      ],
    },
  ],
  [
    {
      title: '受理',
      keys: [
        ['F4', '修改单位'],
        ['F6', '选择花名册文件'],
        ['F7', '看过原件（单元格、选区、整列）'],
        ['F8', '进入核验队列'],
        ['F9', '一次性告知'],
        ['F10', '收件，并打印申请表和花名册供签字'],
        ['Alt+1…5', '勾选五项材料'],
        ['Ctrl+Enter', '保存并出具相应文书'],
      ],
    },
  ],
  [
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
  ],
  [
    {
      title: '办件、已保存、查找',
      keys: [
        ['Alt+1…9', '切换队列；办件中为第几份文书'],
        ['↑ ↓ / Enter', '选中一行 / 打开'],
        ['F10', '打印第一份文书'],
        ['Alt+G', '补正 / 重新判定 / 补充决定'],
        ['Alt+C / Alt+X', '申请人撤回 / 作废'],
        ['Alt+Y', '导出判定依据'],
      ],
    },
    {
      title: '核验、数据、政策、日终、录入助手',
      keys: [
        ['F6', '选择返回文件、数据、参数包、版式'],
        ['Ctrl+Enter', '生成查询文件、导入、导出批次、保存'],
        ['Alt+1…8', '数据：更新第几项登记数据'],
        ['F10', '日终：打印交接表'],
        ['Alt+← / →', '录入助手：上一人 / 下一人'],
        ['Ctrl+Z', '录入助手：撤销标记'],
      ],
    },
  ],
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
        {GROUPS.map((groups) => (
          <div key={groups[0]?.title}>
            {groups.map((group) => (
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
        ))}
      </div>
    </Dialog>
  );
}
