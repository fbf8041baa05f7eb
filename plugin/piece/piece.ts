/** A game's MIDI file as the music of a mood: what each slot plays, and how it is arranged. */

import { arranging } from '../arrange/arrange.ts';
import type { ArrangeRequest } from '../arrange/request.ts';
import { phraseOf } from '../generate/compose.ts';
import type { Controls, Mood } from '../mood/controls.ts';
import type { ChordSpan } from '../music/harmony.ts';
import { MELODY_CONTROLS } from '../music/melody-controls.ts';
import type { Phrase, PhraseNote, PhraseRequest } from '../music/phrase.ts';
import type { Mode } from '../music/pitch.ts';
import { hashText } from '../music/random.ts';
import type { Score } from '../music/score.ts';
import { type Meter, meterInfo } from '../music/time.ts';
import type { Piece, PieceContext } from '../soundtrack/piece.ts';
import type { Opening } from '../soundtrack/theme.ts';
import { type FilePhrase, type FilePhrases, filePhrases } from './file-phrases.ts';
import { bandParts, fileParts, withoutRole } from './parts.ts';
import { chordsIn, degreeIn } from './rekeyed.ts';
import { type Manner, mannerOf, ornamented, otherChords } from './variation.ts';

/** What a slot plays, where no model writes it. */
interface Take {
  readonly manner: Exclude<Manner, 'new'>;
  readonly notes: readonly PhraseNote[];
  readonly chords: readonly ChordSpan[];
}

/**
 * Reads a MIDI file.
 * @throws Error with one line if it cannot be read or played.
 */
export function readPiece(bytes: Uint8Array): Piece {
  const file = filePhrases(bytes);
  // Every byte is one character.
  const hash = hashText(new TextDecoder('latin1').decode(bytes)).toString(16).padStart(8, '0');
  return new FilePiece(hash, file);
}

class FilePiece implements Piece {
  readonly controls: Partial<Controls>;
  readonly #file: FilePhrases;
  readonly #hasDrums: boolean;

  constructor(
    readonly hash: string,
    file: FilePhrases,
  ) {
    this.#file = file;
    this.#hasDrums = file.phrases.some(({ parts }) => parts.some(({ role }) => role === 'drums'));
    const { bpm: tempo, tonic, mode, meter } = file;
    this.controls = { tempo, tonic, mode, meter, ...melodyControls(file) };
  }

  shapeOf(slot: number): { readonly bars: number; readonly meter: Meter } {
    return this.#place(slot).phrase;
  }

  beginning(slot: number): number {
    const { length } = this.#file.phrases;
    if (slot === 0) return 0;
    const pass = length - this.#file.loopFrom;
    return length + Math.max(0, Math.ceil((slot - length) / pass)) * pass;
  }

  phrase(slot: number, { seed, mood, mode }: PieceContext): Phrase | null {
    const own = `${seed}/${mood.name}/${slot}`;
    const take = this.#take(slot, mood, mode, own);
    if (take === null) return null;
    const { bars, meter } = this.#place(slot).phrase;
    const request: PhraseRequest = { seed: own, bars, meter, mode, style: null, ...ASKED, chords: take.chords };
    return phraseOf(take.notes, request, 'score');
  }

  motif(slot: number, mode: Mode): Opening | null {
    const { phrase, index } = this.#place(slot);
    const bars = Math.max(1, Math.floor(phrase.bars / 2));
    const end = bars * meterInfo(phrase.meter).barTicks;
    const notes = this.#melody(phrase, mode).filter(({ tick }) => tick < end);
    if (notes.length === 0) return null;
    const cut = notes.map((note) => ({ ...note, durationTicks: Math.min(note.durationTicks, end - note.tick) }));
    return { name: `phrase ${index + 1} of the score`, notes: cut, bars, octave: null };
  }

