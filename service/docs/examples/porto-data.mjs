// Makes the files of the example of Porto in the folder named: an outline, 60 stations, a grid of demand. All of it is
// made up from one seed; only the roads that the example asks about are real.
import { mkdirSync, writeFileSync } from 'node:fs';
import { seeded } from './walk.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const random = seeded(20261125);

// About the city north of the river, drawn by hand: no official border.
const outline = [
  [-8.691, 41.149], [-8.68, 41.146], [-8.668, 41.146], [-8.65, 41.147], [-8.628, 41.146], [-8.611, 41.14],
  [-8.595, 41.139], [-8.58, 41.141], [-8.556, 41.145], [-8.553, 41.16], [-8.56, 41.172], [-8.575, 41.18],
  [-8.6, 41.186], [-8.628, 41.185], [-8.655, 41.18], [-8.676, 41.174], [-8.689, 41.17], [-8.691, 41.149],
];
const middle = [-8.6109, 41.1496];
const eastMetres = 111_320 * Math.cos((41.16 * Math.PI) / 180);
const northMetres = 111_132;

function isInside([x, y]) {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [xi, yi] = outline[i];
    const [xj, yj] = outline[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const kilometres = ([x, y], [a, b] = middle) => Math.hypot((x - a) * eastMetres, (y - b) * northMetres) / 1000;
const place = ([x, y]) => `${x.toFixed(6)},${y.toFixed(6)}`;

const boxWest = -8.691, boxEast = -8.553, boxSouth = 41.139, boxNorth = 41.186;
const stations = ['id,name,lon,lat,status'];
while (stations.length <= 60) {
  const at = [boxWest + random() * (boxEast - boxWest), boxSouth + random() * (boxNorth - boxSouth)];
  // Denser in the middle of the city.
  if (isInside(at) && random() < Math.exp(-kilometres(at) / 2.5)) {
    const number = stations.length;
    stations.push(`${number},Station ${number},${place(at)},open`);
  }
}

const side = 250;
const demand = ['id,lon,lat,weight'];
for (let row = 0; boxSouth + (row * side) / northMetres < boxNorth; row++) {
  for (let column = 0; boxWest + (column * side) / eastMetres < boxEast; column++) {
    const at = [boxWest + ((column + 0.5) * side) / eastMetres, boxSouth + ((row + 0.5) * side) / northMetres];
    const people = Math.round((20 + 400 * Math.exp(-kilometres(at) / 3)) * (0.5 + random()));
    if (isInside(at)) demand.push(`r${row}c${column},${place(at)},${people}`);
  }
}

writeFileSync(`${folder}/area.geojson`, JSON.stringify({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { adcode: '990101', name: 'Porto' }, geometry: { type: 'Polygon', coordinates: [outline] } }],
}));
writeFileSync(`${folder}/stations.csv`, stations.join('\n') + '\n');
writeFileSync(`${folder}/demand.csv`, demand.join('\n') + '\n');
console.log(`area.geojson, ${stations.length - 1} stations, ${demand.length - 1} cells of demand`);
