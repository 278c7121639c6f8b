import { Marker, type Map as Maps } from 'maplibre-gl';
import { numberOf, undecided, type Place } from './scenario';
import { suggested, rejected } from './suggest';
import { act, placeOf, scenario } from './whatIf';
import { changeName, say } from './words';

/** Sets, moves or takes away a marker of HTML. */
export type Mark = (id: string, place: Place | null, kind: string, text: string, label: string, onDrag?: (place: Place) => void) => void;

/** The marks on a map, each known by a name. */
export function marksOn(map: Maps): { mark: Mark; draw: () => void } {
  const markers = new Map<string, Marker>();

  const mark: Mark = (id, place, kind, text, label, onDrag) => {
    let marker = markers.get(id);
    if (!place) {
      marker?.remove();
      markers.delete(id);
      return;
    }
    if (!marker) {
      const node = document.createElement('div');
      node.setAttribute('role', 'img');
      marker = new Marker({ element: node, draggable: onDrag !== undefined, anchor: 'center' });
      if (onDrag) {
        const own = marker;
        marker.on('dragend', () => {
          const { lng, lat } = own.getLngLat();
          onDrag({ lon: lng, lat });
        });
      }
      markers.set(id, marker.setLngLat([place.lon, place.lat]).addTo(map));
    }
    const node = marker.getElement();
    for (const one of kind.split(' ')) node.classList.add(one);
    node.textContent = text;
    node.setAttribute('aria-label', label);
    node.title = label;
    marker.setLngLat([place.lon, place.lat]);
  };

  /** A mark for each change and each site that is suggested. */
  function draw(): void {
    const { changes } = scenario.value;
    const wanted = new Set<string>(['worst', 'carried', 'spot']);
    for (const one of changes) {
      const id = `change ${one.kind} ${one.id}`;
      wanted.add(id);
      if (one.kind === 'close') mark(id, one.from, 'mark closed', '×', `${say('closed')}: ${changeName(one)}`);
      else {
        const word = one.kind === 'add' ? say('added') : say('moved');
        mark(id, one.place, `mark ${one.kind}`, one.kind === 'add' ? String(numberOf(one) || '+') : '↗', `${word}: ${changeName(one)}`, (place) =>
          act({ ...one, place }),
        );
      }
    }
    for (const site of undecided(suggested.value?.features ?? [], rejected.value, changes)) {
      const place = placeOf(site.geometry);
      const id = `site ${site.id}`;
      wanted.add(id);
      mark(id, place, 'mark site', String(site.properties.rank), site.properties.name ?? `${say('suggestedSite')} ${site.properties.rank}`);
    }
    for (const [id, marker] of markers) {
      if (wanted.has(id)) continue;
      marker.remove();
      markers.delete(id);
    }
  }

  return { mark, draw };
}
