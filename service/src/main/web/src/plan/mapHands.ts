import type { Map as Maps, MapMouseEvent, MapTouchEvent, Point } from 'maplibre-gl';
import { pickedGap } from './gaps';
import { enter, hovered, pickedCell, view } from './look';
import type { Mark } from './mapMarks';
import { LEVELS } from './mapStyle';
import type { Place } from './scenario';
import { armed, letGo, moveStation, pickStation, putDown } from './whatIf';
import { say } from './words';

const FINGER_PIXELS = 14;
const MOUSE_PIXELS = 4;
/** So far a press may slip and still be none. */
const SLIP_PIXELS = 5;

type Press = MapMouseEvent | MapTouchEvent;

/** What clicks, drags and keys on the map do. */
export function handsOn(map: Maps, mark: Mark): void {
  const seen = ({ x, y }: Point, layer: string, reach: number) => map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: [layer] })[0];
  const cellAt = (point: Point): string | null => {
    const cell = view.value.desk === 'districts' ? map.queryRenderedFeatures(point, { layers: ['cells'] })[0] : undefined;
    return cell ? String(cell.properties['key']) : null;
  };
  /** The district that is painted at a point. */
  const districtAt = (point: Point): string | null => {
    const fills = LEVELS.map((one) => `fill-${one}`).filter((id) => map.getLayoutProperty(id, 'visibility') !== 'none');
    const district = map.queryRenderedFeatures(point, { layers: fills }).find((one) => typeof one.state['class'] === 'number');
    return district ? String(district.properties['adcode']) : null;
  };
  const reachOf = (event: Press) => ('touches' in event.originalEvent || (event.originalEvent as PointerEvent).pointerType === 'touch' ? FINGER_PIXELS : MOUSE_PIXELS);

  /** What is picked at a point, by whatever means. */
  const pick = (point: Point, place: Place, reach: number) => {
    if (armed.value) {
      putDown(place);
      return;
    }
    const station = seen(point, 'stations', reach);
    if (station?.properties['id']) {
      void pickStation(String(station.properties['id']));
      return;
    }
    const gap = view.value.desk === 'districts' ? undefined : map.queryRenderedFeatures(point, { layers: ['gaps'] })[0];
    if (gap) {
      pickedGap.value = Number(gap.properties['gap']);
      return;
    }
    if (seen(point, 'clusters', reach) && map.getZoom() > 8) {
      map.easeTo({ center: [place.lon, place.lat], zoom: map.getZoom() + 2 });
      return;
    }
    const cell = cellAt(point);
    if (cell !== null) {
      pickedCell.value = pickedCell.value === cell ? null : cell;
      return;
    }
    const adcode = districtAt(point);
    if (adcode) enter(adcode);
  };

  map.on('click', (event) => {
    if ((event.originalEvent.target as Element).closest('.mark')) return;
    pick(event.point, { lon: event.lngLat.lng, lat: event.lngLat.lat }, reachOf(event));
  });

  // By the keyboard the middle of the map is what is picked.
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const { lng, lat } = map.getCenter();
    pick(map.project([lng, lat]), { lon: lng, lat }, FINGER_PIXELS);
  });
  const escape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') letGo();
  };
  document.addEventListener('keydown', escape);
  map.once('remove', () => document.removeEventListener('keydown', escape));

  map.on('mousemove', (event) => {
    const at = armed.value || map.isMoving() ? null : (cellAt(event.point) ?? districtAt(event.point));
    if (at !== hovered.value) hovered.value = at;
    map.getCanvas().style.cursor = armed.value ? 'crosshair' : at || seen(event.point, 'stations', MOUSE_PIXELS) ? 'pointer' : '';
  });
  map.on('mouseout', () => (hovered.value = null));

  // A station is taken and carried, by mouse or finger: a try, which changes nothing until it is let go.
  const carry = (event: Press, moves: 'mousemove' | 'touchmove', ends: readonly ('mouseup' | 'touchend' | 'touchcancel')[]) => {
    if (view.value.desk !== 'sites' || armed.value) return;
    const station = seen(event.point, 'stations', reachOf(event));
    const id = station?.properties['id'];
    if (!station || !id) return;
    event.preventDefault();
    const from = { lon: event.lngLat.lng, lat: event.lngLat.lat };
    let to: Press | null = null;
    const move = (now: Press) => {
      if (!to && event.point.dist(now.point) < SLIP_PIXELS) return;
      to = now;
      mark('carried', { lon: now.lngLat.lng, lat: now.lngLat.lat }, 'mark move', '↗', say('moved'));
    };
    const end = (last: Press) => {
      map.off(moves, move);
      for (const one of ends) map.off(one, end);
      mark('carried', null, '', '', '');
      if (!to || last.type === 'touchcancel') return;
      void moveStation(String(id), String(station.properties['name'] ?? id), from, { lon: to.lngLat.lng, lat: to.lngLat.lat });
    };
    map.on(moves, move);
    for (const one of ends) map.on(one, end);
  };
  map.on('mousedown', (event) => carry(event, 'mousemove', ['mouseup']));
  map.on('touchstart', (event) => {
    if (event.points.length === 1) carry(event, 'touchmove', ['touchend', 'touchcancel']);
  });
}
