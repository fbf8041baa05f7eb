/**
 * What comes out of the speaker, in figures: loudness of every mood at three intensities and with every palette against
 * its target, whether its octaves fill with its layers, peaks between samples, offset, clicks at every seam, level through a crossfade, silences, and how fast it
 * is rendered. Then its spectrum, width and dynamics beside those of finished games' music. A picture of each mood's spectrum over time, where a folder for them is named.
 */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFilesAtomic } from '../../models/cli/files.ts';
import { progressLine } from '../../models/cli/progress.ts';
import { integratedLoudness } from '../../plugin/audio/loudness.ts';
import { MEASURED_INTENSITIES } from '../../plugin/audio/palettes/levels.ts';
import { LOUDNESS_TARGETS } from '../../plugin/audio/palettes/loudness-targets.ts';
import { PALETTE_NAMES } from '../../plugin/audio/palettes/palettes.ts';
import { PRESET_NAMES, PRESETS, type PresetName } from '../../plugin/internal.ts';
import { renderPiece, seedsOf } from '../../scripts/levels/piece.ts';
import { soundPage } from '../../scripts/levels/sound-page.ts';
import { spectrogramPng } from '../../scripts/levels/spectrogram.ts';
import { peak, toDecibels } from '../helper/audio-measure.ts';
import { hearClicks, hearCrossfade, longestSilence } from '../helper/deck-probe.ts';
import { fullness } from '../helper/fullness.ts';
import { truePeak } from '../helper/true-peak.ts';
import { moodFigures, referenceLines, referenceMissed, referenceRows } from './sound/reference.ts';
import { median, rounded } from './statistics.ts';
import type { Topic } from './topic.ts';

const SECONDS = 30;
/** The bars: off target, rise from 0.2 to 1, layers, true peak, offset, click, crossfade, speed. */
const BARS = {
  off: 1,
  rise: [2, 6],
  fuller: 0.1,
  truePeak: -1,
  offset: 1e-3,
  click: -60,
  crossfade: 1,
  realTime: 5,
} as const;

/** What was measured of one mood with one palette at one intensity; loudness is the mean of the mood's pieces. */
interface Measured {
  readonly mood: PresetName;
  readonly palette: string;
  readonly intensity: number;
  readonly loudness: number;
  readonly truePeak: number;
  /** Mean of all samples. */
  readonly offset: number;
  /** Share of samples at full scale. */
  readonly clipped: number;
  readonly silence: number;
  readonly realTime: number;
}

const round = (value: number, digits = 1) => rounded(value, digits);

async function measure(mood: PresetName, palette: string, intensity: number, pictures: string | null) {
  const each: Pick<Measured, 'loudness' | 'truePeak' | 'offset' | 'clipped' | 'silence' | 'realTime'>[] = [];
  for (const seed of seedsOf(mood)) {
    const began = performance.now();
    const { left, right, sampleRate } = await renderPiece({ mood, palette, intensity, seed, seconds: SECONDS });
    const channels = [left, right];
    each.push({
      loudness: integratedLoudness(channels, sampleRate),
      truePeak: truePeak(...channels),
      offset: Math.max(...channels.map((channel) => Math.abs(channel.reduce((sum, x) => sum + x, 0) / channel.length))),
      clipped: peak(...channels) >= 1 ? 1 : 0,
      silence: longestSilence(channels, sampleRate),
      realTime: (1000 * SECONDS) / (performance.now() - began),
    });
    if (pictures !== null && each.length === 1) {
      mkdirSync(pictures, { recursive: true });
      writeFilesAtomic({ [join(pictures, `${mood}.png`)]: spectrogramPng(channels, sampleRate) });
    }
  }
  const mean = (of: (one: (typeof each)[number]) => number) =>
    each.reduce((sum, one) => sum + of(one), 0) / each.length;
  const most = (of: (one: (typeof each)[number]) => number) => Math.max(...each.map(of));
  return {
    mood,
    palette,
    intensity,
    loudness: round(
      mean((one) => one.loudness),
      2,
    ),
    truePeak: round(
      most((one) => one.truePeak),
      2,
    ),
    offset: round(
      most((one) => one.offset),
      6,
    ),
    clipped: most((one) => one.clipped),
    silence: round(
      most((one) => one.silence),
      2,
    ),
    realTime: round(mean((one) => one.realTime)),
  } satisfies Measured;
}

/** What is missed, one line each. */
function missedOf(rows: readonly Measured[]): string[] {
  const missed: string[] = [];
  for (const { mood, palette, intensity, loudness, truePeak: top, offset, clipped, silence } of rows) {
    const where = `${mood} with ${palette} at ${intensity}`;
    const off = loudness - LOUDNESS_TARGETS[mood];
    if (intensity === 0.5 && Math.abs(off) > BARS.off) missed.push(`${where} is ${round(off, 2)} LU off its target`);
    if (top > BARS.truePeak) missed.push(`${where} peaks at ${top} dBTP`);
    if (offset > BARS.offset) missed.push(`${where} has an offset of ${offset}`);
    if (clipped > 0) missed.push(`${where} clips`);
    const beat = 60 / PRESETS[mood].controls.tempo;
    if (silence > beat) missed.push(`${where} is silent for ${silence} s`);
  }
  for (const { mood, low, middle, high } of rises(rows)) {
    const rise = high - low;
    if (!(low < middle && middle < high && rise >= BARS.rise[0] && rise <= BARS.rise[1]))
      missed.push(`${mood} goes from ${low} over ${middle} to ${high} LUFS with intensity`);
  }
  return missed;
}

