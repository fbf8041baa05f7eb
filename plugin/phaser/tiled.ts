/** Tags from Tiled: the property `soundtrack` (a mood) or `signal` of a map, an object or a tile layer. */

import type { Tilemaps } from 'phaser';
import type { ZoneDefinition } from './zones.ts';

/** The music tags of a map. */
export interface MapTags {
  /** The mood of the whole map, or null. */
  readonly mood: string | null;
  readonly zones: readonly ZoneDefinition[];
}

const NUMBERS = ['margin', 'fade', 'priority'] as const;

/**
 * Reads the properties of a map, of the rectangles in its object layers, and of its tile layers created with `createLayer`.
 * Besides `soundtrack` and `signal`, objects and layers may have `margin`, `at`, `fade` and `priority`.
 */
export function mapTags(map: Tilemaps.Tilemap): MapTags {
  const own = properties(map.properties).get('soundtrack');
  const areas = map.objects.flatMap(({ objects }) =>
    objects.flatMap((object) => {
      const { x = 0, y = 0, width = 0, height = 0 } = object;
      return zoneOf(object.properties, { inside: { x, y, width, height } });
    }),
  );
  const layers = map.layers.flatMap(({ properties: tags, tilemapLayer }) =>
    tilemapLayer ? zoneOf(tags, { tiles: tilemapLayer }) : [],
  );
  return { mood: typeof own === 'string' ? own : null, zones: [...areas, ...layers] };
}

function zoneOf(raw: unknown, where: Pick<ZoneDefinition, 'inside' | 'tiles'>): ZoneDefinition[] {
  const tags = properties(raw);
  const text = (name: string) => {
    const value = tags.get(name);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const mood = text('soundtrack');
  const signal = text('signal');
  if (mood === undefined && signal === undefined) return [];
  const at = text('at') as ZoneDefinition['at'];
  const numbers = NUMBERS.flatMap((name) => (typeof tags.get(name) === 'number' ? [[name, tags.get(name)]] : []));
  return [
    { ...where, ...(mood && { mood }), ...(signal && { signal }), ...(at && { at }), ...Object.fromEntries(numbers) },
  ];
}

/** Tiled writes a list of `{ name, value }`; Phaser converts some of them to an object. */
function properties(raw: unknown): ReadonlyMap<string, unknown> {
  if (Array.isArray(raw)) {
    return new Map(
      raw.flatMap((entry: unknown) =>
        typeof entry === 'object' && entry !== null && 'name' in entry && 'value' in entry
          ? [[String(entry.name), entry.value]]
          : [],
      ),
    );
  }
  return new Map(typeof raw === 'object' && raw !== null ? Object.entries(raw) : []);
}
