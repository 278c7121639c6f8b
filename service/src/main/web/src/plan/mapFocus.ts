/** Puts the keyboard on the map where a button was pressed by it: there, arrows go on and Enter picks the middle. */
export function toTheMap(event: MouseEvent): void {
  const byKeyboard = event.detail === 0;
  if (byKeyboard) mapCanvas()?.focus();
}

export function mapCanvas(): HTMLCanvasElement | null {
  return document.querySelector<HTMLCanvasElement>('.map:not(.ground) .maplibregl-canvas');
}
