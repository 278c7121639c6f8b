import { percent } from './format';

/** The lowest share of a day as it is shown, and when it is that low: spans of hours that follow each other, past midnight too. */
export function lowest(hours: ReadonlyMap<number, { area: number | null }>): { ratio: number; spans: [from: number, to: number][] } | null {
  const known = [...hours].flatMap(([hour, { area }]) => (area === null ? [] : [{ hour, area }])).sort((a, b) => a.hour - b.hour);
  if (known.length === 0) return null;
  const ratio = Math.min(...known.map(({ area }) => area));
  const spans: [number, number][] = [];
  for (const { hour, area } of known) {
    if (percent(area) !== percent(ratio)) continue;
    const last = spans.at(-1);
    if (last?.[1] === hour - 1) last[1] = hour;
    else spans.push([hour, hour]);
  }
  const [first, last] = [spans[0]!, spans.at(-1)!];
  if (spans.length > 1 && first[0] === 0 && last[1] === 23) {
    spans.pop();
    spans[0] = [last[0], first[1]];
  }
  return { ratio, spans };
}
