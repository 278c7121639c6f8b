import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { breath } from '../shared/quiet';
import { DayChart } from './Chart';
import * as format from './format';
import { CLASSES, isBetterHigh, valueOf } from './rows';
import { cuts, found, unit } from './figures';
import { look, view } from './look';
import { act, moved, pickedStation, placeOf, placing, scenario } from './whatIf';
import { MEASURES, type Measure } from './view';
import { say, unitWords } from './words';

/** The map with its key, and what was clicked on it. */
export function MapPane(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLDivElement>(null);
  const cannot = useSignal(false);
  useEffect(() => {
    let close: (() => void) | null = null;
    let gone = false;
    void import('./map').then(async ({ openMap }) => {
      await breath();
      if (gone || !box.current || !ground.current) return;
      close = openMap(box.current, ground.current);
      cannot.value = close === null;
    });
    return () => {
      gone = true;
      close?.();
    };
  }, []);
  return (
    <section class={`map-pane${placing.value ? ' placing' : ''}`} aria-label={say('mapLabel')}>
      <div class="map ground" ref={ground} aria-hidden="true" />
      <div class="map" ref={box} />
      {cannot.value && <p class="no-map">{say('noMap')}</p>}
      <Key />
      <div class="over">
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
  if (measure === 'worst_distance_m') return 'km';
  if (measure === 'uncovered_demand') return unitWords(unit.value);
  return '';
}

function Key(): JSX.Element {
  const { measure } = view.value;
  const borders = cuts.value;
  const kind = isBetterHigh(measure) ? 'good' : 'bad';
  const known = MEASURES.filter((one) => one === measure || found.value.some((row) => valueOf(row, one) !== null));
  if (view.value.desk !== 'districts') {
    return (
      <div class="key-box">
        <p class="sides">
          {view.value.method === 'circle' && <span class="key served">{say('coveredKey')}</span>}
          <span class="key gap-key">{say('gaps')}</span>
          {moved.value !== null && scenario.value.changes.length > 0 && (
            <>
              <span class="key gained">{say('gained')}</span>
              <span class="key lost">{say('lost')}</span>
            </>
          )}
        </p>
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
      <ol class="ramp" aria-hidden="true">
        {Array.from({ length: CLASSES }, (_, i) => (
          <li key={i} style={{ background: `var(--${kind}-${i})` }}>
            {i < borders.length && <span>{words(measure, borders[i]!)}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

function StationCard(): JSX.Element | null {
  const one = pickedStation.value;
  if (!one) return null;
  const change = scenario.value.changes.find((each) => each.id === one.id);
  const { name, network, tier, position_quality } = one.properties;
  return (
    <article class="station-card" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <button type="button" class="quiet" aria-label={say('keep')} onClick={() => (pickedStation.value = null)}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <p>
        {[network, tier].filter((word) => word !== null).join(' · ')}
        {position_quality === 'synthetic' && <small>{say('synthetic')}</small>}
      </p>
      {view.value.desk === 'sites' && (
        <button
          type="button"
          class={change?.kind === 'close' ? '' : 'danger'}
          disabled={change?.kind === 'close'}
          onClick={() => {
            act({ kind: 'close', id: one.id, name, from: placeOf(one.geometry) });
            pickedStation.value = null;
          }}
        >
          {change?.kind === 'close' ? say('closed') : say('close')}
        </button>
      )}
    </article>
  );
}
