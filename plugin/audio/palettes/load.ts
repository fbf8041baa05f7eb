/** Samples come in lazily imported modules, which every bundler carries along, and are decoded once a context. */

import type { MidiPitch } from '../../music/pitch.ts';
import type { Seconds } from '../../music/time.ts';
import type { InstrumentName } from './instruments.ts';
import { type KitName, NEAREST_DRUM } from './kits.ts';
import { instrumentsOf, PALETTE_NAMES, PALETTES, type Palette } from './palettes.ts';
import { decodingDelay, nearestNote, type Sprite, type SpriteNote } from './sprite.ts';
import { spriteModule } from './sprite-module.ts';

/** A decoded instrument. */
export interface Sampled {
  readonly buffer: AudioBuffer;
  /** How much later the notes are in the buffer than the sprite says. */
  readonly delay: Seconds;
  readonly notes: readonly SpriteNote[];
}

/** A palette whose instruments are all at hand. */
export interface LoadedPalette {
  readonly palette: Palette;
  readonly instruments: ReadonlyMap<InstrumentName | KitName, Sampled>;
}

type Decoding = Map<InstrumentName | KitName, Promise<Sampled>>;
const decodings = new WeakMap<BaseAudioContext, Decoding>();

/** The palette of a name. @throws RangeError on an unknown name. */
export function paletteNamed(name: string): Palette {
  const palette = Object.hasOwn(PALETTES, name) ? PALETTES[name] : undefined;
  if (palette === undefined)
    throw new RangeError(`unknown palette '${name}'; known palettes: ${PALETTE_NAMES.join(', ')}`);
  return palette;
}

/** Loads and decodes what a palette needs. Rejects with one line: unknown palette, samples missing or not decodable. */
export async function loadPalette(name: string, context: BaseAudioContext): Promise<LoadedPalette> {
  const palette = paletteNamed(name);
  const names = instrumentsOf(palette);
  const sampled = await Promise.all(names.map((instrument) => decoded(instrument, context)));
  return { palette, instruments: new Map(names.map((instrument, i) => [instrument, sampled[i]!])) };
}

/** The sample that plays a pitch, and at what rate; for a kit, the key's own stroke or the nearest in kind. */
export function sampleFor(
  sampled: Sampled,
  pitch: MidiPitch,
  drum: boolean,
): { readonly note: SpriteNote; readonly rate: number } | null {
  if (drum) {
    const stroke =
      sampled.notes.find((note) => note.pitch === pitch) ??
      sampled.notes.find((note) => note.pitch === NEAREST_DRUM[pitch]);
    return stroke ? { note: stroke, rate: 1 } : null;
  }
  const note = nearestNote(sampled.notes, pitch);
  return note && { note, rate: 2 ** ((pitch - note.pitch) / 12) };
}

function decoded(name: InstrumentName | KitName, context: BaseAudioContext): Promise<Sampled> {
  const known = decodings.get(context) ?? new Map();
  decodings.set(context, known);
  const present = known.get(name);
  if (present) return present;
  const loading = decode(name, context);
  known.set(name, loading);
  // A failure may pass (a lost connection): the next call tries again.
  loading.catch(() => known.delete(name));
  return loading;
}

async function decode(name: InstrumentName | KitName, context: BaseAudioContext): Promise<Sampled> {
  const { notes, mp3 } = await importSprite(name);
  const text = atob(mp3);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  try {
    const buffer = await context.decodeAudioData(bytes.buffer);
    return { buffer, notes, delay: decodingDelay(buffer.getChannelData(0), buffer.sampleRate) };
  } catch (error) {
    throw new Error(`cannot decode the samples of '${name}': ${(error as Error).message}; run npm run palettes again`);
  }
}

async function importSprite(name: string): Promise<Sprite> {
  try {
    return await spriteModule(name);
  } catch (error) {
    throw new Error(`cannot load the samples of '${name}': ${(error as Error).message}; run npm run palettes first`);
  }
}
