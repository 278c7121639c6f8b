import { computed, effect } from '@preact/signals';
import { beginTree } from './branches';
import { learnWords } from './catalogue';
import { beginFigures, coverage } from './figures';
import { beginGaps } from './gaps';
import { beginLooking } from './look';
import { beginPlace } from './place';
import { beginSuggesting } from './suggest';
import { beginWhatIf } from './whatIf';

/** Starts the page: from now on each question is asked anew when something changes that it is made of. */
export function begin(): void {
  beginLooking();
  beginPlace();
  beginFigures();
  beginTree();
  beginGaps();
  beginWhatIf();
  beginSuggesting();
  // What there is to choose from changes with the data.
  const version = computed(() => coverage.value?.dataset_version ?? null);
  effect(() => {
    void version.value;
    queueMicrotask(() => void learnWords());
  });
}
