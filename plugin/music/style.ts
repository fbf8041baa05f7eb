/** Styles of melodies: those of a mood, and the finer ones that the training tunes are labelled with. */

/** Styles of the first training melodies. */
export const STYLES = [
  'folk-dance',
  'song',
  'sacred',
  'romantic',
  'classical',
  'chant',
  'game-battle',
  'game-field',
  'game-calm',
] as const;
export type Style = (typeof STYLES)[number];

/** Finer styles, each with the style that it belongs to. Their order is that of the network's inputs: new ones go last. */
const FINER = {
  irish: 'folk-dance',
  'swedish-dance': 'folk-dance',
  ragtime: 'folk-dance',
  march: 'folk-dance',
  waltz: 'folk-dance',
  mazurka: 'folk-dance',
  polonaise: 'folk-dance',
  polka: 'folk-dance',
  krakowiak: 'folk-dance',
  'baroque-dance': 'folk-dance',
  baroque: 'classical',
  renaissance: 'song',
  orchestral: 'classical',
  guitar: 'classical',
  hymn: 'sacred',
  japanese: 'song',
  chinese: 'song',
} as const satisfies Readonly<Record<string, Style>>;

/** A style, or one finer than those of moods. */
export type FineStyle = Style | keyof typeof FINER;

/** Styles that a mood can have: each has its own manner of melody, band, drums and closes. */
export const MOOD_STYLES = [
  ...STYLES,
  'irish',
  'swedish-dance',
  'ragtime',
  'march',
  'hymn',
  'japanese',
  'chinese',
  'baroque-dance',
  'guitar',
  'swing',
] as const;
export type MoodStyle = (typeof MOOD_STYLES)[number];

/** Styles without tunes to learn from, and the one in which the network writes for them; their rhythm and band are rules. */
const WRITTEN_AS = { swing: 'song' } as const satisfies Partial<Record<MoodStyle, FineStyle>>;

/** The style in which the network writes for a mood's. */
export function writtenStyle(style: MoodStyle): FineStyle {
  return style in WRITTEN_AS ? WRITTEN_AS[style as keyof typeof WRITTEN_AS] : (style as FineStyle);
}

/** All styles that the network knows, those of moods first, in the order of its inputs. */
export const FINE_STYLES: readonly FineStyle[] = [...STYLES, ...(Object.keys(FINER) as (keyof typeof FINER)[])];

/** The style that a finer one belongs to; a style of moods belongs to itself. */
export function broadStyle(style: FineStyle): Style {
  return style in FINER ? FINER[style as keyof typeof FINER] : (style as Style);
}
