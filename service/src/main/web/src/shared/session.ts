import { memory } from './storage';

/** What the browser keeps for as long as this window is open. */
export const { remembered, remember } = memory(() => sessionStorage);
