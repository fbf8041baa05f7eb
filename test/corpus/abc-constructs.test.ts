/** What collections write beside notes, and in old spellings: no note too many, none too few. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { abcRecords } from '../../models/corpus/abc.ts';
import { spelledOut } from '../../models/corpus/abc-order.ts';
import type { CorpusRecord } from '../../models/corpus/record.ts';
import { propertyRuns } from '../helper/cases.ts';
import { noteLetters } from '../helper/note-letters.ts';

const TUNE = 'CDEF|GABc|cBAG|FEDC|';
const HEAD = 'X:1\nT:Tune\nM:4/4\nL:1/4';
const abc = (body: string, key = 'C', head = HEAD) => `${head}\nK:${key}\n${body}\n`;

function one(text: string): CorpusRecord {
  const records = abcRecords(text, 't');
  expect(records).toHaveLength(1);
  return records[0]!;
}

const NAMES = ['C', '^C', 'D', '^D', 'E', 'F', '^F', 'G', '^G', 'A', '^A', 'B'];
/** Pitches in letters, rests as z: `C D E`. */
function letters(p: readonly number[]): string {
  const names = p.map((pitch) => {
    if (pitch === 0) return 'z';
    const name = NAMES[pitch % 12]!;
    const octave = Math.floor(pitch / 12) - 5;
    return octave > 0 ? `${name.toLowerCase()}${"'".repeat(octave - 1)}` : `${name}${','.repeat(-octave)}`;
  });
  return names.join('').replace(/z$/, '');
}
/** What a tune plays, in letters. */
const plays = (body: string, key?: string, head?: string) => letters(one(abc(body, key, head)).p);
const plain = (music: string) => music.replaceAll(/[|\s]/g, '');

describe('a hyphen', () => {
  test('between two pitches is a slur: both sound', () => {
    const { p, d } = one(abc('C-DEF|GABc|A-G F-E|DEFC|'));
    expect(letters(p)).toBe('CDEFGABcAGFEDEFC');
    expect(new Set(d)).toEqual(new Set([24]));
  });

  test.each([
    ['of one pitch ties', 'C-C D2|C4|', [48, 48, 96]],
    ['ties over a bar line', 'C2 D2-|D2 C2|', [48, 96, 48]],
    ['at the beginning of the next bar ties', 'C2 D2|-D2 C2|', [48, 96, 48]],
    ['before a length ties', 'C2 D-2|D2 C2|', [48, 96, 48]],
    ['with space around ties', 'C2 D2 - | D2 C2|', [48, 96, 48]],
    ['and an accidental ties what the accidental was for', 'C2 ^D2-|D2 E2|', [48, 96, 48]],
    ['between octaves does not tie', 'C2 D2-|d2 C2|', [48, 48, 48, 48]],
    ['between D and D sharp does not tie', 'C2 D2-|^D2 C2|', [48, 48, 48, 48]],
    ['before a rest ends nothing', 'C2 D2-|z2 D2|', [48, 48, 48, 48]],
    ['in broken rhythm ties', 'C2 D>-D|E4|', [48, 48, 96]],
    ['of a chord ties its top', '[CE]2-[CE]2|[EG]4|', [96, 96]],
    ['of the bottom of a chord ties nothing', '[C-E]2[CG]2|[EG]4|', [48, 48, 96]],
  ])('%s', (_, body, lengths) => {
    expect(one(abc(body)).d).toEqual(lengths);
  });
});

