import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { highContrast, largeText, shade } from '../shared/display';
import { Icon } from '../shared/icons';
import { language } from '../shared/language';
import type { LonLat } from '../shared/measure';
import { breath, whenQuiet } from '../shared/quiet';
import type { CourierMap, View } from './map';
import { toneAt } from './opening';
import { placing } from './Places';
import { standing } from './place';
import { found, goTo, list, now, origin, picked, region, tapped } from './state';
import { distanceWords, doorWords, say } from './words';

const MARKS = 20;
const AFTER_LIST_MS = 250;
/** A list that does not come is waited for no longer than this. */
const LATEST_MS = 2500;
/** Told to who does not see it. */
const placed = signal(false);
const phase = signal<'opening' | 'open' | 'missing' | 'impossible'>('opening');

/** What the map shows now, out of what the page knows. */
function view(): View {
  const marks = list.value.slice(0, MARKS).map(({ station, distanceMetres }, index) => {
    const { properties } = station;
    return {
      id: station.id,
      place: station.place,
      number: index + 1,
      state: toneAt(properties, now.value),
      synthetic: properties.position_quality === 'synthetic',
      picked: picked.value === station.id,
      label: [index + 1, properties.name, doorWords(properties, now.value), ...(standing.value ? [distanceWords(distanceMetres)] : [])].join(' '),
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
      phase.value = 'opening';
      const library = await import('./map').catch(() => null);
      if (library === null) {
        // The network's fault, or that of a new version whose files have other names: both may pass.
        begun = placing.value = false;
        phase.value = 'missing';
        return;
      }
      await breath();
      if (gone || !element.current) return;
      try {
        map.current = library.openMap(element.current, origin.value, {
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
    const retry = () => {
      if (phase.value === 'missing') void open();
    };
    window.addEventListener('online', retry);
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
      window.removeEventListener('online', retry);
      clearTimeout(due);
      map.current?.remove();
      map.current = null;
      if (phase.value !== 'impossible') phase.value = 'opening';
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
      {phase.value === 'opening' && <p class="map-words">{say('mapLoading')}</p>}
      {phase.value === 'impossible' && <p class="map-words">{say('noMap')}</p>}
      {phase.value === 'missing' && (
        <p class="map-words">
          <span>
            {say('mapMissing')}{' '}
            {/* A page that is loaded anew knows the files that there are now. */}
            <button type="button" class="link" onClick={() => window.location.reload()}>
              {say('retry')}
            </button>
          </span>
        </p>
      )}
      {phase.value === 'open' && !picking && shown.others.length > 0 && <p class="map-key">{say('mapOthers')}</p>}
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
