/**
 * How much of anything a document or a call may hold. The same limits hold at every door: what a call accepts, a save can
 * hold and a later `load` accepts. Each is far above what a game needs, and low enough that no document can stop the page.
 */

/** Letters of a name: a mood, signal, theme, stinger, palette, snapshot, tag, the key of a push. Names are compared, shown and saved. */
export const NAME_LETTERS = 200;

/** Letters of a seed. Games make seeds of names, dates and places; all of it is hashed once a phrase. */
export const SEED_LETTERS = 2000;

/** Letters of an address (a worker, a model, a shard of weights). Browsers and servers take about 2,000. */
export const ADDRESS_LETTERS = 2000;

/** Entries of one map of a soundtrack, e.g. its moods: each mood has music of its own in memory. */
export const DECLARED = 1000;

/** Transitions of a soundtrack: between any two of some forty moods. */
export const TRANSITIONS = 2000;

/** Modulations: each is worked out for every mood at every bar. */
export const MODULATIONS = 256;

/** Recordings of one instrument: one for each MIDI pitch. */
export const RECORDINGS = 128;

/** The shortest written note in quarter notes, a 128th (15 ticks): shorter ones are ornaments that nobody hears as notes, and below a tick they would last no time. */
export const SHORTEST_QUARTERS = 1 / 32;

/** Notes of a theme or of one line of a stinger: twice as many 32nds as the longest theme has room for. Setting a theme takes time by the square of its notes. */
export const WRITTEN_NOTES = 128;

/** Letters of written notes: {@link WRITTEN_NOTES} of them with room for spaces and line breaks. */
export const NOTES_LETTERS = 8192;

/** Letters of the name of what a phrase began with: a theme's, or `echo of` a mood's. */
export const OPENING_LETTERS = NAME_LETTERS + 20;

/** Ducks at once: each is looked at whenever one changes. */
export const DUCKS = 256;

/** Notes that a player gives to be answered: eight bars of 32nds, and as many again. */
export const PLAYED_NOTES = 512;

/** Seconds of played notes, and how long one may last: eight bars of the slowest music take 96. */
export const PLAYED_SECONDS = 600;

/** Entries of a log: a day of play with ten commands a second. */
export const LOG_ENTRIES = 864_000;

/** Seconds of music in a log or save: ten years. Times past it lose their milliseconds. */
export const MUSIC_SECONDS = 315_360_000;

/** Seconds that a command of a log may lie before the one before it: music time goes back by 0.1 s where a machine slept. */
export const STEP_BACK_SECONDS = 1;

/** Phrases of a bank. */
export const BANK_PHRASES = 20_000;

/** Notes or chords of one phrase: eight bars of 12/8 in 64ths have 768. */
export const PHRASE_EVENTS = 1024;

/** Semitones that a note of a phrase may lie from its tonic: five octaves. */
export const PHRASE_REACH = 60;

/** Phrases, bars or slots of one mood in a save: no game lasts so many. */
export const SAVED_COUNT = 1_000_000;

/** Entries of each list of one mood in a save: far more than is kept of one. */
export const SAVED_ENTRIES = 64;

/** Files that a model.json may name, and weights that it may list: the network of the package has 1 and 14. */
export const MODEL_SHARDS = 256;
export const MODEL_WEIGHTS = 1000;

/** Moods that may be pushed at once: a game that pushes more has forgotten to pop. */
export const PUSHED_MOODS = 4096;

/** How deep plain data may be nested: a soundtrack has six levels. */
export const DEPTH = 16;
