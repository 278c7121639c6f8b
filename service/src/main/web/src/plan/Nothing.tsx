import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { bounds } from './catalogue';
import { nothingLoaded } from './figures';
import { Empty } from './parts';
import { say } from './words';

/** What the service lacks before there is anything to look at. */
export const lacking = computed(() => (nothingLoaded.value ? 'everything' : bounds.value === null ? 'shapes' : null));

/** What to do at the service's own machine where nothing is loaded, or no shapes of districts are. */
export function NothingYet(): JSX.Element {
  const shapes = lacking.value === 'shapes';
  return (
    <Empty title={say(shapes ? 'noShapesTitle' : 'nothingTitle')} more={say(shapes ? 'noShapesMore' : 'nothingMore')}>
      <pre>{shapes ? 'make districts' : 'make load FILE=… NETWORK=… DATUM=…\nmake districts'}</pre>
    </Empty>
  );
}

/** What stands where a district has to be chosen first, if there is one. */
export function PickDistrict(): JSX.Element {
  return lacking.value ? <NothingYet /> : <Empty title={say('pickDistrictTitle')} more={say('pickDistrictMore')} />;
}
