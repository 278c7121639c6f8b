import { expect, test } from 'vitest';
import { tooNew } from '../tools/oldest.mjs';

test('what an old phone does not know is found in a built file, by its name', () => {
  expect(tooNew('a.js', 'const b=a.toSorted(),c=Promise.withResolvers();')).toEqual(['Array.prototype.toSorted and the like (110)', 'Promise.withResolvers (119)']);
  expect(tooNew('a.js', 'import a from"./a.json"with{type:"json"}')).toEqual(['import attributes (123)']);
  expect(tooNew('a.css', '.a{&:hover{color:oklch(0.5 0.2 20)}}')).toEqual(['colours of other spaces (111)', 'nesting (112)']);
});

test('what it knows, or can do without, is left alone', () => {
  expect(tooNew('a.js', 'a.findLast(b);c.with;d?.e??=structuredClone(f);[...g.values()].map(h)')).toEqual([]);
  expect(tooNew('a.css', '.a:has(>.b){inset:0;height:100dvh;text-wrap:balance;rotate:90deg}')).toEqual([]);
});
