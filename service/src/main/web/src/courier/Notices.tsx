import type { ComponentChildren } from 'preact';
import type { Failure } from '../shared/failure';
import { Icon } from '../shared/icons';
import { locating, recent, refusals, standing } from './place';
import { openPlaces } from './Places';
import { ask, failure, found, goHere, goTo, late, list, now, offline, region, shared, sharedFailure, source, stale, widened } from './state';
import { inaccurateWords, keptAgoWords, say, type Word } from './words';

/** Something that the person should know, with a way on. */
export function Notice({
  icon,
  tone,
  children,
  actions,
}: {
  icon: string;
  tone: 'plain' | 'warn' | 'bad';
  children: ComponentChildren;
  actions?: { word: string; act: () => void }[];
}) {
  return (
    <div class={`notice ${tone}`} role="status">
      <Icon name={icon} />
      <div>
        <p>{children}</p>
        {actions && actions.length > 0 && (
          <p class="notice-actions">
            {actions.map(({ word, act }) => (
              <button key={word} type="button" class="link" onClick={act}>
                {word}
              </button>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}

/** A refusal of the service in words that help a courier. */
export function failureWord(failed: Failure): Word {
  if (failed.kind === 'unreachable') return failed.late ? 'tooSlow' : 'offline';
  if (failed.status < 400) return 'foreign';
  if (failed.type.endsWith('/dataset-not-ready')) return 'notReady';
  if (failed.status === 410) return 'gone';
  if (failed.status === 404) return 'notFound';
  if (failed.status === 503 || failed.status === 504 || failed.status === 429) return 'busy';
  if (failed.status < 500) return 'notUnderstood';
  return 'fault';
}

/** Why nobody was reached. */
export function unreachedWord(): Word {
  return failure.value?.kind === 'unreachable' ? failureWord(failure.value) : 'offline';
}

/** Ways on that do not need the phone's position. */
function otherWays(): { word: string; act: () => void }[] {
  const last = recent.value.find((place) => place.lon !== standing.value?.lon);
  return [
    { word: say('pickDistrict'), act: () => openPlaces('district') },
    { word: say('pickOnMap'), act: () => openPlaces('map') },
    ...(last ? [{ word: `${say('lastPlace')}${last.name ? `：${last.name}` : ''}`, act: () => goTo(last) }] : []),
  ];
}

/** What the phone said about its position, where that needs a word. */
export function LocatingNotice() {
  const again = { word: say('locateAgain'), act: goHere };
  const still = refusals.value > 1 ? `${say('stillNot')} ` : '';
  switch (locating.value) {
    case 'slow':
      return (
        <Notice icon="locate" tone="plain" actions={otherWays()}>
          {say('slow')}
        </Notice>
      );
    case 'refused':
    case 'failed':
    case 'outside':
      return (
        <Notice icon="alert" tone="warn" actions={[...otherWays(), again]}>
          {still}
          {say(locating.value)}
        </Notice>
      );
    case 'inaccurate':
      return (
        <Notice icon="alert" tone="warn" actions={[again, ...otherWays()]}>
          {inaccurateWords(standing.value?.accuracyMetres ?? 0)}
        </Notice>
      );
    default:
      return null;
  }
}

/** A link that led to no station. */
export function SharedNotice() {
  if (!sharedFailure.value || shared.value) return null;
  return (
    <Notice icon="alert" tone="warn">
      {say(failureWord(sharedFailure.value))}
    </Notice>
  );
}

/** What the list is made of while the service has not spoken, and how old that is; null where it is not the phone's. */
function keptWords(): string | null {
  if (source.value !== 'phone' || !region.value || (found.value?.length ?? 0) === 0) return null;
  return `${say('offlineKept')} · ${keptAgoWords(new Date(region.value.keptAt), now.value)}`;
}

export function Notices() {
  // Where there is no list, its place says why.
  const listed = list.value.length > 0;
  const again = [{ word: say('retry'), act: () => void ask() }];
  return (
    <div class="notices">
      <LocatingNotice />
      {late.value && (
        <Notice icon="clock" tone="plain" actions={again}>
          <strong>{say('slowNetwork')}</strong> {keptWords()}
        </Notice>
      )}
      {offline.value && !late.value && listed && (
        <Notice icon="offline" tone="warn" actions={again}>
          <strong>{say(unreachedWord())}</strong> {keptWords() ?? say('offlineNothing')}
        </Notice>
      )}
      {failure.value && failure.value.kind === 'problem' && listed && (
        <Notice icon="alert" tone={failure.value.status === 500 ? 'bad' : 'warn'} actions={again}>
          <strong>{say(failureWord(failure.value))}</strong> {keptWords()}
        </Notice>
      )}
      <SharedNotice />
    </div>
  );
}

/** What one should know of the list. It comes with it, under its first line: what is there already does not move. */
export function ListNotices() {
  const synthetic = list.value.some(({ station }) => station.properties.position_quality === 'synthetic');
  return (
    <div class="notices">
      {stale.value && (
        <Notice icon="alert" tone="warn">
          {say('stale')}
        </Notice>
      )}
      {widened.value && (found.value?.length ?? 0) > 0 && !offline.value && (
        <Notice icon="search" tone="plain">
          {say('widened')}
        </Notice>
      )}
      {synthetic && (
        <Notice icon="alert" tone="warn">
          {say('syntheticNote')}
        </Notice>
      )}
    </div>
  );
}
