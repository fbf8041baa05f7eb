/** Which synthesiser plays in a sampled instrument's place while its samples are on the way, or where they cannot be had. */

import type { InstrumentName } from './instruments.ts';
import type { KitName } from './kits.ts';
import type { SynthName } from './synths.ts';

/** Nearest in how a note begins and lasts first, then in colour. */
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
