import { describe, expect, test } from 'vitest';
import { formFigures } from '../../models/evaluation/form.ts';
import type { Passage } from '../../models/evaluation/passage.ts';
import { scaleOf } from '../../plugin/music/pitch.ts';
import { passage, type Written } from '../helper/passages.ts';

const motif: Written[] = [
  [0, 1],
  [2, 0.5],
  [4, 0.5],
  [5, 2],
];
const moved: Written[] = [
  [2, 1],
  [4, 0.5],
  [5, 0.5],
  [7, 2],
];
const other: Written[] = [
  [7, 2],
  [5, 2],
];
const third: Written[] = [
  [4, 3],
  [5, 1],
];
const open: Written[] = [
  [4, 2],
  [2, 2],
];
const closed: Written[] = [
  [2, 2],
  [0, 2],
];

const figures = (...passages: Passage[]) => formFigures(passages);
/** Eight bars, all alike but for those named. */
const bars = (usual: Written[], named: Record<number, Written[]> = {}) =>
  Array.from({ length: 8 }, (_, bar) => named[bar + 1] ?? usual);

describe('the motif comes back', () => {
  test('when its rhythm is heard three times more, whatever its pitches', () => {
    expect(figures(passage([motif, other, moved, other, motif, other, moved, other])).motifReturn).toBe(1);
  });

  test('not when it is heard only twice more', () => {
    expect(figures(passage([motif, other, moved, other, motif, other, third, other])).motifReturn).toBe(0);
  });

  test('also where notes are cut shorter but begin in the same places', () => {
    const short: Written[] = [
      [0, 0.5],
      [null, 0.5],
      [2, 0.5],
      [4, 0.5],
      [5, 1],
    ];
    expect(figures(passage([motif, short, other, short, other, short, other, other])).motifReturn).toBe(1);
  });

  test('not where one note begins elsewhere', () => {
    const late: Written[] = [
      [0, 1],
      [2, 0.75],
      [4, 0.25],
      [5, 2],
    ];
    expect(figures(passage([motif, late, other, late, other, late, other, other])).motifReturn).toBe(0);
  });

  test('a single long note is no motif: the first two bars are, and have to fill all pairs of bars', () => {
    const long: Written[] = [[0, 4]];
    const pairs = [long, motif, long, moved, long, motif, long, moved];
    expect(figures(passage(pairs)).motifReturn).toBe(1);
    expect(figures(passage([...pairs.slice(0, 6), long, other])).motifReturn).toBe(0);
    expect(figures(passage(bars(motif, { 1: [], 2: long }))).motifReturn).toBe(0);
  });

  test('is a share of the passages', () => {
    const with3 = passage(bars(motif));
    const without = passage(bars(motif, { 2: other, 3: other, 4: other, 5: other, 6: other }));
    expect(figures(with3, without, without, with3).motifReturn).toBe(0.5);
    expect(figures(with3, without, without).motifReturn).toBe(0.3333);
  });
});

