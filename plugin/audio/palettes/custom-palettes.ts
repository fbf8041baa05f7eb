/** Custom palettes: recordings loaded by the game play roles in a palette. */

import { plainText, unknownName } from '../../mood/names.ts';
import { ROLES, type Role } from '../../music/score.ts';
import {
  type ChannelDefinition,
  type InstrumentDefinition,
  type PaletteDefinition,
  readPitch,
  recordingsOf,
} from '../../soundtrack/palette.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import { gainOfDb } from '../decibels.ts';
import { crossfadeLoop, findingLoop } from '../loop.ts';
import { NOTE_LOUDNESS, peakLoudness } from '../loudness.ts';
import type { ChannelSettings, Palette } from './channel-settings.ts';
import { INSTRUMENTS } from './instruments.ts';
import { KITS } from './kits.ts';
import { isPack } from './packs.ts';
import { PALETTE_NAMES, PALETTES } from './palettes.ts';
import type { Sampled, SampledNote } from './sampled-instrument.ts';
import { SYNTH_KITS } from './synth-kits.ts';
import { isSynth } from './synth-render.ts';
import { SYNTHS } from './synths.ts';

/** Default range of a recording around its root, in semitones: an octave in all. */
const REACH = [-5, 6] as const;
/** Default loop points of a sustained recording, as shares of its length. */
const ROUND = [0.4, 0.92] as const;

/** Names of the package's instruments and kits. */
const INSTRUMENT_NAMES = [INSTRUMENTS, SYNTHS, KITS, SYNTH_KITS].flatMap((table) => Object.keys(table));

/** A game's palettes and instruments, by name. */
export interface CustomPalettes {
  readonly palettes: ReadonlyMap<string, Palette>;
  /** Instruments by the name in channel settings: `palette/role`. */
  readonly instruments: ReadonlyMap<string, InstrumentDefinition>;
}

/** Resolves definitions. @throws RangeError for an unknown palette or instrument. */
export function ownPalettes(definitions: Readonly<Record<string, PaletteDefinition>>): CustomPalettes {
  const palettes = new Map<string, Palette>();
  const instruments = new Map<string, InstrumentDefinition>();
  for (const [name, definition] of Object.entries(definitions)) {
    const { like = 'journey' } = definition;
    const base = palettes.get(like) ?? (Object.hasOwn(PALETTES, like) ? PALETTES[like] : undefined);
    if (!base)
      throw new RangeError(
        `palette '${plainText(name)}': like: ${unknownName('palette', like, [...PALETTE_NAMES, ...palettes.keys()])}`,
      );
    const roles: Record<Role, readonly ChannelSettings[]> = { ...base.roles };
    for (const role of ROLES) {
      const instrument = definition[role];
      if (instrument === undefined) continue;
      const key = typeof instrument === 'string' ? instrument : `${name}/${role}`;
      if (typeof instrument !== 'string') instruments.set(key, instrument);
      else if (!isPack(instrument) && !isSynth(instrument))
        throw new RangeError(
          `palette '${plainText(name)}': ${role}: ${unknownName('instrument', instrument, INSTRUMENT_NAMES)}`,
        );
      roles[role] = [voiced(key, instrument, base.roles[role])];
    }
    palettes.set(name, { roles, parts: base.parts });
  }
  return { palettes, instruments };
}

/** The palette of a name; custom palettes take precedence. @throws RangeError for an unknown name. */
export function paletteNamed(name: string, own: CustomPalettes): Palette {
  const palette = own.palettes.get(name) ?? (Object.hasOwn(PALETTES, name) ? PALETTES[name] : undefined);
  if (palette === undefined)
    throw new RangeError(unknownName('palette', name, [...own.palettes.keys(), ...PALETTE_NAMES]));
  return palette;
}

/** Checks the instruments of palettes. @throws RangeError naming the palette, the role and the likely instrument. */
export function checkInstrumentNames({ palettes }: Pick<Soundtrack, 'palettes'>): void {
  ownPalettes(palettes);
}

/** Channel settings for an instrument in place of the role's previous one, which plays while it is unavailable. */
function voiced(name: string, instrument: InstrumentDefinition, before: readonly ChannelSettings[]): ChannelSettings {
  const { instead: _, ...settings } = before[0]!;
  const changes: ChannelDefinition = typeof instrument === 'string' ? {} : instrument;
  const { gain = 0, pan, reverb, echo, attack, release } = changes;
  return {
    ...settings,
    instrument: name,
    gain: settings.gain + gain,
    skip: 0,
    transpose: 0,
    ...(pan !== undefined && { pan }),
    ...(reverb !== undefined && { reverb }),
    ...(echo !== undefined && { echo }),
    ...(attack !== undefined && { attack }),
    ...(release !== undefined && { release }),
    ...(typeof instrument !== 'string' && { instead: before }),
  };
}

/** The audio keys of all recordings of an instrument. */
export function keysOf(instrument: InstrumentDefinition): readonly string[] {
  return recordingsOf(instrument).map(({ key }) => key);
}

/**
 * An instrument from the recordings loaded so far, or null if there are none. They are leveled, and their loops are searched:
 * up to a tenth of a second for a long recording, so this is a generator with steps in between.
 * @param audio returns the loaded buffer of a key. @param drum whether roots are drum keys.
 */
export function* samplingOwn(
  instrument: InstrumentDefinition,
  drum: boolean,
  audio: (key: string) => AudioBuffer | null,
  copy: (buffer: AudioBuffer) => AudioBuffer,
): Generator<undefined, Sampled | null> {
  const notes: SampledNote[] = [];
  for (const { key, root, range, sustain = false } of recordingsOf(instrument)) {
    const loaded = audio(key);
    if (!loaded) continue;
    const pitch = readPitch('root', root);
    const [lowest, highest] = range
      ? range.map((end) => readPitch('range', end))
      : [pitch + REACH[0], pitch + REACH[1]];
    const limits = [lowest!, highest!] as const;
    const note = { pitch, start: 0, seconds: loaded.duration, range: drum && !range ? null : limits };
    notes.push({ ...note, ...(yield* levelingAndLooping(loaded, sustain && !drum, copy)) });
  }
  return notes.length === 0 ? null : { drum, notes };
}

function* levelingAndLooping(
  loaded: AudioBuffer,
  sustain: boolean,
  copy: (buffer: AudioBuffer) => AudioBuffer,
): Generator<undefined, Pick<SampledNote, 'buffer' | 'gain' | 'loop'>> {
  const { sampleRate, duration } = loaded;
  const first = loaded.getChannelData(0);
  const loudness = peakLoudness(first, sampleRate);
  const gain = Number.isFinite(loudness) ? gainOfDb(NOTE_LOUDNESS - loudness) : 1;
  yield;
  const range = { start: duration * ROUND[0], end: duration * ROUND[1] };
  const loop = sustain ? yield* findingLoop(first, sampleRate, range) : null;
  if (!loop) return { buffer: loaded, gain, loop };
  // The buffer belongs to the game: its loop is crossfaded in a copy.
  const buffer = copy(loaded);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    yield;
    crossfadeLoop(buffer.getChannelData(channel), sampleRate, loop);
  }
  return { buffer, gain, loop };
}
