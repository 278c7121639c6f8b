import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import * as format from './format';
import { day } from './figures';
import { view } from './look';
import { say } from './words';
import { shade } from '../shared/display';
import { language } from '../shared/language';

/** Coverage through the hours that were looked at; the library comes only when there is something to draw. */
export function DayChart(): JSX.Element | null {
  const box = useRef<HTMLDivElement>(null);
  const hours = day.value;
  const now = view.value.hour;
  useEffect(() => {
    const node = box.current;
    if (!node || hours.size < 2) return;
    let gone = false;
    void import('./dayChart').then(({ draw }) => {
      if (!gone) draw(node, hours, now);
    });
    return () => {
      gone = true;
    };
  }, [hours, now, shade.value, language.value]);
  if (hours.size < 2) return null;
  const known = [...hours].filter(([, value]) => value.area !== null);
  const least = known.reduce((low, one) => (one[1].area! < low[1].area! ? one : low), known[0] ?? [0, { area: null, demand: null }]);
  return (
    <figure class="day-chart">
      <figcaption>
        <strong>{say('dayChart')}</strong> <small>{say('dayHint')}</small>
        <span class="only-read">
          {[...hours].sort((a, b) => a[0] - b[0]).map(([hour, value]) => `${format.hourWords(hour)} ${format.percent(value.area)}`).join(', ')}
        </span>
        <output>{`${say('lowest')} ${format.hourWords(least[0])} ${format.percent(least[1].area)}`}</output>
      </figcaption>
      <div class="plot" ref={box} aria-hidden="true" />
    </figure>
  );
}
