import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import * as format from './format';
import { lowest } from './hours';
import { day } from './figures';
import { view } from './look';
import { say } from './words';
import { shade } from '../shared/display';
import { language } from '../shared/language';

const spanWords = ([from, to]: readonly [number, number]) => (from === to ? format.hourWords(from) : `${format.hourWords(from)}–${format.hourWords(to)}`);

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
  const least = lowest(hours);
  return (
    <figure class="day-chart">
      <figcaption>
        <strong>{say('dayChart')}</strong> <small>{view.value.date !== null && `${format.dayWords(view.value.date)} · `}{say('dayHint')}</small>
        <span class="only-read">
          {[...hours].sort((a, b) => a[0] - b[0]).map(([hour, value]) => `${format.hourWords(hour)} ${format.percent(value.area)}`).join(', ')}
        </span>
        {least && <output>{`${say('lowest')} ${least.spans.map(spanWords).join('、')} ${format.percent(least.ratio)}`}</output>}
        <button type="button" class="quiet" aria-label={say('closeCard')} title={say('closeCard')} onClick={() => (day.value = new Map())}>
          <Icon name="close" size={16} />
        </button>
      </figcaption>
      <div class="plot" ref={box} aria-hidden="true" />
    </figure>
  );
}
