import type { ComponentChildren, JSX } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
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

/** A button that opens a list; Escape, a press beside it or a choice closes it. */
export function Menu({ id, label, words, disabled, children }: { id: string; label: string; words: ComponentChildren; disabled?: boolean; children: (close: () => void) => ComponentChildren }): JSX.Element {
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open.value) return;
    const beside = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', beside);
    return () => document.removeEventListener('pointerdown', beside);
  }, [open.value]);
  return (
    <div
      class="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open.value) return;
        open.value = false;
        box.current?.querySelector('button')?.focus();
      }}
    >
      <button type="button" class="quiet" aria-expanded={open.value} aria-controls={id} aria-label={label} title={label} disabled={disabled ?? false} onClick={() => (open.value = !open.value)}>
        {words}
      </button>
      {open.value && <ul id={id}>{children(() => (open.value = false))}</ul>}
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

/** What went wrong. `asksAgain`: the page does so by itself where the service is away for a while. */
export function Failed({ failure, asksAgain = true, onRetry }: { failure: Failure; asksAgain?: boolean; onRetry?: (() => void) | undefined }): JSX.Element {
  return (
    <div class="failed" role="alert">
      <Icon name="alert" size={18} />
      <p>{failureWords(failure, asksAgain)}</p>
      {onRetry && (
        <button type="button" class="quiet" onClick={onRetry}>
          {say('retry')}
        </button>
      )}
    </div>
  );
}

const PATIENCE_MS = 8000;

/**
 * That something is computed; after a while, that it takes long, and the way not to wait any more. `inPlace`: of a line
 * over what is there already, which then stays where it is.
 */
export function Loading({ more, inPlace = false, onRetry }: { more?: boolean; inPlace?: boolean; onRetry: () => void }): JSX.Element {
  const slow = useSignal(false);
  const turn = useSignal(0);
  useEffect(() => {
    slow.value = false;
    const timer = setTimeout(() => (slow.value = true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [turn.value]);
  return (
    <div class={inPlace ? 'loading in-place' : 'loading'} role="status">
      <span class="bar" />
      <p>
        {say(slow.value ? 'slow' : 'loading')}
        {more && <small>{say('loadingMore')}</small>}
        {slow.value && (
          <button
            type="button"
            class="link"
            onClick={() => {
              turn.value++;
              onRetry();
            }}
          >
            {say('retry')}
          </button>
        )}
      </p>
    </div>
  );
}
