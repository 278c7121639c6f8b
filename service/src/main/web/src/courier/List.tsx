import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { CHINESE, language, spoken } from '../shared/language';
import { amenityWord, inOrder } from './amenities';
import type { Near } from './choose';
import { openGo } from './GoSheet';
import type { Station } from './kept';
import { stateAt, toneAt } from './opening';
import { failureWord, ListNotices, unreachedWord } from './Notices';
import { standing } from './place';
import { Served } from './Places';
import { share } from './share';
import { allDay, ask, asking, barren, clearNeeds, failure, found, list, needs, networks, now, offline, opening, picked, setOpening, tapped, unloaded } from './state';
import {
  aroundWords,
  checkedWords,
  countWords,
  distanceWords,
  doorWords,
  entryWords,
  moreWords,
  named,
  offerWords,
  qualityWords,
  say,
  timeWords,
  wayWords,
} from './words';

const FIRST = 12;
const SHORT_AMENITIES = 5;
const shown = signal(FIRST);

export function List() {
  const all = list.value;
  const empty = found.value !== null && all.length === 0 && !asking.value;
  const refused = failure.value !== null || offline.value;
  // A mark on the map can be of one that is farther down than the list goes.
  const reaching = Math.max(shown.value, all.findIndex(({ station }) => station.id === picked.value) + 1);
  // Who asks for more goes on at the first of them.
  const cards = useRef<HTMLOListElement>(null);
  const goOn = useRef<number | null>(null);
  useEffect(() => {
    if (goOn.current === null) return;
    cards.current?.children[goOn.current]?.querySelector<HTMLElement>('.card-name')?.focus({ preventScroll: true });
    goOn.current = null;
  }, [reaching]);
  const count = all.length > 0 && (standing.value ? countWords(all.length, Math.min(...all.map((near) => near.distanceMetres))) : aroundWords(all.length));
  return (
    <section class="results" aria-label={say('results')} aria-busy={asking.value}>
      <p class="summary" role="status">
        {count || (asking.value || found.value === null ? say('asking') : '')}
      </p>
      <ListNotices />
      {empty && (refused ? <Refused /> : <Nothing />)}
      {all.length === 0 && (asking.value || found.value === null) && <Skeleton />}
      <ol class="cards" ref={cards}>
        {all.slice(0, reaching).map((near, index) => (
          <Card key={near.station.id} near={near} number={index + 1} />
        ))}
      </ol>
      {all.length > reaching && (
        <button
          type="button"
          class="wide"
          onClick={() => {
            goOn.current = reaching;
            shown.value = reaching + FIRST;
          }}
        >
          {say('more')}
        </button>
      )}
    </section>
  );
}

/** Why there is no list, and the way on. */
function Refused() {
  return (
    <div class="nothing" role="status">
      <Icon name={offline.value ? 'offline' : 'alert'} size={32} />
      <p class="nothing-title">{say(offline.value ? unreachedWord() : 'noList')}</p>
      <p>{say(failure.value && !offline.value ? failureWord(failure.value) : 'offlineNothing')}</p>
      <p class="nothing-actions">
        <button type="button" class="primary" onClick={() => void ask()}>
          {say('retry')}
        </button>
      </p>
    </div>
  );
}

/** Does what takes the button away; the keyboard goes on at the list. */
function goOnWith(act: () => void): void {
  document.getElementById('list')?.focus({ preventScroll: true });
  act();
}

/** That there is nothing, and the way on: to ask for less where one asked for something, to go elsewhere where not. */
function Nothing() {
  if (unloaded.value) {
    return (
      <div class="nothing">
        <p class="nothing-title">{say('unloaded')}</p>
        <p>{say('unloadedMore')}</p>
      </div>
    );
  }
  const narrowed = needs.value.size > 0 || allDay.value;
  const timed = opening.value !== 'any';
  if (barren.value || !(narrowed || timed)) {
    return (
      <div class="nothing">
        <p class="nothing-title">{say('noneAtAll')}</p>
        {networks.value.length > 0 && <Served />}
      </div>
    );
  }
  return (
    <div class="nothing">
      <p class="nothing-title">{say('none')}</p>
      <p>{say('noneMore')}</p>
      <p class="nothing-actions">
        {narrowed && (
          <button type="button" class="secondary" onClick={() => goOnWith(clearNeeds)}>
            {say('dropNeeds')}
          </button>
        )}
        {timed && (
          <button type="button" class="secondary" onClick={() => goOnWith(() => setOpening('any'))}>
            {say('showAll')}
          </button>
        )}
      </p>
      {networks.value.length > 0 && <Served />}
    </div>
  );
}

/** Holds the place of the cards while they are fetched, so that nothing jumps when they come. */
function Skeleton() {
  return (
    <div aria-hidden="true">
      {[0, 1, 2].map((i) => (
        <div key={i} class="card skeleton">
          <i class="bone title" />
          <i class="bone pill" />
          <i class="bone" />
          <i class="bone" />
          <i class="bone button" />
        </div>
      ))}
    </div>
  );
}

