import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/icons';
import { closeOnBack } from './back';
import { say } from './words';

/** A sheet over the page: the browser's own dialog, which keeps the keyboard in it; it closes with Escape and with Back. */
export function Sheet({
  title,
  tall = false,
  onClose,
  children,
}: {
  title: string;
  /** As high as the screen allows, whatever is in it: what one types into stays where it is. */
  tall?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it is painted: a key that is pressed at once already means the sheet.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    const stay = closeOnBack(onClose);
    return () => {
      stay();
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={tall ? 'sheet tall' : 'sheet'}
      aria-labelledby="sheet-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="sheet-inner">
        <div class="sheet-head">
          <h2 id="sheet-title">{title}</h2>
          <button type="button" class="quiet" onClick={onClose}>
            <Icon name="close" />
            <span class="only-read">{say('close')}</span>
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