describe('what is no music', () => {
  const lines = [
    'r:checked against a facsimile',
    'Y:AABBAACC',
    'J:Abe Bade',
    'E:1200',
    'j:deaf cabbage',
    'g:a bad egg',
    'H:a fee faced',
    'N:DEAD BEEF',
    '+:added face',
    'w:fa-ded  la-bel',
    's:!f! * !p!',
    'W:Dead and faded',
    'Q:"Adagio" 1/4=60',
    'U:T = !trill!',
    'm:~G2 = {A}G{F}G',
    'I:abc-charset utf-8',
    '% CDEF a comment',
    '\\special{CDEF}',
  ];

  test.each(lines)('%s is not played, before the key or among the notes', (line) => {
    expect(plays(TUNE, 'C', `${HEAD}\n${line}`)).toBe(plain(TUNE));
    expect(plays(`CDEF|GABc|\n${line}\ncBAG|FEDC|`)).toBe(plain(TUNE));
    expect(plays(`CDEF|GABc|\\\n${line}\ncBAG|FEDC|`)).toBe(plain(TUNE));
  });

  test.each([
    ['history over several lines', `${HEAD}\nH:It was played\nby a deaf cabbage\nand faded`],
    ['a remark over several lines', `${HEAD}\nN:as played by\nGabe Badeef\nZ:A. B. Cade`],
    ['a field before the meter', `X:1\nT:Tune\nY:AABBAACC\nM:4/4\nL:1/4`],
  ])('%s is not played', (_, head) => {
    expect(plays(TUNE, 'C', head)).toBe(plain(TUNE));
    expect(abcRecords(abc(TUNE, 'C', head), 't')).toHaveLength(1);
  });

  test.each([
    ['remarks in brackets', 'CDEF|[r:a bad deed]GABc|[N:fade]cBAG|FEDC|'],
    ['annotations', 'CDEF|"^a bad deed"GABc|"_fade""<(" cBAG|"@1,2 bead"FEDC|'],
    ['grace notes', 'CDEF|{ab}GA{/c}Bc|cBAG|{gfed}FEDC|'],
    ['ornaments', 'CDEF|~GA.Bc|uTcBAG|!trill!F!turn!E!unheardof!DC|'],
    ['dynamics', '!f!CDEF|!ff!GABc|+f+cBAG|+ff+FEDC|'],
    ['signs of line breaks of old programs', 'CDEF|!GABc|!cBAG!FEDC|!'],
    ['voices laid over', 'CDEF&e4|GABc&&g2f2|cBAG|FEDC|'],
    ['slurs', '(CDEF)|(GA(Bc)|cB)AG|.(FEDC)|'],
    ['printer’s signs', 'C`DE`F|GABc|*\ncBAG$|FEDC|'],
    ['dotted and invisible bar lines', 'CDEF.|GABc[|]cBAG|FEDC[|'],
    ['spacers', 'yCDEF|GAyBc|cBAG|FEDCy4|'],
    ['indented fields', '  CDEF|GABc|\n  w: a dead bee\n  cBAG|FEDC|'],
    ['quarter tones', 'CDEF|GA_/Bc|c^/BAG|FEDC|'],
  ])('%s take no note and add none', (_, body) => {
    expect(plays(body)).toBe(plain(TUNE));
  });

  test('lines may break and go on anywhere', () => {
    expect(plays('CD\\\nEF|GA\\ % so\nBc|\\\ncBAG|FEDC|')).toBe(plain(TUNE));
    expect(plays('CDEF|(3GA\\\nB c c|cBAG|FEDC|')).toBe('CDEFGABcccBAGFEDC');
  });

  test('a note before a repeat sign on a line of its own is no field', () => {
    expect(plays('|:CDE\nF:|\nGABc|')).toBe('CDEFCDEFGABc');
    expect(plays('|:CDE\nd:|\nGABc|')).toBe('CDEdCDEdGABc');
  });
});

describe('a good tune is read', () => {
  test.each([
    ['with a rule in a comment', `CDEF|GABc| % ${'='.repeat(40)}\ncBAG|FEDC|`],
    ['with signs in a row in an annotation', `"^8va${'~'.repeat(40)}"CDEF|GABc|cBAG|FEDC|`],
    ['with open brackets in a comment', `CDEF|GABc| % ${'['.repeat(40)}\ncBAG|FEDC|`],
    ['with long words', `CDEF|GABc|\nw:${'la '.repeat(3000)}\ncBAG|FEDC|`],
    ['with many fields', `CDEF|GABc|\n${'N:so it was played\n'.repeat(9000)}cBAG|FEDC|`],
    ['with a slur drawn long', `CDEF|GAB${'-'.repeat(40)}c|cBAG|FEDC|`],
  ])('%s', (_, body) => {
    expect(plays(body)).toBe(plain(TUNE));
  });

  test('with a long history', () => {
    expect(plays(TUNE, 'C', `${HEAD}\nH:${'it was played at a fair. '.repeat(500)}`)).toBe(plain(TUNE));
  });

  test('whose music is one long line', () => {
    expect(one(abc(TUNE.repeat(400))).p).toHaveLength(16 * 400);
  });
});

