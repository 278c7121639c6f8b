// Runs the example of 郑州 against a running service and writes zhengzhou.md with what came, and its picture.
import { Walk } from './walk.mjs';

const walk = new Walk({
  AT: process.argv[2] ?? 'http://127.0.0.1:8080',
  DATA: process.argv[3] ?? '../shared/data',
  PAGES: process.argv[4] ?? 'service/docs/examples',
});
const folder = '.yizhan/examples/zhengzhou';

walk.say(
  '# 郑州: the 82 stations that are really there, by circles',
  'A list of 639 union stations (工会驿站) says of 557 rows that their points are schematic (示意点位), spread by population. The other 82 are real places, geocoded with Amap: those alone are loaded here, and the questions name their network. No demand is known of the place, so what concerns demand is unknown, not zero. `make example-zhengzhou` runs all of this anew and writes this page.',
  '## The service and the data',
  'In one shell: `make run`. In another, from the folder of the project, with `AT=http://127.0.0.1:8080`, `PAGES=service/docs/examples` and `DATA` the folder that holds `stations/zhengzhou.csv` and `districts/cn-counties.gcj02.geojson.gz`:',
);
walk.run(`mkdir -p ${folder} && grep -v 示意点位 $DATA/stations/zhengzhou.csv > ${folder}/real.csv && wc -l < ${folder}/real.csv`);
walk.run(`make districts FILE=$DATA/districts/cn-counties.gcj02.geojson.gz DATUM=gcj02 ARGS="--dataset counties --quiet" | head -5`);
walk.run(`make load FILE=${folder}/real.csv NETWORK=zhengzhou-real DATUM=gcj02 ARGS="--position-quality geocoded --map open_hours=hours --quiet"`);
walk.until('82', `curl -s "$AT/v1/coverage?parent=410100&network=zhengzhou-real" | jq '[.rows[].stations] | add'`);

walk.say('## Coverage of the counties', 'Fifteen minutes on foot: circles of 1,000 m, united, cut along each border. The least served first; ten of the rows.');
walk.run(`curl -s "$AT/v1/coverage?parent=410100&network=zhengzhou-real&min_stations=1&limit=10" | jq -r '.rows[] | [.name, .stations, (.area_ratio * 1000 | round / 10 | tostring) + " %", (.worst_distance_m | round | tostring) + " m"] | @tsv'`);
walk.run(`curl -s "$AT/v1/coverage?parent=410100&level=county&network=zhengzhou-real&mode=ebike&limit=3" | jq -c '.standard, .total, (.rows[0] | {name, stations, area_ratio})'`);

walk.say('## The gaps of 金水区', 'The largest first, as no demand is known.');
walk.run(`curl -s "$AT/v1/coverage/410105/gaps?network=zhengzhou-real&limit=3" | jq -c '{rank, total, left_out, area_ratio, gap_area_m2}, (.features[].properties | {area_m2, demand, worst_point: .worst_point.coordinates, nearest_station})'`);
walk.run(`curl -s "$AT/v1/coverage/410105/map.png?lang=en&network=zhengzhou-real&width=700" -o $PAGES/zhengzhou-jinshui.png && file -b $PAGES/zhengzhou-jinshui.png`);
walk.picture('zhengzhou-jinshui.png', '金水区 with its real stations, 15 minutes on foot');

walk.say('## Where three more would serve the most of it', 'By area, in cells of what is not served; proven or with its gap.');
walk.run(`curl -s "$AT/v1/coverage/410105/sites" -H 'content-type: application/json' \\
  -d '{"objective":"mclp","k":3,"network":["zhengzhou-real"],"demand":"cells"}' > ${folder}/job.json`);
walk.done(`${folder}/job.json`);
walk.run(`curl -s "$AT$(jq -r .links.result ${folder}/job.json)" > ${folder}/sites.json
jq -c '{proven_optimal, gap, solver, demand_source, demand_unit}, .area, (.features[] | [.properties.rank, .geometry.coordinates])' ${folder}/sites.json`);
walk.write('zhengzhou.md');
