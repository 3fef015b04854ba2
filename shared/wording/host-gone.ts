/** The page that stands in place of the browser's own error page when the program behind the window has ended. */

/** Title, and a line each for what happened, what is safe and what to do. The window names it in the same words as `host-unreachable`. */
export const hostGoneWords = {
  title: '与本机程序失去联系',
  whatHappened: '后台的本机程序没有回应，可能已被关闭，窗口因此打不开。',
  whatIsSafe:
    '屏幕显示过“已保存”的办件都在台账里，没有改动；暂存的草稿最多丢失最后半秒的录入。刚才若正在保存，结果未知：重新打开后会列为“上次未确认”，由您决定保留或作废。',
  whatToDo: '请关闭此窗口，重新打开程序（桌面图标或 npm start）。纸质材料请先不要退还申请人。',
  again: '再试一次',
} as const;

const STYLE =
  "body{margin:0;padding:48px;background:#e9edf1;color:#1b2430;font:18px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif}" +
  'main{max-width:40em;margin:0 auto;padding:24px 32px;background:#fff;border:1px solid #d5dbe2;border-left:6px solid #a31d17}' +
  'h1{margin:0 0 12px;font-size:26px}p{margin:0 0 12px}' +
  'a{display:inline-block;padding:6px 18px;background:#1c4e8f;color:#fff;text-decoration:none;border-radius:3px}' +
  'a:focus-visible{outline:3px solid #1b2430;outline-offset:2px}';

/** A page that needs nothing but itself: no script, no file, no data. Shown under {@link HOST_GONE_POLICY}. */
export const hostGonePage = (): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="google" content="notranslate"><title>${hostGoneWords.title}</title><style>${STYLE}</style></head>
<body><main role="alert"><h1>${hostGoneWords.title}</h1>
<p>${hostGoneWords.whatHappened}</p><p>${hostGoneWords.whatIsSafe}</p><p><strong>${hostGoneWords.whatToDo}</strong></p>
<p><a href="/" autofocus>${hostGoneWords.again}</a></p></main></body></html>
`;

/** The content security policy of that page: its own style, and nothing else. */
export const HOST_GONE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
