/**
 * Stingers as text, for musicians to read and change. A voice is a list of notes: scale degree, octave marks and length.
 * `1` is the tonic, `5'` the fifth an octave higher, `5,` an octave lower, `r` a rest; after `:` the length in eighths.
 * Degrees follow the current mode, so that a fanfare in a dark mode is dark; `#4` and `b2` are altered. `t` and `T` are the
 * lower and upper tone of the mode's own tritone, and `h` is the step above `t`: danger without leaving the key.
 * Shapes: victory rises in dotted fourths and fifths (docs/music-criteria.md, Scenes); discovery is a rising arpeggio up to
 * the ninth; danger trembles on a step and leaps by the tritone; defeat falls by step to a low tonic; item is a quick
 * turn up to the octave; level-up climbs the chord twice, the second time higher; secret wanders by thirds without a
 * leading tone.
 *
 * Priorities rank what a player must not miss: the end of a fight above danger, danger above a discovery. Cool-downs limit
 * frequent events, such as items.
 */

/** One voice of a stinger. */
export interface StingerVoice {
  /** 0..1 */
  readonly level: number;
  readonly text: string;
}

/** A stinger's voices, and the length of its last chord in eighths. */
export interface StingerMotif {
  readonly voices: readonly StingerVoice[];
  readonly ring: number;
  /** Octaves from the tonic anchor. */
  readonly octave: number;
  /** 0..10; others with lower priority do not play while this sounds. */
  readonly priority: number;
  /** Seconds before it may play again. */
  readonly cooldown: number;
}

/** Names of the package's stingers. */
export const STINGERS = ['victory', 'discovery', 'danger', 'defeat', 'item', 'secret', 'level-up'] as const;
export type StingerName = (typeof STINGERS)[number];

/** The stingers. */
export const STINGER_MOTIFS: Readonly<Record<StingerName, StingerMotif>> = {
  victory: {
    voices: [
      { level: 0.9, text: "5:1.5 5:.5 1':1.5 1':.5 3':1 2':1 5':2" },
      { level: 0.72, text: "3:1.5 3:.5 5:1.5 5:.5 1':1 7:1 2':2" },
      { level: 0.75, text: '1,:2 5,:2 4,:1 5,:1 5,:2' },
    ],
    ring: 6,
    octave: 0,
    priority: 8,
    cooldown: 2,
  },
  discovery: {
    voices: [
      { level: 0.7, text: "1:.5 3:.5 5:.5 1':.5 3':.5 5':.5 2'':1" },
      { level: 0.55, text: 'r:2 1:2' },
    ],
    ring: 5,
    octave: 1,
    priority: 5,
    cooldown: 1,
  },
  danger: {
    voices: [
      { level: 0.92, text: 'h:.5 t:.5 h:.5 t:.5 T:2' },
      { level: 0.85, text: 't,:.5 t,:.5 t,:.5 t,:.5 h,:2' },
    ],
    ring: 3,
    octave: -1,
    priority: 6,
    cooldown: 3,
  },
  defeat: {
    voices: [
      { level: 0.75, text: '5:2 4:1 3:1 2:1 1:1' },
      { level: 0.65, text: '3:2 2:1 1:1 7,:1 5,:1' },
      { level: 0.7, text: '1,:2 6,,:2 5,,:2' },
    ],
    ring: 6,
    octave: 0,
    priority: 9,
    cooldown: 2,
  },
  item: {
    voices: [{ level: 0.7, text: "5:.5 1':.5 2':.5 5':.5" }],
    ring: 3,
    octave: 1,
    priority: 3,
    cooldown: 0.25,
  },
  secret: {
    voices: [{ level: 0.62, text: "1':.5 6:.5 3:.5 5:.5 2':.5 6:.5 5':.5" }],
    ring: 4,
    octave: 1,
    priority: 5,
    cooldown: 1,
  },
  'level-up': {
    voices: [
      { level: 0.82, text: "1:.5 3:.5 5:.5 r:.5 3:.5 5:.5 1':.5 3':.5" },
      { level: 0.66, text: 'r:2 1:1 5:1' },
    ],
    ring: 5,
    octave: 1,
    priority: 7,
    cooldown: 1,
  },
};