describe('a pickup on a line of its own', () => {
  test.each(['P:B', 'K:C', 'M:4/4', 'Q:1/4=90', 'T:second part', 'L:1/4', 'V:1'])(
    'before %s is played once',
    (field) => {
      const { p } = one(abc(`${field === 'P:B' ? 'P:A\n' : ''}^F/2G/2\n${field}\n|:FGAB|cdef:|`));
      expect(p[0]).toBe(0);
      expect(letters(p.slice(1))).toBe('^FGFGABcdefFGABcdef');
    },
  );

  test('without a field is played once', () => {
    expect(plays('^F/2G/2\n|:FGAB|cdef:|')).toBe('z^FGFGABcdefFGABcdef');
  });
});

describe('repeats', () => {
  test.each([
    ['plain', 'CD|:EF:|GA|', 'CDEFEFGA'],
    ['from the beginning', 'CD:|EF|', 'CDCDEF'],
    ['one after another', '|:CD:|:EF:|', 'CDCDEFEF'],
    ['with a double sign', '|:CD::EF:|', 'CDCDEFEF'],
    ['with thick lines', '[|:CD:|][|:EF:|]', 'CDCDEFEF'],
    ['with endings', '|:CD|1EF:|2GA||Bc|', 'CDEFCDGABc'],
    ['with endings in brackets', '|:CD|[1EF:|[2GA|]', 'CDEFCDGA'],
    ['with endings behind a space', '|:CD| 1 EF :| 2 GA |]', 'CDEFCDGA'],
    ['with endings in words', '|:CD|["1st time"EF:|["2nd time"GA|]', 'CDEFCDGA'],
    ['with endings on lines of their own', '|:CD\n[1EF:|\n[2GA|]', 'CDEFCDGA'],
    ['with two signs', '|:CD|1EF:|2GA:|', 'CDEFCDGA'],
    ['without the sign between the endings', '|:CD|1EF|2GA|]', 'CDEFCDGA'],
    ['with no second ending', '|:CD|1EF:|GA|', 'CDEFCDGA'],
    ['with endings for several rounds', '|:CD|1,3EF:|2GA:|', 'CDEFCDGACDEF'],
    ['with a range of rounds', '|:CD|1-2EF:|3GA|]', 'CDEFCDEFCDGA'],
    ['of three rounds', '|::CD::|EF|', 'CDCDCDEF'],
    ['twice with endings', '|:C|1D:|2E|:F|1G:|2A|]', 'CDCEFGFA'],
    ['twice with endings, the second without its beginning', 'C|1D:|2E|F|1G:|2A|]', 'CDCEFGFA'],
    ['over a change of key', '|:CF|[K:G]F2:|', 'CF^FCF^F'],
  ])('%s', (_, body, wanted) => {
    expect(plays(body, 'C', 'X:1\nT:Tune\nM:2/4\nL:1/4')).toBe(wanted);
  });
});

describe('the order of the parts', () => {
  const parts = 'P:A\nCDEF|\nP:B\nGABc|\nP:C\ncBAG|\n';
  const ordered = (order: string, body = parts) => plays(body, 'C', `${HEAD}\nP:${order}`);

  test.each([
    ['AABB', 'CDEFCDEFGABcGABc'],
    ['ABAC', 'CDEFGABcCDEFcBAG'],
    ['A2B', 'CDEFCDEFGABc'],
    ['(AB)2.C', 'CDEFGABcCDEFGABccBAG'],
    ['A B, C', 'CDEFGABccBAG'],
    ['CBA', 'cBAGGABcCDEF'],
  ])('in the header is played: %s', (order, wanted) => {
    expect(ordered(order)).toBe(wanted);
  });

  test('is as written where a part is not there, or none is named', () => {
    expect(ordered('AADD')).toBe('CDEFGABccBAG');
    expect(ordered('AABB', 'CDEF|GABc|')).toBe('CDEFGABc');
    expect(ordered('A three times')).toBe('CDEFGABccBAG');
    expect(ordered('(((')).toBe('CDEFGABccBAG');
  });

  test('is played with the repeats of each part, and labels in brackets', () => {
    expect(ordered('BA', 'P:A\n|:CD|1EF:|2GA|]\nP:B\nGABc|')).toBe('GABcCDEFCDGA');
    expect(ordered('ABA', '[P:A]CDEF|[P:B]GABc|')).toBe('CDEFGABcCDEF');
  });

  test('never grows without end', () => {
    expect(spelledOut('(((A9999)9999)9999)9999')).toEqual([]);
    expect(spelledOut('((AB)2C)2').join('')).toBe('ABABCABABC');
  });
});

