/** How much faster than it sounds a full band is rendered in Node. */

import { playSections } from '../../plugin/compose/play-sections.ts';
import { createNgramModel } from '../../plugin/internal.ts';
import { renderRecording } from '../../plugin/render.ts';
import { type Sample, timed, timingLine, timingOf } from './timing.ts';
import type { Topic } from './topic.ts';

/** Measured once, whatever the rounds. */
export const rendering: Topic = {
  summary: 'rendering to samples in Node, against real time',
  async measure() {
    const samples: Sample[] = [];
    const composer = createNgramModel();
    for (const mood of ['forest', 'battle']) {
      const source = { composer, fallback: createNgramModel() };
      const played = await playSections({ source, sections: [{ mood, bars: 4 }], soundtrack: { seed: 'bench' } });
      const seconds = played.end - played.start;
      await timed(
        samples,
        () => seconds,
        () => renderRecording(played.recording, { tail: 0 }),
      );
    }
    composer.dispose();
    const figures = timingOf('rendering in Node', samples);
    return { figures, lines: [timingLine(figures)] };
  },
};
