import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import * as format from './format';
import { Field, Segments } from './parts';
import { amenities, demands, networks, roadTiles } from './catalogue';
import { byCircles, coverage } from './figures';
import { look, view } from './look';
import { play, playing } from './play';
import { daysFrom, FIRST_VIEW, today } from './view';
import { named, say, titled, type Word } from './words';

const number = (text: string): number | null => (text.trim() === '' || !Number.isFinite(Number(text)) ? null : Number(text));

const listed = (text: string): string[] => (text === '' ? [] : text.split(','));

/** An address may name several at once, or one that nobody knows; then they are one more choice. */
function Several({ of, among }: { of: string[]; among: { code: string; name_zh: string; name_en: string | null }[] }): JSX.Element | null {
  if (of.length === 0 || (of.length === 1 && among.some(({ code }) => code === of[0]))) return null;
  const words = of.map((code) => among.find((one) => one.code === code)).map((one, i) => (one ? named(one) : of[i]));
  return <option value={of.join(',')}>{words.join(' + ')}</option>;
}

/** A number that may be left out. What is being written stays, whatever comes meanwhile, until it is done and possible. */
function NumberField({ label, value, usual, most, onSet }: { label: string; value: number | null; usual: number | undefined; most: number; onSet: (value: number | null) => void }): JSX.Element {
  const draft = useSignal<string | null>(null);
  return (
    <Field label={label}>
      <input
        type="number"
        min="1"
        max={most}
        step="any"
        placeholder={usual === undefined ? '' : String(usual)}
        value={draft.value ?? value ?? ''}
        onInput={(event) => (draft.value = event.currentTarget.value)}
        onChange={(event) => {
          if (!event.currentTarget.reportValidity()) return;
          draft.value = null;
          onSet(number(event.currentTarget.value));
        }}
      />
    </Field>
  );
}

/** Why circles stand where roads were asked for. */
function lackOfRoads(): Word {
  if (coverage.value?.standard.method === 'circle') return 'noRoads';
  return byCircles.value ? 'noRoadsHere' : 'partlyRoads';
}

