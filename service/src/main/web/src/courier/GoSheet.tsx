import { signal } from '@preact/signals';
import { Icon } from '../shared/icons';
import { CHINESE } from '../shared/language';
import type { Near } from './choose';
import type { Links } from './kept';
import { byBike, linksTo } from './links';
import { Sheet } from './Sheet';
import { offline } from './state';
import { degreesWords, say, type Word } from './words';

const going = signal<Near | null>(null);

/** Each map, how its link leads, and the datum that it carries. */
const MAPS: readonly (readonly [map: keyof Links, word: Word, way: Word, datum: string])[] = [
  ['amap', 'amap', 'ride', 'GCJ-02'],
  ['amap', 'amap', 'walk', 'GCJ-02'],
  ['baidu', 'baidu', 'spot', 'BD-09'],
  ['tencent', 'tencent', 'walk', 'GCJ-02'],
  ['apple', 'apple', 'walk', 'GCJ-02'],
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
      <p class="go-name" lang={CHINESE}>
        {properties.name}
      </p>
      {properties.position_quality === 'synthetic' && <p class="go-warning">{say('goSynthetic')}</p>}
      {offline.value && (
        <p>
          {say('goOffline')} {properties.address ?? ''} ({degreesWords(place)})
        </p>
      )}
      <ul class="go-maps">
        {MAPS.map(([map, word, way, datum]) => (
          <li key={map + way}>
            <a href={way === 'ride' ? byBike(to[map]) : to[map]} target="_blank" rel="noopener" data-map={map} data-way={way}>
              <Icon name={way === 'ride' ? 'bike' : way === 'walk' ? 'walk' : 'pin'} />
              <span>
                {say(word)}
                <small>
                  {say(way)} · {datum}
                </small>
              </span>
            </a>
          </li>
        ))}
      </ul>
      <p class="small">{say('goDatum')}</p>
    </Sheet>
  );
}