describe('da capo', () => {
  test.each([
    ['goes back, and ends at the end', 'CDEF|GABc!D.C.!|]', 'CDEFGABcCDEFGABc'],
    ['goes back, and ends at fine', 'CDEF!fine!|GABc!D.C.!|]', 'CDEFGABcCDEF'],
    ['may be words', 'CDEF "Fine"|GABc "^D.C. al Fine"|]', 'CDEFGABcCDEF'],
    ['may be words over a note', 'CDE"Fine"F|GAB"_da capo"c|]', 'CDEFGABcCDEF'],
    ['may stand behind the last line', 'CDEF!fine!|GABc|] !D.C.alfine!', 'CDEFGABcCDEF'],
    ['may be written with signs of 2.1', 'CDEF!fine!|GABc!dacapo!|]', 'CDEFGABcCDEF'],
    ['takes no repeat again', '|:CDEF:|GABc!fine!|cBAG|"D.C."', 'CDEFCDEFGABccBAGCDEFGABc'],
    ['takes last endings', '|:CDEF|1GABc:|2cBAG!fine!|]FEDC!D.C.!|]', 'CDEFGABcCDEFcBAGFEDCCDEFcBAG'],
    ['from the sign', 'CDEF|!segno!GABc!fine!|cBAG!D.S.!|]', 'CDEFGABccBAGGABc'],
    ['from the sign as a letter', 'CDEF|SGABc!fine!|cBAG"D.S. al Fine"|]', 'CDEFGABccBAGGABc'],
    ['by way of the coda', 'CDEF!coda!|GABc!D.C.!|!coda!cBAG|]', 'CDEFGABcCDEFcBAG'],
    ['to the coda in words', 'CDEF "To Coda"|GABc "D.C. al Coda"|"Coda"cBAG|]', 'CDEFGABcCDEFcBAG'],
    ['ends at a fermata over a double bar, as in old prints', 'CDEFH||GABc"D.C."|]', 'CDEFGABcCDEF'],
    ['ends at a fermata over the note before it', 'CDEHF||HGABc!D.C.!|]', 'CDEFGABcCDEF'],
    ['does not end at a fermata in a section', 'CHDEF|GABc!D.C.!|]', 'CDEFGABcCDEFGABc'],
    ['never happens without its sign', 'CDEF!fine!|GABc!coda!|cBAG|]', 'CDEFGABccBAG'],
  ])('%s', (_, body, wanted) => {
    expect(plays(body)).toBe(wanted);
  });
});

describe('fields', () => {
  test.each([
    ['d', 'D major'],
    ['g', 'G major'],
    ['f#', 'F# major'],
    ['bb', 'Bb major'],
    ['em', 'E minor'],
    ['a minor', 'A minor'],
    ['d dor', 'D minor'],
    ['B flat', 'Bb major'],
    ['F sharp minor', 'F# minor'],
    ['Eb', 'Eb major'],
    ['AMix', 'A major'],
    ['G clef=treble', 'G major'],
  ])('K:%s is %s', (key, wanted) => {
    expect(one(abc(TUNE, key)).key?.replace('Gb', 'F#').replace('A#', 'Bb').replace('D#', 'Eb')).toBe(wanted);
  });

  test('K:d has the sharps of D, as K:D has, K:bass has none', () => {
    expect(plays(TUNE, 'd')).toBe(plays(TUNE, 'D'));
    expect(plays(TUNE, 'd')).toContain('^F');
    expect(plays('CF|GA|', 'bass')).toBe('CFGA');
    expect(plays('CF|GA|', 'C +:^f'.replace(' +:', '\n+:'))).toBe('C^FGA');
  });

  test.each([
    ['M:c', '4/4', 'CDEF|GABc|'],
    ['M:C|', '2/2', 'CDEF|GABc|'],
    ['M:2+3/8', '5/8', 'C/D/E/F/G/|A/B/c/d/e/|'],
    ['M:3/4+2/4', '5/4', 'CDEFG|ABcde|'],
  ])('%s is %s', (field, meter, body) => {
    expect(one(abc(body, 'C', `X:1\nT:T\n${field}\nL:1/4`)).meter).toBe(meter);
  });
});