  *arranging(request: ArrangeRequest, mood: Mood): Generator<undefined, Score> {
    const { phrase: played, controls, phraseIndex: slot, seed } = request;
    const { phrase } = this.#place(slot);
    const { bars, meter, mode, chords } = played.request;
    // A saved game may bring a phrase of an earlier version of the file.
    if (bars !== phrase.bars || meter !== phrase.meter) return yield* arranging(request);
    const take = played.source === 'score' ? this.#take(slot, mood, mode, seed) : null;
    const key = { from: this.#file, to: { tonic: controls.tonic, mode } };
    const tune = { before: phrase.melody, after: played.notes };
    const own = fileParts(phrase, { key, tune, home: mood.controls.intensity });
    const isWhole = take?.manner === 'written' || take?.manner === 'ornamented';
    const score = { bars, meter, bpm: controls.tempo, tonic: controls.tonic, mode, palette: controls.palette, chords };
    const paces = { paces: phrase.paces };
    if (isWhole && this.#hasDrums) return { ...score, parts: own, ...paces };
    const { lineup: _, place: __, octave: ___, statement: ____, ...plain } = request;
    const band = (yield* arranging(plain)).parts;
    if (isWhole) return { ...score, parts: [...own, ...bandParts(band, mood.controls.intensity)], ...paces };
    const drums = own.filter(({ role }) => role === 'drums');
    const melody = take === null ? [] : own.filter(({ role }) => role === 'melody');
    const others = drums.length > 0 ? withoutRole(band, 'drums') : band;
    const rest = melody.length > 0 ? withoutRole(others, 'melody') : others;
    return { ...score, parts: [...melody, ...rest, ...drums], ...paces };
  }

  #place(slot: number): { readonly phrase: FilePhrase; readonly index: number; readonly pass: number } {
    const { phrases, loopFrom } = this.#file;
    const pass = phrases.length - loopFrom;
    const past = slot - phrases.length;
    const index = past < 0 ? slot : loopFrom + (past % pass);
    return { phrase: phrases[index]!, index, pass: past < 0 ? 0 : 1 + Math.floor(past / pass) };
  }

  /** The slot's notes and chords; null where a model writes them. */
  #take(slot: number, mood: Mood, mode: Mode, seed: string): Take | null {
    const { phrase, pass, index } = this.#place(slot);
    const variation = mood.score?.variation ?? 0;
    const written = this.#melody(phrase, mode);
    const chords = chordsIn(phrase.chords, this.#file.mode, mode);
    const manner = mannerOf(phrase, pass, variation, seed);
    if (manner === 'new') return null;
    if (manner === 'written') return { manner, notes: written, chords };
    const own = { ...phrase, melody: written, chords };
    const others = manner === 'harmonized' ? otherChords(own, mode, mood, seed) : null;
    const notes = ornamented(own, pass, { variation, mode, seed, must: index === this.#variedIn(pass) });
    return others === null ? { manner: 'ornamented', notes, chords } : { manner: 'harmonized', notes, chords: others };
  }

  /** The phrase with a melody that is ornamented in any case, so that no pass is like another. */
  #variedIn(pass: number): number {
    const { phrases, loopFrom } = this.#file;
    const sung = phrases.flatMap(({ melody }, i) => (melody.length > 0 && i >= loopFrom ? [i] : []));
    return sung[pass % Math.max(1, sung.length)] ?? -1;
  }

  #melody({ melody }: FilePhrase, mode: Mode): readonly PhraseNote[] {
    return melody.map((note) => ({ ...note, pitch: degreeIn(note.pitch, this.#file.mode, mode) }));
  }
}

/** What is asked of a phrase that no model writes. */
const ASKED = { controls: {}, cadence: 'open' } as const;

/** How the file's melody is, on average, as controls: a model that continues it is asked for the same. */
function melodyControls({ phrases, mode }: FilePhrases): Partial<Controls> {
  const tunes = phrases.filter(({ melody }) => melody.length > 0);
  if (tunes.length === 0) return {};
  const measured = tunes.map(({ melody, bars, meter }) => {
    const request = { seed: '', bars, meter, mode, style: null, ...ASKED, chords: [] };
    return phraseOf(melody, request, 'score').measured;
  });
  const mean = (control: (typeof MELODY_CONTROLS)[number]) =>
    measured.reduce((sum, each) => sum + each[control], 0) / measured.length;
  return Object.fromEntries(MELODY_CONTROLS.map((control) => [control, mean(control)]));
}
