/** Draws phrases as a piano roll in SVG: time to the right, pitch upwards, chords above. */

import {
  type ChordSpan,
  chordSymbol,
  meterInfo,
  modulo,
  type Phrase,
  type PhraseNote,
  PPQ,
  type RelativePitch,
  type Ticks,
  type Tonic,
  tonicAnchor,
} from '../../plugin/internal.ts';

/** Width of a quarter note, in pixels. */
const QUARTER = 24;
const SEMITONE = 5;
const LEFT = 40;
const RIGHT = 12;
const TITLE = 26;
/** Height of the chord symbols above a row. */
const CHORDS = 14;
const BETWEEN = 20;
/** Gap between repeated notes. */
const GAP = 1;
/** Colors of notes that the model chose, and of notes that the form copied or gave their rhythm. */
const COLORS = { sampled: '#2f6690', formed: '#81a4cd' } as const;

/** A row of a roll: a phrase and its label. */
export interface RollRow {
  readonly label: string;
  readonly phrase: Phrase;
}

/** Draws phrases below each other, with a common pitch axis. */
export function pianoRoll(title: string, tonic: Tonic, rows: readonly RollRow[]): string {
  const pitches = rows.flatMap(({ phrase }) => phrase.notes.map(({ pitch }) => pitch));
  const [low, high] = [Math.min(...pitches) - 1, Math.max(...pitches) + 1];
  const height = (high - low + 1) * SEMITONE;
  const length = Math.max(...rows.map(({ phrase }) => lengthOf(phrase)));
  const width = LEFT + x(length) + RIGHT;
  const total = TITLE + rows.length * (CHORDS + height + BETWEEN);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" font-family="sans-serif" font-size="10">`,
    `<rect width="${width}" height="${total}" fill="#fff"/>`,
    `<text x="${LEFT}" y="16" font-size="13">${title}</text>`,
    ...rows.map(
      (row, i) =>
        `<g transform="translate(${LEFT} ${TITLE + i * (CHORDS + height + BETWEEN) + CHORDS})">${drawRow(row, tonic, low, high)}</g>`,
    ),
    '</svg>\n',
  ].join('\n');
}

function x(tick: Ticks): number {
  return Math.round((tick / PPQ) * QUARTER * 10) / 10;
}

function lengthOf({ request }: Phrase): Ticks {
  return request.bars * meterInfo(request.meter).barTicks;
}

function drawRow({ label, phrase }: RollRow, tonic: Tonic, low: RelativePitch, high: RelativePitch): string {
  const { chords, mode, bars, meter } = phrase.request;
  const height = (high - low + 1) * SEMITONE;
  const y = (pitch: RelativePitch) => (high - pitch + 0.5) * SEMITONE;
  const { barTicks, beats } = meterInfo(meter);
  const lines = (ticks: readonly Ticks[]) => ticks.map((tick) => `M${x(tick)} 0v${height}`).join('');
  const barLines = Array.from({ length: bars + 1 }, (_, bar) => bar * barTicks);
  let beat = 0;
  const inBar = beats.slice(0, -1).map((ticks) => (beat += ticks));
  const beatLines = barLines.slice(0, -1).flatMap((line) => inBar.map((tick) => line + tick));
  const tonics = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((pitch) => modulo(pitch, 12) === 0);
  const octave = (pitch: RelativePitch) => Math.floor((tonicAnchor(tonic) + pitch) / 12) - 1;
  return [
    `<path stroke="#e8e8e8" d="${lines(beatLines)}"/>`,
    `<path stroke="#aaa" d="${lines(barLines)}"/>`,
    `<path stroke="#e3b505" stroke-opacity=".6" d="${tonics.map((pitch) => `M0 ${y(pitch)}H${x(bars * barTicks)}`).join('')}"/>`,
    ...tonics.map((pitch) => `<text x="-8" y="${y(pitch) + 3}" text-anchor="end">${tonic}${octave(pitch)}</text>`),
    `<text x="-8" y="-4" text-anchor="end" fill="#777">${label}</text>`,
    ...chords.map((span) => chordText(span, tonic, mode)),
    ...(['sampled', 'formed'] as const).map((kind) => {
      const own = phrase.notes.filter(({ sampled }) => sampled === (kind === 'sampled'));
      const strokes = own.map((note) => stroke(note, y)).join('');
      return strokes === '' ? '' : `<path stroke="${COLORS[kind]}" stroke-width="${SEMITONE}" d="${strokes}"/>`;
    }),
  ].join('');
}

function chordText({ tick, chord }: ChordSpan, tonic: Tonic, mode: Phrase['request']['mode']): string {
  return `<text x="${x(tick) + 2}" y="-4">${chordSymbol(chord, tonic, mode)}</text>`;
}

function stroke({ pitch, tick, durationTicks }: PhraseNote, y: (pitch: RelativePitch) => number): string {
  return `M${x(tick)} ${y(pitch)}h${Math.max(1, x(durationTicks) - GAP)}`;
}
