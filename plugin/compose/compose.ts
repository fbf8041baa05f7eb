/** Composes in one call, without a game: the conductor plays a script of moods, or a whole piece is written. */

import { withoutDescriptions } from '../affect/described-moods.ts';
import { nearestName, plainText } from '../mood/names.ts';
import { checkObject, ownValue } from '../mood/validate.ts';
import type { Seconds } from '../music/time.ts';
import type { OutputRecording } from '../output/recording-output.ts';
import type { PaletteDefinition } from '../soundtrack/palette.ts';
import type { PieceTable } from '../soundtrack/piece.ts';
import type { Soundtrack } from '../soundtrack/soundtrack.ts';
import { type OpenSource, openModel } from './open-model.ts';
import { type ComposeOptions, type ComposePlan, planOf } from './options.ts';
import { type PlayedMusic, playSections } from './play-sections.ts';
import { type ScoreData, scoreData } from './score-data.ts';
import type { ScriptSection } from './script.ts';
import { writeSong } from './song.ts';

/** What a composition is rendered from. */
export interface CompositionRecording extends OutputRecording {
  /** When the music starts and ends. */
  readonly start: Seconds;
  readonly end: Seconds;
  /** Whether the music is a loop, which the recording plays twice and a little more. */
  readonly loops: boolean;
  /** The palettes of the soundtrack. */
  readonly palettes: Readonly<Record<string, PaletteDefinition>>;
}

/** Composed music. `JSON.stringify` writes its {@link ScoreData}, as `npm run compose -- --json` does. */
export interface Composition extends ScoreData {
  /** Every call to the audio output, for rendering. */
  readonly recording: CompositionRecording;
  toJSON(): ScoreData;
}

/**
 * Composes bars of a mood, a script of moods, or a whole piece. The same options give the same notes.
 * @throws RangeError or TypeError (rejects) naming the option that is wrong; WeightsError for a model that is damaged.
 * @example
 * const score = await compose({ mood: 'forest', bars: 16, seed: 'a' });
 * console.log(score.parts.map(({ name, notes }) => `${name}: ${notes.length} notes`));
 * @example
 * const journey = await compose({ script: 'forest:8,battle:8', seed: 'a' });
 * const piece = await compose({ mood: 'village', form: 'song', minutes: 1.5 });
 */
export async function compose(asked: ComposeOptions): Promise<Composition> {
  // Reports mistakes in the words of the caller.
  planOf(asked);
  const { soundtrack } = asked;
  const options = soundtrack ? { ...asked, soundtrack: await withoutDescriptions(soundtrack) } : asked;
  const plan = planOf(options);
  const source = await openModel(options.model);
  try {
    return await write(plan, options, source);
  } finally {
    source.close();
  }
}

async function write(plan: ComposePlan, options: ComposeOptions, source: OpenSource): Promise<Composition> {
  const { seed, signals, work, soundtrack } = plan;
  const { warn = console.warn, onProgress = () => {} } = options;
  const progress = (done: number, of: number) => onProgress(done / of);
  const { palettes } = soundtrack;
  if (work.kind === 'sections') {
    const definition = { ...options.soundtrack, seed };
    const { sections } = work;
    const pieces = await piecesOf(options);
    warnOfMissing(plan.soundtrack, sections, options);
    const played = await playSections({
      source: { ...source, ...pieces },
      sections,
      soundtrack: definition,
      signals,
      warn,
      onBar: progress,
    });
    return composition(played, { ...played.recording, ...span(played), loops: false, palettes });
  }
  const { loop, minutes } = work;
  const mood = soundtrack.moods.get(work.mood)!;
  const song = await writeSong({
    model: source.composer,
    drummer: source.drummer?.() ?? null,
    mood,
    seed,
    minutes,
    loop,
    onPhrase: progress,
  });
  return composition(song.played, { ...song.rendered, ...span(song.played), loops: loop, palettes });
}

/** The pieces of the given MIDI files, if there are any. */
async function piecesOf({ scores, warn = console.warn }: ComposeOptions): Promise<{ readonly pieces?: PieceTable }> {
  if (scores === undefined) return {};
  checkObject('compose: scores', scores, "{ 'tavern.mid': bytes }");
  const { pieceTable } = await import('../piece/pieces.ts');
  return { pieces: pieceTable((key) => ownValue(scores, key), warn) };
}

/** One warning for each MIDI file that a mood of the sections is to play and that is not given. */
function warnOfMissing(
  { moods }: Soundtrack,
  sections: readonly ScriptSection[],
  { scores = {}, warn = console.warn }: ComposeOptions,
): void {
  const keys = new Set(sections.flatMap(({ mood }) => moods.get(mood)?.score?.key ?? []));
  for (const key of keys) {
    if (ownValue(scores, key)) continue;
    const near = nearestName(key, Object.keys(scores));
    const remedy = near === null ? 'give its bytes there' : `did you mean '${plainText(near)}'?`;
    warn(`music: score '${plainText(key)}': it is not in scores (${remedy}); its mood is composed instead`);
  }
}

const span = ({ start, end }: PlayedMusic) => ({ start, end });

function composition(played: PlayedMusic, recording: CompositionRecording): Composition {
  const data = scoreData(played);
  return { ...data, recording, toJSON: () => data };
}