describe('question and answer', () => {
  const ending = (half: Written[], end: Written[], change: Partial<Passage> = {}) =>
    figures({ ...passage(bars(motif, { 4: half, 8: end })), ...change }).questionAnswer;

  test('a half on the second degree is answered by a close on the first', () => {
    expect(ending(open, closed)).toBe(1);
  });

  test.each([
    [
      'the half ends at home',
      [
        [2, 2],
        [0, 2],
      ],
      closed,
    ],
    [
      'the half ends on the fourth',
      [
        [4, 2],
        [5, 2],
      ],
      closed,
    ],
    [
      'the end is open',
      open,
      [
        [4, 2],
        [7, 2],
      ],
    ],
    [
      'the end is shorter than a beat',
      open,
      [
        [2, 2],
        [0, 0.5],
      ],
    ],
    [
      'the end comes on a weak beat',
      open,
      [
        [2, 3],
        [0, 1],
      ],
    ],
    [
      'the third is not the one of the scale',
      open,
      [
        [2, 2],
        [3, 2],
      ],
    ],
  ] as [string, Written[], Written[]][])('not where %s', (_, half, end) => {
    expect(ending(half, end)).toBe(0);
  });

  test.each([2, 7, 11, -5, 14])('degree 2, 5 or 7 in any octave is open: %i', (pitch) => {
    expect(
      ending(
        [
          [4, 2],
          [pitch, 2],
        ],
        closed,
      ),
    ).toBe(1);
  });

  test('degrees are those of the scale: phrygian has a low second, locrian a low fifth', () => {
    expect(
      ending(
        [
          [4, 2],
          [1, 2],
        ],
        closed,
      ),
    ).toBe(0);
    expect(
      ending(
        [
          [4, 2],
          [1, 2],
        ],
        closed,
        { scale: scaleOf('phrygian') },
      ),
    ).toBe(1);
    expect(
      ending(
        [
          [4, 2],
          [6, 2],
        ],
        closed,
        { scale: scaleOf('locrian') },
      ),
    ).toBe(1);
    expect(
      ending(
        [
          [4, 2],
          [7, 2],
        ],
        closed,
        { scale: scaleOf('locrian') },
      ),
    ).toBe(0);
    expect(
      ending(
        open,
        [
          [2, 2],
          [3, 2],
        ],
        { scale: scaleOf('aeolian') },
      ),
    ).toBe(1);
  });

  test('the last note of the half may have begun before its last bar', () => {
    expect(ending([], closed)).toBe(0);
    expect(figures(passage(bars(motif, { 3: open, 4: [], 8: closed }))).questionAnswer).toBe(1);
  });

  test('the middle of a bar is strong in 6/8 but not in 2/4 or 3/4', () => {
    const jig: Written[] = [
      [2, 1.5],
      [0, 1.5],
    ];
    const usual: Written[] = [
      [2, 1.5],
      [4, 1.5],
    ];
    expect(figures(passage(bars(usual, { 4: [[2, 3]], 8: jig }), '6/8')).questionAnswer).toBe(1);
    const halves: Written[] = [
      [2, 1],
      [0, 1],
    ];
    expect(
      figures(
        passage(
          bars(
            [
              [2, 1],
              [4, 1],
            ],
            { 4: [[2, 2]], 8: halves },
          ),
          '2/4',
        ),
      ).questionAnswer,
    ).toBe(0);
    expect(figures(passage(bars(usual, { 4: [[2, 3]], 8: jig }), '3/4')).questionAnswer).toBe(0);
  });
});

describe('the climax', () => {
  test('is single where the top is touched once, struck again at once or not', () => {
    expect(
      figures(
        passage(
          bars(motif, {
            6: [
              [4, 1],
              [12, 1],
              [4, 2],
            ],
          }),
        ),
      ).singleClimax,
    ).toBe(1);
    expect(
      figures(
        passage(
          bars(motif, {
            6: [
              [4, 1],
              [12, 1],
              [12, 1],
              [4, 1],
            ],
          }),
        ),
      ).singleClimax,
    ).toBe(1);
    expect(
      figures(
        passage(
          bars(motif, {
            6: [
              [4, 1],
              [12, 1],
              [4, 1],
              [12, 1],
            ],
          }),
        ),
      ).singleClimax,
    ).toBe(0);
  });

  test('stands where the top is first touched', () => {
    expect(figures(passage(bars(motif, { 5: [[12, 4]] }))).climaxPlace).toBe(0.5);
    expect(figures(passage(bars(motif, { 5: [[12, 4]], 7: [[12, 4]] }))).climaxPlace).toBe(0.5);
  });
});

