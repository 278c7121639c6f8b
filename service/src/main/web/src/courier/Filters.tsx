import { Icon } from '../shared/icons';
import { chips } from './amenities';
import type { Opening } from './choose';
import { allDay, needs, opening, setOpening, toggleNeed } from './state';
import { say, type Word } from './words';

const OPENINGS: readonly (readonly [Opening, Word])[] = [
  ['now', 'openNow'],
  ['arrival', 'openArrival'],
  ['any', 'openAny'],
];

/** What the courier needs and when: each tap answers at once. */
export function Filters() {
  return (
    <section class="filters" aria-label={say('needs')}>
      <fieldset class="segments">
        <legend class="only-read">{say('when')}</legend>
        {OPENINGS.map(([value, word]) => (
          <label key={value} class={opening.value === value ? 'on' : ''}>
            <input
              class="only-read"
              type="radio"
              name="opening"
              value={value}
              checked={opening.value === value}
              onChange={() => setOpening(value)}
            />
            {say(word)}
          </label>
        ))}
      </fieldset>
      <ul class="chips" aria-label={say('needs')}>
        <li>
          <button type="button" class="chip" aria-pressed={allDay.value} onClick={() => (allDay.value = !allDay.value)}>
            <Icon name="all_day" size={18} />
            {say('allDay')}
          </button>
        </li>
        {chips().map(({ code, word }) => (
          <li key={code}>
            <button type="button" class="chip" aria-pressed={needs.value.has(code)} onClick={() => toggleNeed(code)}>
              <Icon name={code} size={18} />
              {word}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
