/** The synthesizer that replaces each sampled instrument while its samples load or are unavailable. */

import type { InstrumentName } from './instruments.ts';
import type { KitName } from './kits.ts';
import type { SynthName } from './synths.ts';

/** The synthesizer most similar in attack and decay, then in timbre. */
export const STAND_INS: Readonly<Record<InstrumentName | KitName, SynthName>> = {
  flute: 'breath',
  oboe: 'reed',
  clarinet: 'breath',
  violin: 'reed',
  cello: 'round-bass',
  contrabass: 'round-bass',
  trumpet: 'saw-lead',
  horn: 'saw-stab',
  trombone: 'saw-stab',
  brass: 'saw-stab',
  strings: 'string-machine',
  'slow-strings': 'string-machine',
  tremolo: 'string-machine',
  choir: 'ether-pad',
  voices: 'ether-pad',
  accordion: 'reed-soft',
  'warm-pad': 'ether-pad',
  glass: 'ether-pad',
  drone: 'ether-pad',
  harp: 'pluck',
  'nylon-guitar': 'pluck',
  sitar: 'pluck-bright',
  dulcimer: 'pluck-bright',
  piano: 'air-pluck',
  celesta: 'chime',
  'music-box': 'chime',
  glockenspiel: 'chime',
  vibraphone: 'chime-soft',
  bell: 'chime',
  pizzicato: 'pluck-bass',
  'double-bass': 'pluck-bass',
  'picked-bass': 'growl-bass',
  timpani: 'drum-tuned',
  percussion: 'drums-wood',
  'kit-soft': 'drums-soft',
  'kit-hand': 'drums-wood',
  'kit-frame': 'drums-wood',
  'kit-orchestra': 'drums-machine',
  'kit-taiko': 'drums-machine',
};
