/** Writes the page on how the moods sound: a table of parts and measured loudness, with a spectrogram of each mood. */

import { PALETTES } from '../../plugin/audio/palettes/palettes.ts';
import { PRESET_NAMES, PRESETS, type PresetName, ROLES } from '../../plugin/internal.ts';

/** Loudness of a mood in LUFS at the three measured intensities. */
export interface MoodLoudness {
  readonly mood: PresetName;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** The page in Markdown; pictures are beside it as `MOOD.png`. */
export function soundPage(loudness: readonly MoodLoudness[]): string {
  const rows = PRESET_NAMES.map((mood) => {
    const { tempo, tonic, mode, meter, palette } = PRESETS[mood].controls;
    const roles = ROLES.filter((role) => role !== 'stinger').map((role) => {
      const instruments = PALETTES[palette]!.roles[role].map(({ instrument }) => instrument);
      return `${role} ${instruments.join(' + ')}`;
    });
    const levels = loudness.find((each) => each.mood === mood);
    const lufs = levels ? [levels.low, levels.middle, levels.high].map((level) => level.toFixed(1)).join(' / ') : '';
    return `| \`${mood}\` | ${tempo} | ${tonic} ${mode} | ${meter} | ${roles.join(', ')} | ${lufs} | ![${mood}](${mood}.png) |`;
  });
  return `# How the moods sound

Made by \`npm run bench -- --only sound --rounds 1 --pictures docs/sound\`. Loudness is integrated over half a minute
(ITU-R BS.1770), in LUFS, at intensities 0.2 / 0.5 / 1. Pictures show half a minute at 0.5: time from left to right,
40 Hz to 16 kHz from bottom to top, loudness as brightness.

| mood | tempo | key | meter | parts | loudness | spectrum |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
