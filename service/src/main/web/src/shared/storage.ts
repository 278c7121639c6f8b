/** What a browser keeps by names: nothing in private windows, or where storage is switched off. */
export function memory(storage: () => Storage) {
  return {
    /** Null where nothing is kept. */
    remembered(key: string): string | null {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    remember(key: string, value: string | null): void {
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // Nothing is lost but the comfort of finding it again.
      }
    },
  };
}
