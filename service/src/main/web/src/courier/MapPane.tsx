import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { highContrast, largeText, shade } from '../shared/display';
import { Icon } from '../shared/icons';
import { language } from '../shared/language';
import type { LonLat } from '../shared/measure';
import { breath, whenQuiet } from '../shared/quiet';
import type { CourierMap, View } from './map';
import { stateAt } from './opening';
import { placing } from './Places';
import { standing } from './place';
import { found, goTo, list, now, origin, picked, region, tapped } from './state';
import { distanceWords, say } from './words';

const MARKS = 20;
const AFTER_LIST_MS = 250;
/** A list that does not come is waited for no longer than this. */
const LATEST_MS = 2500;
/** Told to who does not see it. */
const placed = signal(false);
const phase = signal<'opening' | 'open' | 'impossible'>('opening');

/** What the map shows now, out of what the page knows. */
function view(): View {
  const marks = list.value.slice(0, MARKS).map(({ station, distanceMetres }, index) => {
    const { properties } = station;
    const { open } = stateAt(properties, now.value);
    return {
      id: station.id,
      place: station.place,
      number: index + 1,
      state: open === null ? ('unknown' as const) : open ? ('open' as const) : ('closed' as const),
      synthetic: properties.position_quality === 'synthetic',
      picked: picked.value === station.id,
      label: `${index + 1} ${properties.name}${standing.value ? ` ${distanceWords(distanceMetres)}` : ''}`,
    };
  });
  const listed = new Set(marks.map(({ id }) => id));
  const others = (region.value?.stations ?? []).filter(({ id }) => !listed.has(id)).map(({ place }) => place);
  return {
    me: standing.value,
    marks,
    others,
    words: {
      minutes: say('minutesRing'),
      pin: say('pinKeys'),
      map: say('mapCanvas'),
      zoomIn: say('zoomIn'),
      zoomOut: say('zoomOut'),
    },
    padding: { top: 40, bottom: 28, left: 36, right: 36 },
  };
}

/** Takes a place on the map to look from. */
function pin(place: LonLat): void {
  placing.value = false;
  placed.value = true;
  goTo({ ...place, how: 'pinned', name: null, accuracyMetres: null });
}

/** The map beside the list. Its library comes after the list, which does not wait for it. */
export function MapPane() {
  const element = useRef<HTMLDivElement>(null);
  const map = useRef<CourierMap | null>(null);

  useEffect(() => {
    let gone = false;
    let begun = false;
    const open = async () => {
      if (begun) return;
      begun = true;
      try {
        const { openMap } = await import('./map');
        await breath();
        if (gone || !element.current) return;
        map.current = openMap(element.current, origin.value, {
          pin,
          tap(place) {
            if (placing.value) pin(place);
          },
          pick(id) {
            picked.value = id;
            tapped.value = id;
          },
        });
        phase.value = 'open';
        map.current.show(view());
      } catch {
        placing.value = false;
        phase.value = 'impossible';
      }
    };
    let due: ReturnType<typeof setTimeout>;
    const after = (wait: number) => {
      clearTimeout(due);
      due = setTimeout(() => whenQuiet(() => void open()), wait);
    };
    after(LATEST_MS);
    // The library keeps a slow phone busy: the list and the first taps on it go first.
    const stop = effect(() => {
      if (placing.value) after(0);
      else if (found.value !== null) after(AFTER_LIST_MS);
    });
    return () => {
      gone = true;
      stop();
      clearTimeout(due);
      map.current?.remove();
      map.current = null;
      if (phase.value === 'open') phase.value = 'opening';
    };
  }, []);

  const shown = view();
  useEffect(() => map.current?.show(shown), [list.value, picked.value, standing.value, region.value, now.value, language.value]);
  const picking = placing.value && phase.value === 'open';
  useEffect(() => {
    if (!picking) return undefined;
    placed.value = false;
    map.current?.focus();
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape') placing.value = false;
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [picking]);
  useEffect(() => map.current?.redraw(), [highContrast.value, largeText.value, shade.value]);
  useEffect(() => {
    const station = list.value.find(({ station }) => station.id === picked.value);
    if (station) map.current?.flyTo(station.station.place);
  }, [picked.value]);

  return (
    <section class={picking ? 'map picking' : 'map'} aria-label={say('mapLabel')}>
      <div class="map-canvas" ref={element} />
      {phase.value !== 'open' && <p class="map-words">{say(phase.value === 'opening' ? 'mapLoading' : 'noMap')}</p>}
      {picking && (
        <p class="map-hint" role="status">
          <span>
            {say('pickHint')}
            <small class="by-keys">{say('pickKeys')}</small>
          </span>
          <button type="button" onClick={() => (placing.value = false)}>
            <Icon name="close" size={18} />
            <span class="only-read">{say('close')}</span>
          </button>
        </p>
      )}
      <p class="only-read" role="status">
        {placed.value && say('placed')}
      </p>
    </section>
  );
}
