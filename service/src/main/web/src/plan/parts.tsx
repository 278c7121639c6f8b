import type { ComponentChildren, JSX } from 'preact';
import { Icon } from '../shared/icons';
import type { Failure } from '../shared/failure';
import { failureWords, say } from './words';

/** A control with its name above it. */
export function Field({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** One of a few, side by side. */
export function Segments<T extends string>({
  label,
  options,
  value,
  onPick,
}: {
  label: string;
  options: readonly { value: T; words: string }[];
  value: T;
  onPick: (value: T) => void;
}): JSX.Element {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map((one) => (
        <button type="button" key={one.value} aria-pressed={one.value === value} onClick={() => onPick(one.value)}>
          {one.words}
        </button>
      ))}
    </div>
  );
}

/** What stands where there is nothing to show, and why. */
export function Empty({ title, more, children }: { title: string; more?: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {more && <p>{more}</p>}
      {children}
    </div>
  );
}

export function Failed({ failure, onRetry }: { failure: Failure; onRetry?: () => void }): JSX.Element {
  return (
    <div class="failed" role="alert">
      <Icon name="alert" size={18} />
      <p>{failureWords(failure)}</p>
      {onRetry && (
        <button type="button" class="quiet" onClick={onRetry}>
          {say('retry')}
        </button>
      )}
    </div>
  );
}

export function Loading({ more }: { more?: boolean }): JSX.Element {
  return (
    <div class="loading" role="status">
      <span class="bar" />
      <p>
        {say('loading')}
        {more && <small>{say('loadingMore')}</small>}
      </p>
    </div>
  );
}