function rises(rows: readonly Measured[]) {
  return PRESET_NAMES.flatMap((mood) => {
    const home = PRESETS[mood].controls.palette;
    const at = (intensity: number) =>
      rows.find((row) => row.mood === mood && row.palette === home && row.intensity === intensity)?.loudness;
    const [low, middle, high] = MEASURED_INTENSITIES.map(at);
    return low === undefined || middle === undefined || high === undefined ? [] : [{ mood, low, middle, high }];
  });
}

/** Seconds that layers are heard in. */
const LAYERS_SECONDS = 12;

/** How full each mood sounds at each intensity: mean level of eight octaves in dB, at one gain, see `fullness.ts`. */
async function layersHeard(): Promise<{ mood: PresetName; fullness: readonly number[] }[]> {
  const progress = progressLine('layers', PRESET_NAMES.length);
  const rows: { mood: PresetName; fullness: readonly number[] }[] = [];
  for (const [done, mood] of PRESET_NAMES.entries()) {
    progress.update(done, mood);
    const levels: number[] = [];
    for (const intensity of MEASURED_INTENSITIES)
      levels.push(round(await fullness(mood, intensity, LAYERS_SECONDS), 2));
    rows.push({ mood, fullness: levels });
  }
  progress.finish();
  return rows;
}

/** Long: 220 renders of half a minute and more. `--rounds 1` measures each mood's own palette alone. */
export const sound: Topic = {
  summary: 'loudness, peaks, clicks, spectrum and speed of what is heard; --rounds 1 with each mood’s own palette only',
  long: true,
  async measure({ rounds, pictures }) {
    const jobs = PRESET_NAMES.flatMap((mood) => {
      const home = PRESETS[mood].controls.palette;
      const others = rounds === 1 ? [] : PALETTE_NAMES.filter((palette) => palette !== home);
      return [
        ...MEASURED_INTENSITIES.map((intensity) => ({ mood, palette: home, intensity, home: true })),
        ...others.map((palette) => ({ mood, palette, intensity: 0.5, home: false })),
      ];
    });
    const progress = progressLine('sound', jobs.length);
    const rows: Measured[] = [];
    for (const [done, { mood, palette, intensity, home }] of jobs.entries()) {
      progress.update(done, `${mood} with ${palette} at ${intensity}`);
      rows.push(await measure(mood, palette, intensity, home && intensity === 0.5 ? pictures : null));
    }
    if (pictures !== null) writeFilesAtomic({ [join(pictures, 'README.md')]: soundPage(rises(rows)) });
    const layers = await layersHeard();
    const reference = referenceRows(await moodFigures());
    const clicks = await hearClicks();
    const click = clicks.reduce((worst, each) => (each.level > worst.level ? each : worst));
    const crossfades = [await hearCrossfade(1), await hearCrossfade(4)];
    const crossfade = Math.max(...crossfades.map(({ lowest, highest }) => Math.max(-lowest, highest)));
    progress.finish();
    const realTime = Math.min(...rows.map((row) => row.realTime));
    const missed = [...missedOf(rows), ...referenceMissed(reference)];
    for (const { mood, fullness: levels } of layers) {
      const grows = levels.every((level, i) => i === 0 || level >= levels[i - 1]! + BARS.fuller);
      if (!grows) missed.push(`${mood} sounds no fuller with more layers: octaves at ${levels.join(', ')} dB`);
    }
    if (click.level > BARS.click) missed.push(`${click.event} clicks at ${round(click.level)} dB`);
    if (crossfade > BARS.crossfade) missed.push(`a crossfade moves the level by ${round(crossfade, 2)} dB`);
    const rendered = median(rows.map((row) => row.realTime));
    if (rendered < BARS.realTime) missed.push(`rendering runs ${rendered} times as fast as it sounds`);
    const lines = rows.map(
      (row) =>
        `${row.mood.padEnd(12)} ${row.palette.padEnd(11)} ${row.intensity}  ${row.loudness.toFixed(1)} LUFS (target ${LOUDNESS_TARGETS[row.mood]}), ${row.truePeak.toFixed(1)} dBTP, silence ${row.silence} s, ${row.realTime} × real time`,
    );
    lines.push(
      ...referenceLines(reference),
      ...layers.map(
        ({ mood, fullness: levels }) =>
          `${mood.padEnd(12)} octaves at ${levels.map((level) => level.toFixed(1)).join(' / ')} dB on average at ${MEASURED_INTENSITIES.join(' / ')}, gain apart`,
      ),
      `loudest click ${round(click.level)} dB under the tone (${click.event}); crossfades within ${round(crossfade, 2)} dB`,
      `peak of all ${round(Math.max(...rows.map((row) => row.truePeak)), 2)} dBTP, of ${toDecibels(1)} allowed by the format`,
      `rendered ${rendered} times as fast as it sounds (median; slowest ${realTime})`,
    );
    return {
      figures: {
        rows,
        rises: rises(rows),
        layers,
        reference,
        click,
        crossfades,
        realTime: { median: rendered, slowest: realTime },
      },
      lines,
      missed,
    };
  },
};
