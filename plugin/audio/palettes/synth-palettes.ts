/**
 * The palettes without downloads: every instrument is a synthesizer of Tone's (see `synths.ts`). Any mood can use them by
 * name: `controls: { palette: 'chiptune' }`.
 */

import { type ChannelPreset, type ChannelSettings, type Palette, play } from './channel-settings.ts';
import type { SynthName } from './synths.ts';

const channel = (instrument: SynthName, preset: ChannelPreset, gain: number, change: Partial<ChannelSettings> = {}) =>
  play(instrument, preset, gain, change);

/** Consoles of the 1980s had no reverb. */
const DRY = { reverb: 0.06 };

// biome-ignore format: tables read in columns
export const SYNTH_PALETTES = {
  // two pulses, a triangle, noise: the voices of a game console of 1985
  chiptune: {
    roles: {
      melody:  channel('pulse-lead', 'solo', -1, { ...DRY, echo: 0.16, attack: 0.002, release: 0.06 }),
      counter: channel('pulse-thin', 'answer', -1, { ...DRY, attack: 0.002, release: 0.06 }),
      chords:  channel('pulse-pluck', 'right', -3, { ...DRY, attack: 0.002, release: 0.08 }),
      bass:    channel('triangle-bass', 'bass', 0, { ...DRY, attack: 0.002, release: 0.05 }),
      pad:     channel('pulse-soft', 'pad', -8, { reverb: 0.12, attack: 0.04, release: 0.2 }),
      drums:   channel('drums-chip', 'drums', -5, DRY),
      stinger: channel('pulse-lead', 'right', 0, { ...DRY, echo: 0.3 }),
    },
    parts: { timpani: channel('drum-tuned', 'low', -6, DRY) },
  },
  // saws with closing filters, a growling bass, a drum machine
  'dark-synth': {
    roles: {
      melody:  channel('saw-lead', 'solo', -1, { echo: 0.16, release: 0.22 }),
      counter: channel('hollow', 'answer', 0, { echo: 0.1 }),
      chords:  channel('saw-stab', 'right', -3, { release: 0.18, echo: 0.08 }),
      bass:    channel('growl-bass', 'bass', -1),
      pad:     channel('string-machine', 'pad', -7.5, { attack: 0.25 }),
      drums:   channel('drums-machine', 'drums', -5),
      stinger: channel('saw-stab', 'brass', 0, { reverb: 0.4, echo: 0.25, release: 0.5 }),
    },
    parts: { timpani: channel('drum-tuned', 'low', -5) },
  },
  // breath and glass over slow pads, distant
  ethereal: {
    roles: {
      melody:  channel('glass-lead', 'solo', 0, { reverb: 0.5, echo: 0.2, attack: 0.05, release: 0.8 }),
      counter: channel('breath', 'answer', -1, { reverb: 0.5, attack: 0.12, release: 0.7 }),
      chords:  channel('air-pluck', 'left', -3, { reverb: 0.45, echo: 0.2, release: 1.2 }),
      bass:    channel('round-bass', 'bass', -2, { attack: 0.05, release: 0.4, reverb: 0.2 }),
      pad:     channel('ether-pad', 'pad', -6.5, { reverb: 0.5, attack: 0.7, release: 1.8 }),
      drums:   channel('drums-soft', 'drums', -8, { reverb: 0.4, echo: 0.12 }),
      stinger: channel('chime', 'right', 0, { reverb: 0.5, echo: 0.3, release: 1.4 }),
    },
    parts: { timpani: channel('drum-tuned', 'low', -9, { reverb: 0.45 }) },
  },
  // tines and gears: a music box of frequency modulation
  'toy-box': {
    roles: {
      melody:  channel('chime', 'solo', 0, { reverb: 0.34, attack: 0.002, release: 1 }),
      counter: channel('chime-soft', 'answer', 0, { attack: 0.002, release: 1 }),
      chords:  channel('chime-soft', 'left', -3, { release: 0.9 }),
      bass:    channel('pluck-bass', 'bass', -2, { release: 0.3 }),
      pad:     channel('ether-pad', 'pad', -9, { attack: 0.5, release: 1.4 }),
      drums:   channel('drums-soft', 'drums', -7, { reverb: 0.25 }),
      stinger: channel('chime', 'right', 1, { release: 1.2, echo: 0.2 }),
    },
    parts: { timpani: channel('drum-tuned', 'low', -10) },
  },
  // plucked strings, an accordion, wood and skin
  'folk-pluck': {
    roles: {
      melody:  channel('pluck-bright', 'solo', 0, { attack: 0.002, release: 0.4 }),
      counter: channel('reed', 'answer', -1),
      chords:  channel('pluck', 'right', -2.5, { attack: 0.002, release: 0.35 }),
      bass:    channel('pluck-bass', 'bass', -1.5),
      pad:     channel('reed-soft', 'pad', -9, { attack: 0.1, release: 0.35, pan: -0.25 }),
      drums:   channel('drums-wood', 'drums', -6),
      stinger: channel('pluck-bright', 'left', 0, { release: 0.8 }),
    },
    parts: { timpani: channel('drum-tuned', 'low', -9) },
  },
} as const satisfies Record<string, Palette>;
