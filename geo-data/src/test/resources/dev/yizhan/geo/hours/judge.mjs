// Evaluates opening hours with the npm package opening_hours, for OpeningHoursJudgeTest.
// in   lines: hours TAB seconds since 1970, separated by commas
// out  first line: the public holidays that it knows, as days since 1970; then a line each:
//      a letter per moment, O open, C closed, U unknown, TAB the next changes in seconds, - for none;
//      or ! and why it refuses the hours
import { createInterface } from 'node:readline';
import opening_hours from 'opening_hours';

const china = { lat: 34.75, lon: 113.65, address: { country_code: 'cn', state: '' } };
const day = 86400_000;
const holidays = new opening_hours('PH', china)
  .getOpenIntervals(new Date(2024, 0, 1), new Date(2028, 0, 1))
  .flatMap(([from, to]) => {
    const days = [];
    for (let at = from.getTime(); at < to.getTime(); at += day) days.push((at + 8 * 3600_000) / day);
    return days;
  });
console.log(holidays.join(','));
for await (const line of createInterface({ input: process.stdin })) {
  const [text, moments] = line.split('\t');
  try {
    const hours = new opening_hours(text, china);
    const at = moments.split(',').map(seconds => new Date(seconds * 1000));
    const states = at.map(moment => (hours.getUnknown(moment) ? 'U' : hours.getState(moment) ? 'O' : 'C'));
    const changes = at.map(moment => {
      const change = hours.getNextChange(moment, new Date(moment.getTime() + 360 * day));
      return change ? change.getTime() / 1000 : '-';
    });
    console.log(states.join('') + '\t' + changes.join(','));
  } catch (refusal) {
    console.log('!' + String(refusal).replaceAll('\n', ' '));
  }
}
