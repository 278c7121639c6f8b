export const OLDEST: string;
export function tooNew(name: string, text: string): string[];
