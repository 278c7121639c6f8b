/*
 * Back closes what lies over the page. A sheet that opens takes a step in the browser's history; one that is closed by
 * other means leaves that step, which the next sheet uses and Back steps over.
 */

type Step = { sheet?: boolean } | null;

const closers: (() => void)[] = [];
let onStep = (history.state as Step)?.sheet === true;

window.addEventListener('popstate', () => {
  const close = closers.at(-1);
  const unused = onStep && !close;
  onStep = (history.state as Step)?.sheet === true;
  if (close) close();
  else if (unused && !onStep) history.back();
});

/** Lets Back close something, until what is answered is called. */
export function closeOnBack(close: () => void): () => void {
  closers.push(close);
  if (!onStep) {
    history.pushState({ sheet: true }, '');
    onStep = true;
  }
  return () => void closers.splice(closers.indexOf(close), 1);
}