function Card({ near, number }: { near: Near; number: number }) {
  const { station } = near;
  const { properties } = station;
  const card = useRef<HTMLLIElement>(null);
  const unfolded = picked.value === station.id;
  const sought = tapped.value === station.id;
  useEffect(() => {
    if (!sought) return;
    card.current?.scrollIntoView({ block: 'nearest' });
    tapped.value = null;
  }, [sought]);

  const state = stateAt(properties, now.value);
  const tone = toneAt(properties, now.value);
  const closesSoon =
    tone === 'open' && state.changesAt !== null && state.changesAt.getTime() - now.value.getTime() < 3_600_000;
  const amenities = inOrder(properties.amenities, needs.value);
  const some = unfolded ? amenities : amenities.slice(0, SHORT_AMENITIES);
  const id = `details-${station.id}`;
  const nameId = `name-${station.id}`;

  return (
    <li ref={card} class={unfolded ? 'card unfolded' : 'card'}>
      <div class="card-head">
        <span class={`number ${tone}`} aria-hidden="true">
          {number}
        </span>
        <h2>
          <button
            type="button"
            class="card-name"
            id={nameId}
            lang={CHINESE}
            aria-expanded={unfolded}
            aria-controls={id}
            onClick={() => (picked.value = unfolded ? null : station.id)}
          >
            {properties.name}
          </button>
        </h2>
        {standing.value && <span class="distance">{distanceWords(near.distanceMetres)}</span>}
      </div>
      {standing.value && (
        <p class="ways">
          <span>
            <Icon name="walk" size={18} />
            {wayWords(near.walkSeconds, 'walk')}
          </span>
          <span>
            <Icon name="bike" size={18} />
            {wayWords(near.ebikeSeconds, 'ebike')}
          </span>
        </p>
      )}
      <p class="facts">
        <span class={`pill ${closesSoon ? 'soon' : tone}`}>
          {doorWords(properties, now.value)}
        </span>
        {properties.position_quality === 'synthetic' && <span class="pill made-up">{say('synthetic')}</span>}
        {properties.position_quality === 'schematic' && <span class="pill made-up">{say('schematic')}</span>}
      </p>
      <ul class="amenities">
        {some.map((code) => (
          <li key={code} class={needs.value.has(code) ? 'asked' : ''}>
            <Icon name={code} size={18} />
            {amenityWord(code)}
          </li>
        ))}
        {amenities.length > some.length && (
          <li class="rest">
            <span aria-hidden="true">+{amenities.length - some.length}</span>
            <span class="only-read">{moreWords(amenities.length - some.length)}</span>
          </li>
        )}
        {amenities.length === 0 && <li class="rest">{say('amenitiesUnknown')}</li>}
      </ul>
      <p class="door">
        <span>
          <Icon name="door" size={16} />
          {entryWords(properties.entry) ?? say('entryUnknown')}
        </span>
        <span>
          <Icon name={properties.verified_at ? 'check' : 'unchecked'} size={16} />
          {properties.verified_at ? checkedWords(new Date(properties.verified_at), now.value) : say('notVerified')}
        </span>
      </p>
      <div id={id} hidden={!unfolded}>
        {unfolded && <Details near={near} />}
      </div>
      <div class="card-actions">
        <button type="button" class="primary" aria-describedby={nameId} onClick={() => openGo(near)}>
          <Icon name="go" size={18} />
          {say('go')}
        </button>
        <button type="button" class="secondary" aria-describedby={nameId} onClick={() => void share(station)}>
          <Icon name="share" size={18} />
          {say('share')}
        </button>
        <button
          type="button"
          class="secondary"
          aria-describedby={nameId}
          aria-expanded={unfolded}
          aria-controls={id}
          onClick={() => (picked.value = unfolded ? null : station.id)}
        >
          <span class={unfolded ? 'turn turned' : 'turn'}>
            <Icon name="down" size={18} />
          </span>
          {say(unfolded ? 'less' : 'details')}
        </button>
      </div>
    </li>
  );
}

/** The address, with its district where it does not say that itself. */
function whereWords({ address, district }: Station['properties']): string {
  const said = district && address?.includes(district.name);
  return [address, said ? null : district?.name].filter(Boolean).join(' · ');
}

function Details({ near }: { near: Near }) {
  const { properties } = near.station;
  const network = networks.value.find(({ code }) => code === properties.network);
  const tier = network?.tiers.find(({ code }) => code === properties.tier);
  const between = language.value === 'zh' ? '；' : '; ';
  // What is written down in Chinese is read in Chinese, whatever the page speaks.
  const rows: [term: string, words: string, lang?: string][] = [
    [
      say('address'),
      whereWords(properties) || say('unknown'),
      properties.address || properties.district ? CHINESE : spoken.value,
    ],
    [say('hours'), properties.hours.text ?? say('unknown'), properties.hours.text ? CHINESE : spoken.value],
    [say('position'), qualityWords(properties.position_quality) ?? say('unknown')],
    [say('network'), [network ? named(network) : properties.network, tier && named(tier)].filter(Boolean).join(' · ')],
  ];
  if (properties.capacity !== null) rows.push([say('capacity'), String(properties.capacity)]);
  if (properties.operator) rows.push([say('operator'), properties.operator, CHINESE]);
  if (properties.offers.length > 0) {
    rows.push([
      say('offers'),
      properties.offers
        .map(({ amenity, price_cny, condition }) => `${amenityWord(amenity)} ${offerWords(price_cny, condition)}`.trim())
        .join(between),
    ]);
  }
  if (properties.sessions.length > 0) {
    const coming = properties.sessions.filter(({ ends_at, starts_at }) => new Date(ends_at ?? starts_at) > now.value).slice(0, 4);
    if (coming.length > 0) {
      rows.push([say('sessions'), coming.map((s) => `${s.title} ${timeWords(new Date(s.starts_at), now.value)}`).join(between)]);
    }
  }
  if (properties.description) rows.push([say('description'), properties.description, CHINESE]);
  return (
    <dl class="details">
      {rows.map(([term, words, lang]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd lang={lang ?? spoken.value}>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