describe('after a leap of a fifth', () => {
  const reversals = (...line: number[]) =>
    figures(passage([[...line.map((pitch): Written => [pitch, 0.5])], [], [], [], [], [], [], []])).postSkipReversal;

  test('a step back is a reversal', () => {
    expect(reversals(0, 7, 5)).toBe(1);
    expect(reversals(12, 5, 7)).toBe(1);
  });

  test('going on, and falling back as far, are none', () => {
    expect(reversals(0, 7, 9)).toBe(0);
    expect(reversals(0, 7, 0)).toBe(0);
  });

  test('repeating the note first does not hide what follows', () => {
    expect(reversals(0, 7, 7, 5)).toBe(1);
  });

  test('smaller leaps, and one at the end, are not counted', () => {
    expect(reversals(0, 6, 8, 15)).toBeNaN();
    expect(reversals(0, 7, 5, 12, 14)).toBe(0.5);
  });
});

describe('range, rests and breath', () => {
  test('range is from the lowest to the highest', () => {
    expect(figures(passage(bars(motif, { 3: [[-5, 4]] }))).range).toBe(10);
    expect(figures(passage(bars(motif)), passage(bars(motif, { 3: [[-5, 4]] }))).range).toBe(7.5);
  });

  test('rests are the share of silent time', () => {
    expect(
      figures(
        passage(
          bars([
            [0, 1],
            [null, 1],
            [2, 1],
            [null, 1],
          ]),
        ),
      ).rests,
    ).toBe(0.5);
    expect(figures(passage(bars(motif, { 2: [] }))).rests).toBe(0.125);
  });

  const running: Written[] = [
    [0, 1],
    [2, 1],
    [4, 1],
    [5, 1],
  ];
  test.each([
    ['a line that never stops', {}, 0],
    [
      'a rest after four bars',
      {
        5: [
          [null, 1],
          [2, 1],
          [4, 1],
          [5, 1],
        ],
      },
      1,
    ],
    [
      'a long note that ends with bar four',
      {
        4: [
          [0, 2],
          [2, 2],
        ],
      },
      1,
    ],
    [
      'a rest that comes a quarter too late',
      {
        5: [
          [2, 1],
          [null, 1],
          [4, 1],
          [5, 1],
        ],
      },
      0,
    ],
    [
      'a rest in the first bar alone',
      {
        1: [
          [null, 1],
          [2, 1],
          [null, 1],
          [5, 1],
        ],
      },
      0,
    ],
    [
      'a gap no longer than a sixteenth',
      {
        5: [
          [null, 0.25],
          [2, 0.75],
          [4, 1],
          [5, 2],
        ],
        4: running,
      },
      0,
    ],
  ] as [string, Record<number, Written[]>, number][])('%s', (_, named, breath) => {
    expect(figures(passage(bars(running, named))).breath).toBe(breath);
  });
});

describe('repeated pitch', () => {
  test('is the share of intervals that are unisons, and the longest run', () => {
    const found = figures(
      passage([
        [
          [0, 1],
          [0, 1],
          [0, 1],
          [2, 1],
        ],
        [[2, 4]],
        [],
        [],
        [],
        [],
        [],
        [],
      ]),
    );
    expect(found.repeatedPitch).toBe(0.75);
    expect(found.longestRepeat).toBe(3);
  });

  test('counts all intervals of all passages alike', () => {
    const stuck = passage([
      [
        [0, 1],
        [0, 1],
      ],
      [],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
    const free = passage([
      [
        [0, 1],
        [2, 1],
        [4, 1],
        [5, 1],
      ],
      [],
      [],
      [],
      [],
      [],
      [],
      [],
    ]);
    const found = figures(stuck, free);
    expect(found.repeatedPitch).toBe(0.25);
    expect(found.longestRepeat).toBe(1.5);
  });
});

test('what has no eight bars, or no notes, is refused by name', () => {
  expect(() => figures()).toThrow(/no passage/);
  expect(() => figures(passage([motif]))).toThrow(/by hand has 1 bars; give 8/);
  expect(() => figures(passage(bars([])))).toThrow(/by hand has no notes/);
});
