import { describe, expect, test } from 'vitest';
import { TuningHistory } from '../../plugin/overlay/tuning-history.ts';
import type { Tuning } from '../../plugin/soundtrack/tuning.ts';

function history() {
  const heard: Tuning[] = [];
  return { history: new TuningHistory((tuning) => void heard.push(tuning)), heard };
}

describe('the tuning desk', () => {
  test('lets every change be heard, undone and done again', () => {
    const { history: d, heard } = history();
    d.setControl('forest', 'tempo', 80);
    d.settle();
    d.setControl('forest', 'density', 0.2);
    expect(heard.at(-1)).toEqual({ moods: { forest: { tempo: 80, density: 0.2 } } });
    d.undo();
    expect(heard.at(-1)).toEqual({ moods: { forest: { tempo: 80 } } });
    d.undo();
    expect(heard.at(-1)).toEqual({});
    expect(d.canUndo).toBe(false);
    d.redo();
    d.redo();
    expect(heard.at(-1)).toEqual({ moods: { forest: { tempo: 80, density: 0.2 } } });
    expect(d.canRedo).toBe(false);
  });

  test('takes the drag of a slider for one step', () => {
    const { history: d } = history();
    for (const tempo of [70, 80, 90]) d.setControl('forest', 'tempo', tempo);
    d.settle();
    d.setControl('forest', 'tempo', 100);
    d.undo();
    expect(d.tuning).toEqual({ moods: { forest: { tempo: 90 } } });
    d.undo();
    expect(d.tuning).toEqual({});
  });

  test('holds a locked control, and gives it back to mood and signals', () => {
    const { history: d } = history();
    d.lock('tempo', 120);
    d.setControl('forest', 'tempo', 130);
    expect(d.tuning).toEqual({ hold: { tempo: 130 } });
    expect(d.isLocked('tempo')).toBe(true);
    d.lock('tempo', null);
    expect(d.tuning.hold).toEqual({});
    expect(d.isLocked('tempo')).toBe(false);
  });

  test('compares what is worked on with what was saved, without losing either', () => {
    const { history: d, heard } = history();
    d.setControl('cave', 'swing', 0.3);
    d.save();
    d.settle();
    d.setControl('cave', 'swing', 0.9);
    d.compare();
    expect([d.side, heard.at(-1)]).toEqual(['A', { moods: { cave: { swing: 0.3 } } }]);
    d.compare();
    expect([d.side, heard.at(-1)]).toEqual(['B', { moods: { cave: { swing: 0.9 } } }]);
  });

  test('resets in one step that can be undone', () => {
    const { history: d } = history();
    d.setControl('cave', 'swing', 0.3);
    d.setModulations([]);
    d.reset();
    expect(d.tuning).toEqual({});
    d.undo();
    expect(d.tuning).toEqual({ moods: { cave: { swing: 0.3 } }, modulations: [] });
  });
});
