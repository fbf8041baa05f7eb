/** The playing order of a written tune: repeats with their endings, the header's order of parts, da capo and coda. */

import type { Mark } from './abc-line.ts';
import type { Written, WrittenBar } from './abc-voice.ts';

/** Most events of a tune; more mean an endless loop. */
const MOST_EVENTS = 100_000;
/** Longest order of parts. */
const MOST_PARTS = 500;

/**
 * The events of a tune in playing order.
 * @param order The order of parts of the header's P: field; with null or unknown parts: as written.
 */
export function played(written: readonly Written[], order: string | null): readonly Written[] {
  const walk = new Walk(written);
  const parts = order === null ? null : partsInOrder(written, order);
  if (parts) for (const { from, to } of parts) walk.play(from, to);
  else daCapo(written, walk);
  return walk.out.map((index) => written[index]!);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The spans of the parts, in order; null if the order names an unknown part. */
function partsInOrder(written: readonly Written[], order: string): readonly Span[] | null {
  const spans = new Map<string, Span>();
  const labels = written.flatMap((event, index) => (event.kind === 'part' ? [{ index, name: event.name }] : []));
  for (const [i, { index, name }] of labels.entries()) {
    const letter = /^\W*([A-Za-z])(?![A-Za-z])/.exec(name)?.[1];
    // Parts that are written out again are already in order.
    if (letter === undefined || spans.has(letter)) return null;
    spans.set(letter, { from: index, to: labels[i + 1]?.index ?? written.length });
  }
  const names = spelledOut(order);
  if (names.length === 0 || names.some((name) => !spans.has(name))) return null;
  const before = { from: 0, to: labels[0]!.index };
  return [before, ...names.map((name) => spans.get(name)!)];
}

/** `(AB)2C3` as A B A B C C C; empty if it is invalid. */
export function spelledOut(order: string): readonly string[] {
  const stack: string[][] = [[]];
  let last: readonly string[] = [];
  for (const [token] of order.replaceAll(/[\s.,]/g, '').matchAll(/\d+|[^\d]/g)) {
    const open = stack.at(-1)!;
    if (token === '(') stack.push([]);
    else if (token === ')' && stack.length > 1) {
      last = stack.pop()!;
      stack.at(-1)!.push(...last);
    } else if (/^\d/.test(token)) {
      for (let times = 1; times < Number(token) && open.length <= MOST_PARTS; times++) open.push(...last);
    } else if (/^[A-Za-z]/.test(token)) {
      last = [token];
      open.push(token);
    } else return [];
    if (stack.some((each) => each.length > MOST_PARTS)) return [];
  }
  return stack.length === 1 ? stack[0]! : [];
}

/** Plays everything, then from the start or the segno to the end, the mark `fine`, or through the coda. */
function daCapo(written: readonly Written[], walk: Walk): void {
  const all = (mark: Mark) =>
    written.flatMap((event, index) => (event.kind !== 'part' && event.marks.includes(mark) ? [index] : []));
  const back = [...all('D.C.'), ...all('D.S.')].sort((a, b) => a - b)[0];
  if (back === undefined) {
    walk.play(0, written.length);
    return;
  }
  const [segno] = all('segno');
  const isSign = written[back]!.kind !== 'part' && (written[back] as WrittenBar).marks.includes('D.S.');
  const target = isSign && segno !== undefined && segno < back ? segno : 0;
  const jump = lineAfter(written, back);
  walk.play(0, jump);
  const [toCoda, coda] = all('coda');
  const fine = all('fine')[0] ?? all('fermata').find((index) => index < back && endsSection(written, index));
  if (toCoda !== undefined && coda !== undefined && toCoda >= target && toCoda < back && coda > toCoda) {
    walk.play(target, lineAfter(written, toCoda), true);
    walk.play(coda, written.length);
  } else if (fine !== undefined && fine >= target) {
    walk.play(target, lineAfter(written, fine), true);
  } else {
    walk.play(target, jump, true);
    walk.play(jump, written.length);
  }
}

/** Whether a section ends here: old prints end a da capo with a fermata over a double bar, or over the note before it. */
function endsSection(written: readonly Written[], index: number): boolean {
  const line = written[lineAfter(written, index) - 1];
  return line?.kind === 'bar' && (line.isDouble || line.endsRepeat);
}

/** Index after the bar line of a mark, which is at the line or at a note of its bar. */
function lineAfter(written: readonly Written[], index: number): number {
  const line = written.findIndex((event, i) => i >= index && event.kind === 'bar');
  return line < 0 ? written.length : line + 1;
}

/** A repeat: how often it is played, and its endings. */
interface Repeat {
  readonly rounds: number;
  readonly endings: readonly { readonly index: number; readonly numbers: readonly number[] }[];
}

/** Walks through the events in playing order. */
class Walk {
  readonly out: number[] = [];
  readonly #written: readonly Written[];
  /** First event of the repeat; `#round` is the current repetition. */
  #start = 0;
  #round = 1;
  #repeat: Repeat = { rounds: 2, endings: [] };
  /** Bar line at which the current ending began. */
  #ending: number | null = null;
  #end = 0;
  /** After a da capo every repeat is played once, with its last ending. */
  #once = false;

  constructor(written: readonly Written[]) {
    this.#written = written;
  }

  play(from: number, to: number, once = false): void {
    this.#once = once;
    this.#end = to;
    this.#begin(from);
    for (let at = from; at < to; ) {
      if (this.out.length > MOST_EVENTS) throw new Error('an ABC tune whose repeats do not end');
      const event = this.#written[at]!;
      this.out.push(at);
      at = event.kind === 'bar' ? this.#after(event, at) : at + 1;
    }
  }

  /** Starts a possible repeat. */
  #begin(start: number): void {
    this.#start = start;
    this.#repeat = this.#repeatAt(start);
    this.#round = this.#once ? this.#repeat.rounds : 1;
    this.#ending = null;
  }

  /** Index of the event after a bar line. */
  #after(bar: WrittenBar, at: number): number {
    if (bar.endsRepeat && this.#round < this.#repeat.rounds) return this.#again();
    if (bar.endsRepeat && bar.endings.length > 0) {
      if (!bar.endings.includes(this.#round)) return this.#behindSign(at);
      this.#ending = at;
      return at + 1;
    }
    // The last repetition may end with the sign, too.
    if (bar.endsRepeat) this.#begin(at + 1);
    else if (bar.isDouble && this.#ending !== null && this.#round >= this.#repeat.rounds) this.#begin(at + 1);
    if (bar.startsRepeat && this.#start !== at + 1) this.#begin(at + 1);
    if (bar.endings.length === 0) return at + 1;
    return this.#enter(bar, at);
  }

  #again(): number {
    this.#round++;
    this.#ending = null;
    return this.#start;
  }

  /** The ending of this repetition: the one that starts here or a later one, or none. */
  #enter({ endings }: WrittenBar, at: number): number {
    const fits = (index: number, numbers: readonly number[]) => index >= at && numbers.includes(this.#round);
    const found = this.#repeat.endings.find(({ index, numbers }) => fits(index, numbers));
    if (found) {
      this.#ending = found.index;
      return found.index + 1;
    }
    // The repeat sign between two endings is missing.
    if (this.#ending !== null && endings.every((number) => number > this.#round)) return this.#again();
    if (this.#ending !== null) {
      // A second pair of endings without the start of its repeat: assume as many bars as the first pair had.
      this.#begin(this.#guess(at));
      this.#ending = at;
      return at + 1;
    }
    // A number without a repeat.
    if (this.#round === 1) return at + 1;
    // No ending is written for this repetition.
    return this.#behindSign(at);
  }

  /** Index after the next repeat sign, where another repeat may start. */
  #behindSign(at: number): number {
    const sign = this.#written.findIndex((event, i) => i > at && event.kind === 'bar' && event.endsRepeat);
    const next = sign < 0 || sign >= this.#end ? this.#end : sign + 1;
    this.#begin(next);
    return next;
  }

  #guess(at: number): number {
    const [first, second] = this.#repeat.endings;
    const isBar = (index: number) => this.#written[index]!.kind === 'bar';
    if (!first || !second) return at + 1;
    let bars = 0;
    for (let i = first.index + 1; i <= second.index; i++) if (isBar(i)) bars++;
    for (let i = second.index + 1; i < at; i++) if (isBar(i) && --bars === 0) return i + 1;
    return at + 1;
  }

  /** The repeat that starts at an event. */
  #repeatAt(start: number): Repeat {
    const endings: { index: number; numbers: readonly number[] }[] = [];
    const before = this.#written[start - 1];
    let rounds = before?.kind === 'bar' && before.startsRepeat ? before.rounds : 2;
    const seen = new Set<number>();
    let ended = false;
    for (let i = start; i < this.#end; i++) {
      const event = this.#written[i]!;
      if (event.kind !== 'bar') continue;
      if (event.endsRepeat && !ended) rounds = Math.max(rounds, event.rounds);
      if (event.endings.some((number) => seen.has(number))) break;
      if (event.endings.length > 0 && (!ended || event.endings[0]! > 1))
        endings.push({ index: i, numbers: event.endings });
      else if (ended && (event.endsRepeat || event.isDouble)) break;
      for (const number of event.endings) seen.add(number);
      if (event.startsRepeat) break;
      ended ||= event.endsRepeat;
      if (ended && event.endings.length === 0 && endings.length === 0) break;
    }
    return { rounds: Math.max(rounds, ...seen), endings };
  }
}
