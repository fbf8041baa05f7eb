/** Palettes of a game's own: recordings that the game has loaded take roles in a palette of the package. */

import { plainText, reasonOf, unknownName } from '../../mood/names.ts';
import { ROLES, type Role } from '../../music/score.ts';
import {
  type ChannelDefinition,
  type InstrumentDefinition,
  type PaletteDefinition,
  readPitch,
  recordingsOf,
} from '../../soundtrack/palette.ts';
import type { Soundtrack } from '../../soundtrack/soundtrack.ts';
import { crossfadeLoop, findLoop } from '../loop.ts';
import { peakLoudness } from '../loudness.ts';
import type { ChannelSettings, Palette } from './channel-settings.ts';
import { isPack } from './packs.ts';
import { PALETTE_NAMES, PALETTES } from './palettes.ts';
import type { Sampled, SampledNote } from './sampled-instrument.ts';
import { isSynth } from './synth-render.ts';

/** Loudness that every recording is levelled to, in LUFS; as for the package's own. */
const LEVEL = -20;
/** How far a recording goes from its root where no range is given: an octave in all. */
const REACH = [-5, 6] as const;
/** Where in a held recording its round begins and ends, as shares of it. */
const ROUND = [0.4, 0.92] as const;

/** Palettes and instruments that a game has defined, by name. */
export interface CustomPalettes {
  readonly palettes: ReadonlyMap<string, Palette>;
  /** Instruments by the name that voicings call them: `palette/role`. */
  readonly instruments: ReadonlyMap<string, InstrumentDefinition>;
}

/** Resolves definitions. @throws RangeError for a palette or instrument that is not known. */
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
          `palette '${plainText(name)}': ${role}: unknown instrument '${plainText(instrument)}'; see the list in the README`,
        );
      roles[role] = [voiced(key, instrument, base.roles[role])];
    }
    palettes.set(name, { roles, parts: base.parts });
  }
  return { palettes, instruments };
}

/** The palette of a name, the game's own first. @throws RangeError on an unknown name. */
export function paletteNamed(name: string, own: CustomPalettes): Palette {
  const palette = own.palettes.get(name) ?? (Object.hasOwn(PALETTES, name) ? PALETTES[name] : undefined);
  if (palette === undefined)
    throw new RangeError(unknownName('palette', name, [...own.palettes.keys(), ...PALETTE_NAMES]));
  return palette;
}

/**
 * Checks that every mood of a soundtrack names a palette that there is.
 * @throws RangeError naming the mood or palette, the name that is not known and those that are.
 */
export function checkPaletteNames({ palettes, moods }: Pick<Soundtrack, 'palettes' | 'moods'>): void {
  const own = ownPalettes(palettes);
  for (const [name, { controls }] of moods) {
    try {
      paletteNamed(controls.palette, own);
    } catch (error) {
      throw new RangeError(`mood '${plainText(name)}': ${reasonOf(error)}`);
    }
  }
}

/** An instrument on the seat of whoever played the role before, who plays on while it cannot be had. */
function voiced(name: string, instrument: InstrumentDefinition, before: readonly ChannelSettings[]): ChannelSettings {
  const { instead: _, ...seat } = before[0]!;
  const changes: ChannelDefinition = typeof instrument === 'string' ? {} : instrument;
  const { gain = 0, pan, reverb, echo, attack, release } = changes;
  return {
    ...seat,
    instrument: name,
    gain: seat.gain + gain,
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

/** The keys of all recordings of an instrument. */
export function keysOf(instrument: InstrumentDefinition): readonly string[] {
  return recordingsOf(instrument).map(({ key }) => key);
}

/**
 * An instrument out of what has been loaded so far, or null while that is nothing.
 * @param audio the loaded sound of a key. @param drum whether roots are drum keys.
 */
export function ownSampled(
  instrument: InstrumentDefinition,
  drum: boolean,
  audio: (key: string) => AudioBuffer | null,
  copy: (buffer: AudioBuffer) => AudioBuffer,
): Sampled | null {
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
    notes.push({ ...note, ...levelledAndLooped(loaded, sustain && !drum, copy) });
  }
  return notes.length === 0 ? null : { drum, notes };
}

function levelledAndLooped(loaded: AudioBuffer, sustain: boolean, copy: (buffer: AudioBuffer) => AudioBuffer) {
  const { sampleRate, duration } = loaded;
  const first = loaded.getChannelData(0);
  const loudness = peakLoudness(first, sampleRate);
  const gain = Number.isFinite(loudness) ? 10 ** ((LEVEL - loudness) / 20) : 1;
  const wish = { start: duration * ROUND[0], end: duration * ROUND[1] };
  const loop = sustain ? findLoop(first, sampleRate, wish) : null;
  if (!loop) return { buffer: loaded, gain, loop };
  // The game's own buffer is the game's: its loop is joined in a copy.
  const buffer = copy(loaded);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++)
    crossfadeLoop(buffer.getChannelData(channel), sampleRate, loop);
  return { buffer, gain, loop };
}
