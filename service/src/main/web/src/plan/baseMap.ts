import gcoord from 'gcoord';
import { effect } from '@preact/signals';
import { Map as Maps } from 'maplibre-gl';
import { api } from '../shared/api/client';
import { ask, type BaseMap } from './ask';
import { ground, groundTurn } from './ground';

const DATUMS = { gcj02: gcoord.GCJ02, bd09: gcoord.BD09 };

/**
 * The place on a map of another datum that is the same place on the ground.
 *
 * @param isShifted where that datum differs from WGS 84 at all; the converter knows a box only, with half of Asia in it
 */
export function onDatum(lon: number, lat: number, datum: BaseMap['datum'], isShifted: (lon: number, lat: number) => boolean): [number, number] {
  if (datum === 'wgs84' || !isShifted(lon, lat)) return [lon, lat];
  const [x, y] = gcoord.transform([lon, lat] as [number, number], gcoord.WGS84, DATUMS[datum]);
  return [x!, y!];
}

/**
 * Lays a configured base map under ours. Ours stays in WGS 84; the one below is centred where its datum has our centre,
 * and follows. The shift changes slowly, so that the rest of the screen fits too: to some metres, two kilometres from the
 * middle. Whether anything of it comes is told by {@link ground}.
 */
export async function layBaseMap(element: HTMLElement, above: Maps): Promise<(() => void) | null> {
  const answer = await ask(api.GET('/tiles/base-map.json'));
  if (!answer.ok || answer.value.style === null) return null;
  const { style, datum } = answer.value;
  // The outline is large; who needs none does not get it.
  const isShifted = datum === 'wgs84' ? () => false : (await import('./china')).isShifted;
  const below = new Maps({ container: element, style, interactive: false, fadeDuration: 0, attributionControl: { compact: false } });
  below.getCanvas().setAttribute('aria-hidden', 'true');
  const follow = () => {
    const { lng, lat } = above.getCenter().wrap();
    below.jumpTo({ center: onDatum(lng, lat, datum, isShifted), zoom: above.getZoom() });
  };
  above.on('move', follow);
  follow();
  const stop = tellOf(below);
  let turn = groundTurn.peek();
  const again = effect(() => {
    if (turn === groundTurn.value) return;
    turn = groundTurn.value;
    below.setStyle(style, { diff: false });
  });
  return () => {
    stop();
    again();
    below.remove();
  };
}

/** Tells whether a base map comes: from its first piece on, and for each view anew. */
function tellOf(below: Maps): () => void {
  let [pieces, faults] = [0, 0];
  below.on('sourcedata', ({ tile }) => {
    if (!tile) return;
    pieces++;
    ground.value = 'theirs';
  });
  below.on('error', () => {
    faults++;
    if (ground.value !== 'theirs') ground.value = 'missing';
  });
  below.on('idle', () => {
    if (pieces === 0 && (faults > 0 || ground.value === 'ours')) ground.value = 'missing';
    [pieces, faults] = [0, 0];
  });
  return () => (ground.value = 'ours');
}
