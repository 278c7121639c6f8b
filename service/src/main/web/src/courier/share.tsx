import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import type { Station } from './kept';
import { say } from './words';

const SHOWN_MS = 5000;

/** What became of a link: copied, or here to be copied by hand. */
const told = signal<'copied' | { link: string } | null>(null);

/** Hands a link to this station to whoever the person chooses; where the phone cannot, the clipboard takes it. */
export async function share({ id, properties }: Station): Promise<void> {
  const url = `${location.origin}/?station=${encodeURIComponent(id)}`;
  told.value = null;
  if (typeof navigator.share === 'function') {
    try {
      await navigator.share({ title: properties.name, url });
      return;
    } catch (error) {
      // Called off by the person.
      if (error instanceof DOMException && error.name === 'AbortError') return;
    }
  }
  told.value = (await copied(url)) ? 'copied' : { link: url };
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without https there is no clipboard but the old way to it.
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'only-read';
    document.body.append(field);
    const focused = document.activeElement;
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}

/** Says what became of the link, for a moment; the link itself stays until it was taken. */
export function Told() {
  const field = useRef<HTMLInputElement>(null);
  const now = told.value;
  useEffect(() => {
    field.current?.focus();
    if (now !== 'copied') return undefined;
    const over = setTimeout(() => (told.value = null), SHOWN_MS);
    return () => clearTimeout(over);
  }, [now]);
  return (
    <div class="told" role="status">
      {now === 'copied' && (
        <>
          <Icon name="check" />
          {say('linkCopied')}
        </>
      )}
      {now !== null && now !== 'copied' && (
        <>
          <div>
            <p>{say('copyByHand')}</p>
            <input ref={field} readOnly value={now.link} aria-label={say('share')} onFocus={(event) => event.currentTarget.select()} />
          </div>
          <button type="button" onClick={() => (told.value = null)}>
            <Icon name="close" />
            <span class="only-read">{say('close')}</span>
          </button>
        </>
      )}
    </div>
  );
}
