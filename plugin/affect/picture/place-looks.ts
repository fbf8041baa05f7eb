/**
 * What the places of the moods look like. A row: mood | place | lightness, contrast, chroma, edges and sky | shares of red,
 * orange, yellow, green, cyan, blue, purple and pink; all in hundredths, as `colorsOf` measures them.
 *
 * Two tables, as text: what we wrote, and what was measured.
 */

/** Our own reading of how games paint such places. */
export const WRITTEN_LOOKS = `
forest      | wood by day           | 45 45  8.0 40   5 |  0  8 15 60  7  5  0  0
forest      | clearing              | 58 50  9.0 35  15 |  0  8 20 45  5 17  0  0
forest      | wood by night         | 27 28  4.5 25   0 |  0  2  2 35 20 25  2  0
exploration | meadow under a sky    | 70 45  9.0 25  20 |  0  5 10 38  5 38  0  0
exploration | sea and coast         | 68 45  8.5 20  10 |  0 12  8  8 15 55  0  0
exploration | mountains             | 65 50  4.0 30  20 |  0  8  3 12  5 40  2  0
battle      | fire and dust         | 42 55 10.0 35  -5 | 35 30  5  0  0  2  5  5
battle      | blood-red sky         | 35 45 10.0 25  -5 | 50 12  2  0  0  2  8 20
boss        | lava and dark         | 25 45  8.0 25 -15 | 35 15  3  0  0  2 10  5
boss        | dark magic            | 22 40  7.0 22  -5 | 10  2  0  2  2 12 38 15
village     | roofs and gardens     | 62 52  7.0 42  10 |  6 25 10 22  3 18  1  2
village     | lamps in the evening  | 38 50  5.0 32 -10 |  8 22  6  5  2 28  8  3
cave        | brown rock            | 24 30  3.0 20   0 |  4 28  5  2  2  3  1  0
cave        | gray rock             | 25 32  1.5 20   0 |  0  3  2  2  3 10  2  0
desert      | sand under a sky      | 72 42  8.0 15  10 |  3 42 18  0  2 28  0  2
desert      | sand                  | 72 35  9.0 15   0 |  5 62 25  0  0  2  0  2
sorrow      | rain, gray            | 45 30  1.5 18  10 |  0  2  0  2  3 18  2  0
sorrow      | ruins in gray light   | 35 35  2.0 25   5 |  1  6  2  3  3 15  4  1
victory     | gold and light        | 75 45 10.0 28  10 |  5 38 32  5  1  8  1  3
victory     | fair with flags       | 62 55 11.0 42  10 | 15 20 15 12  5 15  8  8
calm        | pastel                | 78 25  5.0 12   5 |  3 15  8 10 10 25  8 15
calm        | lake at dawn          | 68 35  5.5 12  10 |  3 20  5  8 12 35  5  8
calm        | snow                  | 85 25  2.0 12   5 |  0  2  0  2  5 25  2  0
mystery     | violet mist           | 35 32  6.0 18   5 |  2  2  0  3  8 28 40  8
mystery     | teal mist             | 35 32  5.0 18   5 |  0  2  3 15 45 20  5  0
`;

/**
 * The demo game: means of the `open` pictures of `test/affect/places.tsv`, by day and by night, one spot or two of each place,
 * in one size of window.
 */
export const DEMO_LOOKS = `
calm        | title                 | 34 34  4.9 20  -2 |  4  2  0  0  0 74 10  1
forest      | forest by day         | 44 39  4.9 31   2 |  0  6  4 18 52  7  1  0
forest      | forest by night       | 29 21  3.8 16  -3 |  1  1  0  0 10 67  1  1
mystery     | glade by day          | 46 45  4.8 31   4 |  0  6  4 14 55  7  2  1
mystery     | glade by night        | 31 26  4.0 16  -5 |  1  1  0  0  9 68  1  1
village     | village by day        | 55 47  5.5 28  12 |  1  7  7 17 11 34 10  0
village     | village by night      | 37 42  3.7 21  -8 |  3  3  0  2  9 36 19  1
desert      | desert by day         | 63 54  5.8 25   8 |  8 41  4  1  9 20  2  0
desert      | desert by night       | 33 33  3.3 10 -12 |  6  0  0  0  0 33 16  4
calm        | oasis by day          | 61 52  5.9 29   8 | 11 35  5  5  9 20  2  0
calm        | oasis by night        | 35 43  3.3 17 -15 |  5  1  0  2  4 34 16  6
cave        | cave                  | 31 35  4.0 14 -10 |  0  0  0  0  1 79  7  1
battle      | battle in a wood      | 35 34  7.8 18 -12 | 14  2  0  0  1  4 33 37
battle      | battle in the sand    | 44 60  7.0 20 -29 |  7 34  1  0  0  3 27 19
boss        | boss                  | 32 27  5.2 12  -9 |  0  1  0  0  0 85  7  0
sorrow      | defeat                | 30 27  5.1 11 -11 |  0  0  0  0  0 85  9  0
victory     | ending                | 42 36  7.2 20  -7 | 13 11  7 18  0  7 16 18
`;
