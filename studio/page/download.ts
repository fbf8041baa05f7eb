/** Saves files from the page. */

import { el } from './dom.ts';

/** How long the browser may take to begin a download, in ms. */
const KEPT_MS = 60_000;

/** Saves a file. */
export function download(content: Blob | Uint8Array | string, name: string, type: string): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** A title as the name of a file, in letters that every system allows. */
export function fileName(title: string, ending: string): string {
  const plain = title
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll(/\s+/g, '-');
  return `${plain.slice(0, 60) || 'music'}.${ending}`;
}
