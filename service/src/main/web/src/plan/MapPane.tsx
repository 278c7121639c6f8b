import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE } from '../shared/language';
import { breath } from '../shared/quiet';
import { DayChart } from './Chart';
import * as format from './format';
import { CLASSES, isBetterHigh, valueOf } from './rows';
import { byCircles, cuts, found, unit } from './figures';
import { ground, groundTurn } from './ground';
import { look, view } from './look';
import { networkName, tierName } from './catalogue';
import { mapCanvas, toTheMap } from './mapFocus';
import { mapZoom, metresPerPixel, roundBelow, spot } from './spot';
import { act, armed, carrying, moved, pickedStation, placeOf, placing, scenario } from './whatIf';
import { MEASURES, type Measure } from './view';
import { say, unitWords } from './words';

/** The map with its key, and what was clicked on it. */
export function MapPane(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLDivElement>(null);
  const fault = useSignal<'impossible' | 'missing' | null>(null);
  useEffect(() => {
    let close: (() => void) | null = null;
    let gone = false;
    const open = async () => {
      const library = await import('./map').catch(() => null);
      // The network's fault, or that of a new version whose files have other names: both may pass.
      fault.value = library === null ? 'missing' : null;
      await breath();
      if (library === null || gone || !box.current || !below.current) return;
      close = library.openMap(box.current, below.current);
      if (close === null) fault.value = 'impossible';
    };
    const retry = () => {
      if (fault.value === 'missing') void open();
    };
    void open();
    window.addEventListener('online', retry);
    return () => {
      gone = true;
      window.removeEventListener('online', retry);
      close?.();
    };
  }, []);
  return (
    <section class={`map-pane${armed.value ? ' placing' : ''}`} aria-label={say('mapLabel')}>
      <div class="map ground" ref={below} />
      <div class="map" ref={box} />
      <span class="cross" aria-hidden="true" />
      {fault.value === 'impossible' && <p class="no-map">{say('noMap')}</p>}
      {fault.value === 'missing' && (
        <p class="no-map" role="status">
          <span>
            {say('mapMissing')} <button type="button" class="link" onClick={() => location.reload()}>{say('retry')}</button>
          </span>
        </p>
      )}
      <Key />
      <div class="over">
        {ground.value === 'missing' && (
          <p class="no-base-map" role="status">
            {say('noBaseMap')} <button type="button" class="link" onClick={() => groundTurn.value++}>{say('retry')}</button>
          </p>
        )}
        <StationCard />
        <DayChart />
      </div>
    </section>
  );
}

function words(measure: Measure, value: number): string {
  if (measure === 'area_ratio' || measure === 'demand_ratio') return String(Number((value * 100).toPrecision(2)));
  if (measure === 'worst_distance_m') return format.decimal(value / 1000);
  return format.decimal(value);
}

function measureUnit(measure: Measure): string {
  if (measure === 'area_ratio' || measure === 'demand_ratio') return '%';
  if (measure === 'worst_distance_m') return say('kilometres');
  if (measure === 'uncovered_demand') return unitWords(unit.value);
  return '';
}

/** Wider than this circles are too small to be drawn. */
const CIRCLES_FROM = 9;

function Key(): JSX.Element {
  const { measure } = view.value;
  const known = MEASURES.filter((one) => one === measure || found.value.some((row) => valueOf(row, one) !== null));
  if (view.value.desk !== 'districts') {
    return (
      <div class="key-box">
        <p class="sides">
          {byCircles.value && mapZoom.value >= CIRCLES_FROM && <span class="key served">{say('coveredKey')}</span>}
          <span class="key gap-key">{say('gaps')}</span>
          {moved.value !== null && scenario.value.changes.length > 0 && (
            <>
              <span class="key gained">{say('gained')}</span>
              <span class="key lost">{say('lost')}</span>
            </>
          )}
        </p>
        <Scale />
      </div>
    );
  }
  return (
    <div class="key-box">
      <label>
        <span class="only-read">{say('paint')}</span>
        <select value={measure} onChange={(event) => look({ measure: event.currentTarget.value as Measure })}>
          {known.map((one) => (
            <option key={one} value={one}>{say(one)}</option>
          ))}
        </select>
        <small>{measureUnit(measure)}</small>
      </label>
      <Ramp />
      <Scale />
    </div>
  );
}

const WIDEST_SCALE_PIXELS = 170;

/** How far a length of the map is, in its middle; it stands with the key, so that it lies on no name. */
function Scale(): JSX.Element | null {
  const perPixel = metresPerPixel.value;
  if (perPixel === null) return null;
  const metres = roundBelow(WIDEST_SCALE_PIXELS * perPixel);
  const words = metres < 1000 ? `${metres} ${say('metres')}` : `${metres / 1000} ${say('kilometres')}`;
  return <p class="maplibregl-ctrl-scale" style={{ width: `${metres / perPixel}px` }}>{words}</p>;
}

/** The colours with the values between them. */
export function Ramp(): JSX.Element {
  const { measure } = view.value;
  const borders = cuts.value;
  const kind = isBetterHigh(measure) ? 'good' : 'bad';
  return (
    <ol class="ramp" aria-hidden="true">
      {Array.from({ length: CLASSES }, (_, i) => (
        <li key={i} style={{ background: `var(--${kind}-${i})` }}>
          {i < borders.length && <span>{words(measure, borders[i]!)}</span>}
        </li>
      ))}
    </ol>
  );
}

function StationCard(): JSX.Element | null {
  const one = pickedStation.value;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // Who picked it by the keyboard goes on there.
    if (one && mapCanvas()?.matches(':focus-visible')) card.current?.querySelector<HTMLButtonElement>('.does button, header button')?.focus();
  }, [one]);
  if (!one) return null;
  const away = () => {
    pickedStation.value = null;
    spot.value = null;
  };
  const change = scenario.value.changes.find((each) => each.id === one.id);
  const { name, network, tier, position_quality } = one.properties;
  return (
    <article class="station-card" aria-label={name} ref={card} onKeyDown={(event) => event.key === 'Escape' && away()}>
      <header>
        <h2 lang={CHINESE}>{name}</h2>
        <button type="button" class="quiet" aria-label={say('closeCard')} title={say('closeCard')} onClick={away}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <p>
        {[networkName(network), ...(tier === null ? [] : [tierName(network, tier)])].join(' · ')}
        {position_quality === 'synthetic' && <small>{say('synthetic')}</small>}
      </p>
      {view.value.desk === 'sites' && (
        <div class="does">
          <button
            type="button"
            disabled={change?.kind === 'close'}
            onClick={(event) => {
              placing.value = false;
              carrying.value = one;
              away();
              toTheMap(event);
            }}
          >
            {say('move')}
          </button>
          <button
            type="button"
            class={change?.kind === 'close' ? '' : 'danger'}
            disabled={change?.kind === 'close'}
            onClick={() => {
              act({ kind: 'close', id: one.id, name, from: placeOf(one.geometry) });
              away();
            }}
          >
            {change?.kind === 'close' ? say('closed') : say('close')}
          </button>
        </div>
      )}
    </article>
  );
}
