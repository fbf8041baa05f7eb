import { describe, expect, test } from 'vitest';
import { createNgramModel } from '../../plugin/generate/ngram.ts';
import { PRESETS } from '../../plugin/mood/presets.ts';
import { MODES, type Mode } from '../../plugin/music/pitch.ts';
import { METERS, meterInfo, PPQ } from '../../plugin/music/time.ts';
import { checkThemes, themeOpening } from '../../plugin/soundtrack/theme.ts';
import { themeOf } from '../../plugin/soundtrack/theme-of-phrase.ts';
import { phraseRequest } from '../helper/phrase-request.ts';

describe('a phrase that is kept', () => {
  const model = createNgramModel();

  test('becomes a theme that the soundtrack takes, in every meter and mode', () => {
    let kept = 0;
    let asked = 0;
    for (const meter of METERS) {
      for (const mode of Object.keys(MODES) as Mode[]) {
        const theme = themeOf(model.generateNow(phraseRequest({ seed: `${meter}${mode}`, meter, mode, bars: 4 })));
        asked++;
        if (theme === null) continue;
        kept++;
        expect(() => checkThemes(new Map([['kept', theme]]), [])).not.toThrow();
      }
    }
    expect(kept).toBeGreaterThan(asked / 2);
  });

  test('comes back as it was, note by note, where its notes are of the scale', () => {
    const phrase = model.generateNow(phraseRequest({ seed: 'kept', meter: '4/4', mode: 'ionian', bars: 4 }));
    const theme = themeOf(phrase)!;
    const place = { mood: PRESETS.village, mode: 'ionian', meter: '4/4', phraseBars: 5, tuneOf: () => null } as const;
    const back = themeOpening('kept', { ...theme, returns: { '*': 'plain' } }, place)!;
    const end = back.bars * meterInfo('4/4').barTicks;
    const own = phrase.notes.filter(({ tick }) => tick < end);
    expect(back.notes.map(({ pitch }) => pitch)).toEqual(own.map(({ pitch }) => pitch));
    back.notes.forEach(({ tick }, i) => void expect(Math.abs(tick - own[i]!.tick)).toBeLessThan(PPQ / 60));
  });
});
