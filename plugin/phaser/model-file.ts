/** Loader file type `musicModel`: a tfjs model.json and its weight shards, loaded by Phaser's loader. */

import { Cache, type Game, Loader } from 'phaser';
import type { ModelFiles, ModelJson } from '../generate/weights.ts';
import { plainText } from '../mood/names.ts';
import { joined, shardPaths, shardUrl } from './model-shards.ts';

/** Name of the custom cache of loaded music models. */
export const MUSIC_MODEL_CACHE = 'musicModel';

/** A loaded music model, not yet checked, or why it failed. */
export type LoadedModel =
  | { readonly ok: true; readonly url: string; readonly files: ModelFiles }
  | { readonly ok: false; readonly url: string; readonly reason: string };

/** How long to wait for a scene to load a model that the soundtrack names. */
const PATIENCE_MS = 30_000;

/**
 * Resolves with the files of a model as soon as a scene has loaded it. Rejects with a one-line error if the files are damaged
 * or not loaded in time, and silently when `signal` aborts.
 */
export function loadedModel(game: Game, key: string, signal: AbortSignal): Promise<ModelFiles> {
  const cache = cacheIn(game.cache);
  return new Promise((resolve, reject) => {
    const settle = (entry: LoadedModel) => {
      stop();
      if (entry.ok) resolve(entry.files);
      else
        reject(
          new Error(
            `music model '${plainText(key)}' (${entry.url}): ${entry.reason}; export the model again and copy all its files`,
          ),
        );
    };
    const added = (_cache: Cache.BaseCache, name: string, entry: LoadedModel) => {
      if (name === key) settle(entry);
    };
    const late = () => {
      stop();
      reject(
        new Error(
          `music model '${plainText(key)}' was never loaded; call this.load.musicModel('${plainText(key)}', url) in a scene's preload()`,
        ),
      );
    };
    const timer = setTimeout(late, PATIENCE_MS);
    const stop = () => {
      clearTimeout(timer);
      cache.events?.off(Cache.Events.ADD, added);
      signal.removeEventListener('abort', stop);
    };
    cache.events.on(Cache.Events.ADD, added);
    signal.addEventListener('abort', stop);
    const there: LoadedModel | undefined = cache.get(key);
    if (there) settle(there);
  });
}

function cacheIn(caches: Cache.CacheManager): Cache.BaseCache {
  const custom: Record<string, Cache.BaseCache | undefined> = caches.custom;
  return custom[MUSIC_MODEL_CACHE] ?? caches.addCustom(MUSIC_MODEL_CACHE);
}

/** A model being loaded: the model.json, then the shards that it names. Errors end in the cache as a reason and never throw. */
class MusicModelFile extends Loader.MultiFile {
  constructor(
    loader: Loader.LoaderPlugin,
    key: string,
    private readonly url: string,
  ) {
    super(loader, 'musicModel', key, [new Loader.FileTypes.TextFile(loader, `${key}-model`, url)]);
    // Phaser calls onFileFailed for files that it cannot parse, but not for those missing on the server.
    const failed = (file: Loader.File) => {
      if (this.files?.includes(file)) this.fail(file);
    };
    loader.on(Loader.Events.FILE_LOAD_ERROR, failed);
    loader.once(Loader.Events.COMPLETE, () => loader.off(Loader.Events.FILE_LOAD_ERROR, failed));
  }

  override onFileComplete(file: Loader.File): void {
    super.onFileComplete(file);
    if (file !== this.files[0]) return;
    // Phaser's own JSON file throws on invalid JSON.
    file.data = parsed(file.data);
    const paths = shardPaths(file.data);
    if (typeof paths === 'string') this.put({ ok: false, url: this.url, reason: paths });
    else this.queueShards(paths, String(file.url));
  }

  override onFileFailed(file: Loader.File): void {
    super.onFileFailed(file);
    this.fail(file);
  }

  /** Called by the loader when every file is loaded. */
  addToCache(): void {
    if (!this.isReadyToProcess()) return;
    const [model, ...shards] = this.files.map((file) => file.data);
    this.complete = true;
    if (typeof shardPaths(model) === 'string') return;
    const files = { json: model as ModelJson, data: joined(shards as readonly ArrayBuffer[]) };
    this.put({ ok: true, url: this.url, files });
  }

  /** The URL of model.json includes the loader's path of that time; only the base URL is missing. */
  private queueShards(paths: readonly string[], modelUrl: string): void {
    const { loader } = this;
    const { path, prefix } = loader;
    loader.setPath('').setPrefix('');
    for (const [i, shardPath] of paths.entries()) {
      const url = shardUrl(modelUrl, shardPath, loader.baseURL ?? '', document.baseURI);
      if (url === null) {
        const reason = `it names '${plainText(shardPath)}', which is on another server`;
        this.put({ ok: false, url: this.url, reason });
        break;
      }
      const shard = new Loader.FileTypes.BinaryFile(loader, `${this.key}-${i}`, url);
      this.addToMultiFile(shard);
      loader.addFile(shard);
    }
    loader.setPath(path).setPrefix(prefix);
  }

  private fail(file: Loader.File): void {
    this.put({ ok: false, url: this.url, reason: `${file.src || String(file.url)} could not be loaded` });
  }

  private put(entry: LoadedModel): void {
    const cache = cacheIn(this.loader.cacheManager);
    if (!cache.exists(this.key)) cache.add(this.key, entry);
  }
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

function loadMusicModel(this: Loader.LoaderPlugin, key: string, url: string): Loader.LoaderPlugin {
  if (typeof key !== 'string' || key === '')
    throw new TypeError(
      `load.musicModel: the key is ${plainText(JSON.stringify(key))}; give a name, e.g. load.musicModel('melodies', 'melodies/model.json')`,
    );
  if (typeof url !== 'string' || url === '')
    throw new TypeError(
      `load.musicModel('${plainText(key)}'): the url is ${plainText(JSON.stringify(url))}; give the URL of a model.json`,
    );
  this.addFile(new MusicModelFile(this, key, url).files);
  return this;
}

/** Adds `load.musicModel` to all scenes of the game, present and future. */
export function registerMusicModel(game: Game): void {
  game.plugins.registerFileType('musicModel', loadMusicModel);
  for (const scene of game.scene.scenes) {
    if (scene.load) scene.load.musicModel = loadMusicModel;
  }
}

declare global {
  namespace Phaser.Loader {
    interface LoaderPlugin {
      /**
       * Loads music model weights: a tfjs LayersModel's model.json and the files it names. To play with them, set the
       * soundtrack's `model` to the key.
       */
      musicModel(key: string, url: string): this;
    }
  }
}