/** The standard and the filters; each stands in the address. */
export function Controls(): JSX.Element {
  const more = useSignal(view.value.speedKmh !== null || view.value.detour !== null);
  const now = view.value;
  const standard = coverage.value?.standard;
  const tiers = networks.value.filter((one) => now.network.includes(one.code)).flatMap((one) => one.tiers);
  const changed = now.mode !== 'walk' || now.minutes !== null || now.speedKmh !== null || now.detour !== null || now.method !== 'circle' ||
    now.network.length > 0 || now.tier.length > 0 || now.amenity.length > 0 || now.hour !== null;
  return (
    <form class="controls" aria-label={say('standard')} onSubmit={(event) => event.preventDefault()}>
      <div class="field">
        <span id="mode-label">{say('mode')}</span>
        <Segments
          label={say('mode')}
          value={now.mode}
          options={[
            { value: 'walk', words: say('walk') },
            { value: 'ebike', words: say('ebike') },
          ]}
          onPick={(mode) => look({ mode })}
        />
      </div>
      <Field label={say('minutes')}>
        <select value={String(now.minutes ?? 15)} onChange={(event) => look({ minutes: event.currentTarget.value === '15' ? null : Number(event.currentTarget.value) })}>
          {[...new Set([5, 10, 15, 20, 30, 45, 60, now.minutes ?? 15])].sort((a, b) => a - b).map((one) => (
            <option key={one} value={String(one)}>{`${one} ${say('minutesUnit')}`}</option>
          ))}
        </select>
      </Field>
      {(roadTiles.value !== null || now.method === 'network') && (
        <div class="field">
          <span>{say('method')}</span>
          <Segments
            label={say('method')}
            value={now.method}
            options={[
              { value: 'circle', words: say('circle') },
              { value: 'network', words: say('roads') },
            ]}
            onPick={(method) => look({ method })}
          />
        </div>
      )}
      {networks.value.length > 0 && (
        <Field label={say('network')}>
          <select value={now.network.join(',')} onChange={(event) => look({ network: listed(event.currentTarget.value), tier: [] })}>
            <option value="">{say('all')}</option>
            <Several of={now.network} among={networks.value} />
            {networks.value.map((one) => (
              <option key={one.code} value={one.code}>{named(one)}</option>
            ))}
          </select>
        </Field>
      )}
      {tiers.length > 0 && (
        <Field label={say('tier')}>
          <select value={now.tier.join(',')} onChange={(event) => look({ tier: listed(event.currentTarget.value) })}>
            <option value="">{say('all')}</option>
            <Several of={now.tier} among={tiers} />
            {tiers.map((one) => (
              <option key={one.code} value={one.code}>{named(one)}</option>
            ))}
          </select>
        </Field>
      )}
      {amenities.value.length > 0 && (
        <Field label={say('amenity')}>
          <select value={now.amenity.join(',')} onChange={(event) => look({ amenity: listed(event.currentTarget.value) })}>
            <option value="">{say('any')}</option>
            <Several of={now.amenity} among={amenities.value} />
            {amenities.value.map((one) => (
              <option key={one.code} value={one.code}>{named(one)}</option>
            ))}
          </select>
        </Field>
      )}
      {demands.value.length > 1 && (
        <Field label={say('demand')}>
          <select value={now.demand ?? ''} onChange={(event) => look({ demand: event.currentTarget.value === '' ? null : event.currentTarget.value })}>
            <option value="">{say('any')}</option>
            {demands.value.map((one) => (
              <option key={one.name} value={one.name}>{titled(one)}</option>
            ))}
          </select>
        </Field>
      )}
      <div class="field hour">
        <span id="hour-label">
          {say('hour')} <output>{now.hour === null ? say('wholeDay') : format.hourWords(now.hour)}</output>
        </span>
        <div class="hour-row">
          <button
            type="button"
            class="round"
            aria-pressed={playing.value}
            aria-label={playing.value ? say('pause') : say('playDay')}
            title={playing.value ? say('pause') : say('playDay')}
            onClick={() => play(!playing.value)}
          >
            <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
              <path d={playing.value ? 'M3 2h3v10H3zM8 2h3v10H8z' : 'M3 1.5 12 7l-9 5.5z'} fill="currentColor" />
            </svg>
          </button>
          <input
            type="range"
            min="-1"
            max="23"
            step="1"
            aria-labelledby="hour-label"
            aria-valuetext={now.hour === null ? say('wholeDay') : format.hourWords(now.hour)}
            value={now.hour ?? -1}
            onInput={(event) => {
              play(false);
              const hour = Number(event.currentTarget.value);
              look({ hour: hour < 0 ? null : hour });
            }}
          />
          {now.hour !== null && (
            <select aria-label={say('date')} value={now.date ?? ''} onChange={(event) => look({ date: event.currentTarget.value })}>
              {daysFrom(today(), now.date).map((one) => (
                <option key={one} value={one}>{format.dayWords(one)}</option>
              ))}
            </select>
          )}
        </div>
      </div>
      {more.value && (
        <>
          <NumberField label={say('speed')} value={now.speedKmh} usual={standard?.speed_kmh} most={50} onSet={(speedKmh) => look({ speedKmh })} />
          <NumberField label={say('detour')} value={now.detour} usual={standard?.detour} most={5} onSet={(detour) => look({ detour })} />
        </>
      )}
      <div class="field actions">
        <span>{now.method === 'network' && coverage.value && (byCircles.value || coverage.value.roads?.stations_by_circle) ? say(lackOfRoads()) : standard ? `${say('radius')} ${format.distance(standard.radius_m)}` : '\u00a0'}</span>
        <div>
          <button type="button" class="quiet" aria-expanded={more.value} onClick={() => (more.value = !more.value)}>
            {say(more.value ? 'fewer' : 'more')}
          </button>
          {changed && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                play(false);
                const { parent, level, desk, measure, sort } = now;
                look({ ...FIRST_VIEW, parent, level, desk, measure, sort });
              }}
            >
              {say('reset')}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}
