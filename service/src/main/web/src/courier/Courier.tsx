import { Icon } from '../shared/icons';
import { highContrast, largeText, shade, theme, type Shade } from '../shared/display';
import { language, speak } from '../shared/language';
import { signal } from '@preact/signals';
import { Filters } from './Filters';
import { GoSheet } from './GoSheet';
import { List } from './List';
import { MapPane } from './MapPane';
import { Notices } from './Notices';
import { PlaceBar, PlaceSheet, placing, Welcome } from './Places';
import { expecting, standing } from './place';
import { Told } from './share';
import { shared } from './state';
import { say } from './words';

const display = signal(false);

/** The courier's page: where am I, what do I need, where is it. */
export function Courier({ withMap }: { withMap: boolean }) {
  const known = standing.value !== null || shared.value !== null || expecting.value;
  return (
    <div class={withMap ? 'page' : 'page without-map'}>
      <a class="skip" href="#list">
        {say('skip')}
      </a>
      <Header />
      {withMap && (known || placing.value) && <MapPane />}
      <main class="column" id="list" tabIndex={-1}>
        {known ? (
          <>
            <PlaceBar />
            <Filters />
            <Notices />
            <List />
          </>
        ) : (
          <Welcome />
        )}
        <footer class="foot">
          <a href="/plan">{say('planner')}</a>
          <a href="/docs">API</a>
        </footer>
      </main>
      <PlaceSheet />
      <GoSheet />
      <Told />
    </div>
  );
}

/** Dark and high contrast are two ways to show the page: who chooses dark leaves the other. */
function chooseShade(next: Shade): void {
  if (next === 'dark') highContrast.value = false;
  theme.value = next;
}

function Header() {
  return (
    <header class="top">
      <div class="brand">
        <span class="brand-mark">
          <Icon name="house" size={22} />
        </span>
        <div>
          <h1>{say('title')}</h1>
          <p>{say('tagline')}</p>
        </div>
      </div>
      <div class="top-tools">
        <button
          type="button"
          class="quiet"
          lang={language.value === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => speak(language.value === 'zh' ? 'en' : 'zh')}
        >
          {say('language')}
        </button>
        <button
          type="button"
          class="quiet"
          aria-expanded={display.value}
          aria-controls="display"
          onClick={() => (display.value = !display.value)}
        >
          <Icon name="letters" />
          <span class="only-read">{say('display')}</span>
        </button>
      </div>
      {display.value && (
        <div class="display" id="display" role="group" aria-label={say('display')}>
          <label>
            <input type="checkbox" checked={largeText.value} onChange={(e) => (largeText.value = e.currentTarget.checked)} />
            {say('largeText')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={highContrast.value}
              onChange={(e) => (highContrast.value = e.currentTarget.checked)}
            />
            {say('highContrast')}
          </label>
          <label>
            <input
              type="checkbox"
              checked={shade.value === 'dark'}
              onChange={(e) => chooseShade(e.currentTarget.checked ? 'dark' : 'light')}
            />
            {say('dark')}
          </label>
        </div>
      )}
    </header>
  );
}
