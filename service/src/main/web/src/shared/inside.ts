/** Whether a place is inside rings, holes left out: a ray to the east crosses their sides an odd number of times. */
export function isInside(lon: number, lat: number, rings: readonly (readonly (readonly number[])[])[]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x, y] = ring[i] as [number, number];
      const [fromX, fromY] = ring[j] as [number, number];
      if (y > lat !== fromY > lat && lon < ((fromX - x) * (lat - y)) / (fromY - y) + x) inside = !inside;
    }
  }
  return inside;
}

/** All rings of a polygon, or of several. */
export function ringsOf(geometry: { type: string; coordinates: unknown }): number[][][] {
  return geometry.type === 'Polygon' ? (geometry.coordinates as number[][][]) : (geometry.coordinates as number[][][][]).flat();
}
