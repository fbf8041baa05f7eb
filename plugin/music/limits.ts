/**
 * Size limits of documents and arguments. The same limits hold everywhere: what a call accepts, a save can store and a
 * later `load` accepts. Each is far above what a game needs, and low enough that no document can freeze the page.
 */

/** Characters of a name: mood, signal, theme, stinger, palette, snapshot, tag, key of a push. Names are compared, shown and saved. */
export const NAME_LETTERS = 200;

/** Characters of a scene described in words: a few sentences. */
export const DESCRIPTION_LETTERS = 1000;

/** Characters of a seed. Games make seeds of names, dates and places; the whole seed is hashed once per phrase. */
export const SEED_LETTERS = 2000;

/** Characters of a URL (worker, model, weight shard). Browsers and servers accept about 2,000. */
export const ADDRESS_LETTERS = 2000;

/** Entries of one map of a soundtrack, e.g. its moods: each mood keeps its own music in memory. */
export const DECLARED = 1000;

/** Transitions of a soundtrack: enough for every pair of about forty moods. */
export const TRANSITIONS = 2000;

/** Modulations of a soundtrack: each is computed for every mood in every bar. */
export const MODULATIONS = 256;

/** Recordings of one instrument: one per MIDI pitch. */
export const RECORDINGS = 128;

/** The shortest written note in quarter notes, a 128th (15 ticks). Shorter ones are heard as ornaments, and below a tick they would have no length. */
export const SHORTEST_QUARTERS = 1 / 32;

/** Notes of a theme or of one part of a stinger: twice the 32nds of the longest theme. The cost of a theme grows with the square of its notes. */
export const WRITTEN_NOTES = 128;

/** Characters of written notes: {@link WRITTEN_NOTES} notes with spaces and line breaks. */
export const NOTES_LETTERS = 8192;

/** Characters of the name of a phrase's opening: a theme's name, or `echo of` and a mood's. */
export const OPENING_LETTERS = NAME_LETTERS + 20;

/** Simultaneous ducks: every change looks at all of them. */
export const DUCKS = 256;

/** Notes that a player gives to be answered: twice eight bars of 32nds. */
export const PLAYED_NOTES = 512;

/** Longest start or length of a played note, in seconds: eight bars of the slowest music take 96. */
export const PLAYED_SECONDS = 600;

/** Entries of a log: a day of play with ten commands a second. */
export const LOG_ENTRIES = 864_000;

/** Seconds of music in a log or save: ten years. Times past it lose their milliseconds. */
export const MUSIC_SECONDS = 315_360_000;

/** Seconds by which a command of a log may precede the one before it: music time goes back by 0.1 s after a machine slept. */
export const STEP_BACK_SECONDS = 1;

/** Phrases of a bank. */
export const BANK_PHRASES = 20_000;

/** Notes or chords of one phrase: eight bars of 12/8 in 64ths have 768. */
export const PHRASE_EVENTS = 1024;

/** Largest distance of a phrase's note from the tonic, in semitones: five octaves. */
export const PHRASE_REACH = 60;

/** Phrases, bars or slots of one mood in a save; no game reaches it. */
export const SAVED_COUNT = 1_000_000;

/** Entries of each list of one mood in a save: far more than are kept. */
export const SAVED_ENTRIES = 64;

/** Files that a model.json may name, and weights that it may list; the network of the package has 1 and 14. */
export const MODEL_SHARDS = 256;
export const MODEL_WEIGHTS = 1000;

/** Moods pushed at once: a game that pushes more has forgotten to pop. */
export const PUSHED_MOODS = 4096;

/** Nesting depth of plain data: a soundtrack has six levels. */
export const DEPTH = 16;
