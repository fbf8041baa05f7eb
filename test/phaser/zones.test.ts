import type { Tilemaps } from 'phaser';
import { describe, expect, test } from 'vitest';
import { mapTags } from '../../plugin/phaser/tiled.ts';
import { type ZoneDefinition, Zones } from '../../plugin/phaser/zones.ts';

function watch() {
  const reported: string[] = [];
  const zones = new Zones({
    push: (mood, { as: _, until: __, ...cue }) =>
      void reported.push(`push ${mood}${Object.keys(cue).length ? ` ${JSON.stringify(cue)}` : ''}`),
    pop: (key) => void reported.push(`pop ${key}`),
    signal: (name, level) => void reported.push(`${name} ${Math.round(level * 100) / 100}`),
    warn: (message) => void reported.push(message),
  });
  const player = { x: 0, y: 0 };
  const walk = (x: number, y = 0) => {
    player.x = x;
    player.y = y;
    zones.poll();
    return reported.splice(0);
  };
  return { zones, player, walk };
}

describe('zones', () => {
  test('a distance becomes a signal: more the closer, all from `full` on', () => {
    const { zones, player, walk } = watch();
    zones.add(player, { near: { x: 1000, y: 0 }, within: 400, full: 100, signal: 'danger' });
    expect(walk(0)).toEqual(['danger 0']);
    expect(walk(500)).toEqual([]);
    expect(walk(750)).toEqual(['danger 0.5']);
    expect(walk(950)).toEqual(['danger 1']);
    expect(walk(1000, 20)).toEqual([]);
  });

  test('what is near may move', () => {
    const { zones, player, walk } = watch();
    const dragon = { x: 1000, y: 0 };
    zones.add(player, { near: dragon, within: 100, signal: 'danger' });
    walk(0);
    dragon.x = 0;
    expect(walk(0)).toEqual(['danger 1']);
  });

  test('a rectangle brings its mood on entering and takes it back on leaving, once', () => {
    const { zones, player, walk } = watch();
    const inside = { x: 10, y: 10, width: 100, height: 50 };
    zones.add(player, { inside, mood: 'cave', priority: 2, at: 'bar' });
    expect(walk(0, 0)).toEqual([]);
    expect(walk(50, 30)).toEqual(['push cave {"at":"bar","priority":2}']);
    expect(walk(60, 30)).toEqual([]);
    expect(walk(60, 90)).toEqual(['pop zone 0']);
  });

  test('one who leaves goes a little farther than one who comes, so that the mood does not flap', () => {
    const { zones, player, walk } = watch();
    zones.add(player, { near: { x: 0, y: 0 }, within: 100, mood: 'cave' });
    expect([walk(101), walk(99), walk(105), walk(111)]).toEqual([[], ['push cave'], [], ['pop zone 0']]);
  });

  test('the margin of a rectangle fades a signal out', () => {
    const { zones, player, walk } = watch();
    zones.add(player, { inside: { x: 0, y: 0, width: 10, height: 10 }, margin: 20, signal: 'water' });
    expect([walk(5, 5), walk(20, 5), walk(40, 5)]).toEqual([['water 1'], ['water 0.5'], ['water 0']]);
  });

  test('tiles count where there is one', () => {
    const { zones, player, walk } = watch();
    zones.add(player, { tiles: { hasTileAtWorldXY: (x) => x > 64 }, mood: 'cave', signal: 'wet' });
    expect([walk(0), walk(65), walk(0)]).toEqual([['wet 0'], ['push cave', 'wet 1'], ['pop zone 0', 'wet 0']]);
  });

  test('of several zones on one signal the greatest counts', () => {
    const { zones, player, walk } = watch();
    for (const x of [100, 200]) zones.add(player, { near: { x, y: 0 }, within: 100, signal: 'danger' });
    expect(walk(125)).toEqual(['danger 0.75']);
    expect(walk(190)).toEqual(['danger 0.9']);
  });

  test('one that is removed, or whose scene sleeps, is left behind', () => {
    const { zones, player, walk } = watch();
    let awake = true;
    const definition: ZoneDefinition = { inside: { x: 0, y: 0, width: 9, height: 9 }, mood: 'cave', signal: 'wet' };
    const zone = zones.add(player, definition, () => awake);
    expect(walk(5, 5)).toEqual(['push cave', 'wet 1']);
    awake = false;
    expect(walk(5, 5)).toEqual(['pop zone 0', 'wet 0']);
    awake = true;
    walk(5, 5);
    zone.remove();
    expect(walk(5, 5)).toEqual(['pop zone 0', 'wet 0']);
    zone.remove();
    expect(walk(6, 5)).toEqual([]);
  });

  test('a layer that was destroyed is reported once, and the game goes on', () => {
    const { zones, player, walk } = watch();
    const tiles = {
      hasTileAtWorldXY(): boolean {
        throw new Error('no layer data');
      },
    };
    zones.add(player, { tiles, mood: 'cave' });
    expect(walk(0)).toEqual(['a zone could not be checked']);
    expect(walk(1)).toEqual([]);
  });

  test.each([
    [{ mood: 'cave' }, 'exactly one of near, inside and tiles'],
    [{ inside: { x: 0, y: 0, width: 1, height: 1 } }, "give mood: 'cave' or signal: 'danger'"],
    [{ near: { x: 0, y: 0 }, signal: 'danger' }, 'zone: within must be a number'],
    [{ near: { x: 0, y: 0 }, within: 5, full: 5, signal: 'danger' }, 'within must be farther'],
    [{ insde: {}, mood: 'cave' }, "did you mean 'inside'?"],
  ])('%j is refused', (zone, message) => {
    expect(() => watch().zones.add({ x: 0, y: 0 }, zone as ZoneDefinition)).toThrow(message);
  });
});

describe('a Tiled map', () => {
  test('says its mood, and its objects and tile layers are zones', () => {
    const tilemapLayer = { hasTileAtWorldXY: () => true };
    const map = {
      properties: [{ name: 'soundtrack', type: 'string', value: 'forest' }],
      objects: [
        {
          objects: [
            {
              x: 10,
              y: 20,
              width: 30,
              height: 40,
              properties: [
                { name: 'soundtrack', value: 'cave' },
                { name: 'priority', value: 3 },
                { name: 'at', value: 'bar' },
              ],
            },
            { x: 1, y: 2, properties: { signal: 'danger', margin: 50 } },
            { x: 5, y: 5, properties: [{ name: 'loot', value: 'gold' }] },
            { x: 5, y: 5 },
          ],
        },
      ],
      layers: [
        { properties: [{ name: 'signal', value: 'wet' }], tilemapLayer },
        { properties: { soundtrack: 'village' }, tilemapLayer: null },
      ],
    } as unknown as Tilemaps.Tilemap;
    expect(mapTags(map)).toEqual({
      mood: 'forest',
      zones: [
        { inside: { x: 10, y: 20, width: 30, height: 40 }, mood: 'cave', at: 'bar', priority: 3 },
        { inside: { x: 1, y: 2, width: 0, height: 0 }, signal: 'danger', margin: 50 },
        { tiles: tilemapLayer, signal: 'wet' },
      ],
    });
  });

  test('without tags says nothing, whatever its properties are', () => {
    for (const properties of [undefined, null, 7, 'x', [], [null, 3, {}], {}])
      expect(mapTags({ properties, objects: [], layers: [] } as unknown as Tilemaps.Tilemap)).toEqual({
        mood: null,
        zones: [],
      });
  });
});
