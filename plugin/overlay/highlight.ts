/** Syntax highlighting for the code that the overlay generates. */

import { el } from './dom.ts';

const TOKENS =
  /('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")(\s*:)?|\b(import|export|const|from)\b|([A-Za-z_$][\w$]*)(?=\s*:)|(-?\d+(?:\.\d+)?)/g;

/** Code as colored nodes. */
export function highlighted(code: string): readonly (Node | string)[] {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const match of code.matchAll(TOKENS)) {
    const [text, quoted, colon, word, key] = match;
    const kind = quoted ? (colon ? 'k' : 's') : word ? 'w' : key ? 'k' : 'n';
    const shown = quoted ?? text;
    nodes.push(code.slice(at, match.index), el('span', { class: kind }, shown));
    at = match.index + shown.length;
  }
  nodes.push(code.slice(at));
  return nodes;
}
