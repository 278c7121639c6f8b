import { signal } from '@preact/signals';
import { Icon } from '../shared/icons';
import type { Near } from './choose';
import type { Links } from './kept';
import { linksTo } from './links';
import { Sheet } from './Sheet';
import { offline } from './state';
import { say, type Word } from './words';

const going = signal<Near | null>(null);

/** Each map with the datum that its link carries. */
const MAPS: readonly (readonly [keyof Links, Word, string])[] = [
  ['amap', 'amap', 'GCJ-02'],
  ['baidu', 'baidu', 'BD-09'],
  ['tencent', 'tencent', 'GCJ-02'],
  ['apple', 'apple', 'GCJ-02'],
];

export function openGo(near: Near): void {
  going.value = near;
}

/** Which map shall lead, and in which datum it is told. */
export function GoSheet() {
  const near = going.value;
  if (!near) return null;
  const { properties, place, links } = near.station;
  const to = links ?? linksTo(place, properties.name);
  return (
    <Sheet title={say('goTitle')} onClose={() => (going.value = null)}>
      <p class="go-name">{properties.name}</p>
      {properties.position_quality === 'synthetic' && <p class="go-warning">{say('goSynthetic')}</p>}
      {offline.value && (
        <p>
          {say('goOffline')} {properties.address ?? ''} ({place.lat.toFixed(6)} N, {place.lon.toFixed(6)} E, WGS-84)
        </p>
      )}
      <ul class="go-maps">
        {MAPS.map(([key, word, datum]) => (
          <li key={key}>
            <a href={to[key]} target="_blank" rel="noopener" data-map={key}>
              <Icon name="go" />
              <span>{say(word)}</span>
              <small>{datum}</small>
            </a>
          </li>
        ))}
      </ul>
      <p class="small">{say('goDatum')}</p>
    </Sheet>
  );
}
