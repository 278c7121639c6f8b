import { computed, signal } from '@preact/signals';
import { memory } from './storage';

export type Language = 'zh' | 'en';

const KEY = 'yizhan.language';

/** What the browser keeps from one visit to the next. */
export const { remembered, remember } = memory(() => localStorage);

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

/** The language of names, which are Chinese whatever the page speaks: for who has it read aloud. */
export const CHINESE = 'zh-CN';
/** The language of everything else. */
export const spoken = computed(() => (language.value === 'zh' ? CHINESE : 'en'));

spoken.subscribe((now) => {
  document.documentElement.lang = now;
});
