import { signal } from '@preact/signals';

export type Language = 'zh' | 'en';

const KEY = 'yizhan.language';

/** Chinese first; what the address, then what the person chose earlier, then what the browser says. */
export function chooseLanguage(asked: string | null, chosen: string | null, browser: readonly string[]): Language {
  for (const word of [asked, chosen]) {
    if (word === 'zh' || word === 'en') return word;
  }
  const first = browser.find((tag) => /^(zh|en)/i.test(tag));
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh';
}

export const language = signal<Language>(
  chooseLanguage(new URLSearchParams(location.search).get('lang'), remembered(KEY), navigator.languages),
);

export function speak(next: Language): void {
  language.value = next;
  remember(KEY, next);
}

language.subscribe((now) => {
  document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en';
});

/** What the browser kept, null where it keeps nothing (private windows, storage switched off). */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing is lost but the comfort of the next visit.
  }
}
