import { signal } from '@preact/signals';
import { coverageFailure, loading } from './figures';
import { look, view } from './look';

const SEEN_MS = 900;
const LOOK_AGAIN_MS = 80;

export const playing = signal(false);
let player: ReturnType<typeof setTimeout> | undefined;

/** Goes through the hours, each as soon as the one before is drawn and has been seen; stops where one has no answer. */
export function play(on: boolean): void {
  clearTimeout(player);
  playing.value = on;
  if (!on) return;
  const step = () => {
    if (loading.value) {
      player = setTimeout(step, LOOK_AGAIN_MS);
      return;
    }
    if (coverageFailure.value) {
      playing.value = false;
      return;
    }
    look({ hour: ((view.value.hour ?? 23) + 1) % 24 });
    player = setTimeout(step, SEEN_MS);
  };
  step();
}