describe('notes in old and rare spellings', () => {
  test.each([
    ['the top of a chord of ABC 1.6', '+CEG+ D E F|+c2e2+ +CE+2|', [67, 62, 64, 65, 76, 64]],
    [
      'the top of a chord, symbols and ornaments in it',
      '"C"[C"x"E!trill!G] D E F|[ce]2 [C E]2|',
      [67, 62, 64, 65, 76, 64],
    ],
  ])('%s', (_, body, pitches) => {
    expect(one(abc(body)).p).toEqual(pitches);
  });

  test.each([
    ['triplets', '(3CDE F2|', [16, 16, 16, 48]],
    ['triplets of unequal notes', '(3:2:2C2D F2|', [32, 16, 48]],
    ['triplets with space and chord symbols', '(3 C"G"DE F2|', [16, 16, 16, 48]],
    ['triplets of which one is left out', '(3::3CDE F2|', [16, 16, 16, 48]],
    ['triplets of unequal notes without numbers', '(3C/D3/2E F2|', [8, 24, 16, 48]],
    ['broken rhythm', 'C>D E<F|', [36, 12, 12, 36]],
    ['broken rhythm with a grace note in it', 'C>{e}D E<"x"F|', [36, 12, 12, 36]],
    ['halves and quarters', 'C/D/E//F//G/ A2|', [12, 12, 6, 6, 12, 48]],
  ])('%s', (_, body, lengths) => {
    expect(one(abc(body)).d).toEqual(lengths);
  });

  test('five notes take the time of three in compound meters, of two in others', () => {
    const five = (meter: string, rest: string) => one(abc(`(5CDEFG ${rest}|`, 'C', `X:1\nM:${meter}\nL:1/8`)).d[0];
    expect(five('6/8', 'A3')).toBeCloseTo((12 * 3) / 5, 0);
    expect(five('2/4', 'A2')).toBeCloseTo((12 * 2) / 5, 0);
    expect(abcRecords(abc('CDE2|[M:6/8](5CDEFG A3|', 'C', 'X:1\nM:4/8\nL:1/8'), 't')[1]!.d[0]).toBeCloseTo(
      (12 * 3) / 5,
      0,
    );
  });

  test('rests over whole bars last as long as the bars where they stand', () => {
    expect(one(abc('Z2|CDEF|')).p).toEqual([60, 62, 64, 65]);
    expect(one(abc('CDEF|Z2|CDEF|')).d[4]).toBe(192);
    const [, waltz] = abcRecords(abc('CDEF|[M:3/4]CDE|Z|CDE|'), 't');
    expect(waltz!.d).toEqual([24, 24, 24, 72, 24, 24, 24]);
  });
});

test.each([
  ['text', 'CDEF|"Am GABc|'],
  ['grace notes', 'CDEF|{ab GABc|'],
])('%s that are never closed are refused, as nobody knows which letters are notes', (_, body) => {
  expect(() => abcRecords(abc(body), 't')).toThrow(/^an ABC tune with a .* that is never closed$/);
});

describe('read letter by letter by another reader', () => {
  const letter = fc.constantFrom(...'CDEFGABcdefgab');
  const note = fc
    .tuple(fc.constantFrom('', '', '', '^', '_', '='), letter, fc.constantFrom('', '', ',', "'"))
    .map(([sign, name, octave]) => `${sign}${name}${octave}`);
  // One accidental a letter and bar, so that none has to be carried along.
  const bar = fc.array(note, { minLength: 4, maxLength: 4 }).filter((notes) => {
    const names = notes.map((text) => text.replace(/[^A-Ga-g]/g, '').toUpperCase());
    return new Set(names).size === 4;
  });
  const noise = fc.constantFrom(
    ...[
      '',
      '',
      '\n',
      ' % deaf\n',
      '\nr:a bad deed\n',
      '\nw:fa de\n',
      '"^bead"',
      '{cage}',
      '!trill!',
      '\nJ:ABC\n',
      '~',
      ' y ',
    ],
  );

  test('a tune has the same notes, whatever stands between them', () => {
    const bars = fc.array(fc.tuple(bar, noise, noise), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(bars, (written) => {
        const music = written.map(([notes]) => notes.join('')).join('|');
        const text = written.map(([[a, b, c, d], one, two]) => `${a}${b}${one}${c}${d}|${two}`).join('');
        const read = one(abc(text));
        expect(read.p.map((pitch, i) => [pitch, read.d[i]])).toEqual(
          noteLetters(music).map(({ pitch, length }) => [pitch, 24 * length]),
        );
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});
