// What the oldest browser that the pages promise to work in does not know: a cheap phone's Chromium 109. Vite writes syntax
// down to it; what is named here no build tool takes away. Words that only make a page nicer, such as text-wrap, may stay.
export const OLDEST = 'chrome109';

const SCRIPT = [
  ['Array.prototype.toSorted and the like (110)', /\.(toSorted|toReversed|toSpliced)\(/],
  ['String.prototype.isWellFormed (111)', /\.(isWellFormed|toWellFormed)\(/],
  ['document.startViewTransition (111)', /\.startViewTransition\(/],
  ['regular expressions with the flag v (112)', /new RegExp\([^)]*["'`][a-z]*v[a-z]*["'`]\)/],
  ['the Popover API (114)', /\.(showPopover|hidePopover|togglePopover)\(/],
  ['AbortSignal.any (116)', /AbortSignal\.any\(/],
  ['Object.groupBy (117)', /(Object|Map)\.groupBy\(/],
  ['Promise.withResolvers (119)', /Promise\.withResolvers\(/],
  ['URL.canParse and URL.parse (120, 126)', /\bURL\.(canParse|parse)\(/],
  ['Array.fromAsync (121)', /Array\.fromAsync\(/],
  ['helpers of iterators (122)', /Iterator\.(from|prototype)|\.(values|keys|entries)\(\)\.(map|filter|find|some|every|reduce|toArray|forEach|take|drop|flatMap)\(/],
  ['sets compared with sets (122)', /\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/],
  ['import attributes (123)', /(from|import)\s*["'][^"']+["']\s*with\s*\{/],
  ['Promise.try (128)', /Promise\.try\(/],
  ['scheduler.yield (129)', /scheduler\.yield\(/],
  ['explicit resources (134)', /\b(await\s+)?using\s+[\w$]+\s*=/],
  ['RegExp.escape (136)', /RegExp\.escape\(/],
];

const STYLE = [
  ['colours of other spaces (111)', /\b(oklch|oklab|lch|lab|color-mix)\(/],
  ['nesting (112)', /&/],
  ['anchors (125)', /\b(anchor-name|position-anchor|position-area)\s*:|\banchor\(/],
  [':popover-open (114)', /:popover-open/],
  ['subgrid (117)', /\bsubgrid\b/],
  ['@starting-style (117)', /@starting-style/],
  ['@scope (118)', /@scope\b/],
  [':user-invalid (119)', /:user-(in)?valid/],
  [':dir() (120)', /:dir\(/],
  ['light-dark() (123)', /light-dark\(/],
  ['field-sizing (123)', /field-sizing/],
];

/** The names of what a file asks of a browser that the oldest one does not have. */
export function tooNew(name, text) {
  return (name.endsWith('.css') ? STYLE : SCRIPT).filter(([, words]) => words.test(text)).map(([what]) => what);
}
