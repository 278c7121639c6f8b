// From nothing running to the first nearest answer; the database starts with the service.
import { say } from './machine.mjs';
import { ROUNDS } from './settings.mjs';
import { end, start } from './yizhan.mjs';

export async function restart(service) {
  const seconds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const one = await start(service, { yardsticks: false });
    seconds.push(one.seconds);
    say(`restart ${round + 1}: first nearest answer after ${one.seconds.toFixed(1)} s`);
    await end(one.process);
  }
  return seconds;
}
