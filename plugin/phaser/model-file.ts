/** Loader file type `musicModel`: a tfjs model.json and its weight shards, fetched by Phaser's loader like any asset. */

import { Cache, type Game, Loader } from 'phaser';
import type { ModelFiles, ModelJson } from '../generate/weights.ts';
import { plainText } from '../mood/names.ts';
import { joined, shardPaths, shardUrl } from './model-shards.ts';

/** Name of the custom cache that loaded music models stand in. */
export const MUSIC_MODEL_CACHE = 'musicModel';

/** A music model as it came over the wire, not yet checked, or why it did not come. */
export type LoadedModel =
  | { readonly ok: true; readonly url: string; readonly files: ModelFiles }
  | { readonly ok: false; readonly url: string; readonly reason: string };

/** How long a model that the soundtrack names may take to be asked for and loaded. */
const PATIENCE_MS = 30_000;

/**
 * Resolves with the files of a model as soon as some scene has loaded it. Rejects with one clear line where they came
 * broken or nobody loaded them in time, and without a word once `signal` is aborted.
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

/** One model on its way: the model.json first, then the shards it names. Whatever goes wrong ends in the cache as a reason, never as a throw. */
class MusicModelFile extends Loader.MultiFile {
  constructor(
    loader: Loader.LoaderPlugin,
    key: string,
    private readonly url: string,
  ) {
    super(loader, 'musicModel', key, [new Loader.FileTypes.TextFile(loader, `${key}-model`, url)]);
    // Phaser calls onFileFailed for files it cannot read, but not for those that the server does not have.
    const failed = (file: Loader.File) => {
      if (this.files?.includes(file)) this.fail(file);
    };
    loader.on(Loader.Events.FILE_LOAD_ERROR, failed);
    loader.once(Loader.Events.COMPLETE, () => loader.off(Loader.Events.FILE_LOAD_ERROR, failed));
  }

  override onFileComplete(file: Loader.File): void {
    super.onFileComplete(file);
    if (file !== this.files[0]) return;
    // Phaser's own JSON file throws on text that is none.
    file.data = parsed(file.data);
    const paths = shardPaths(file.data);
    if (typeof paths === 'string') this.put({ ok: false, url: this.url, reason: paths });
    else this.queueShards(paths, String(file.url));
  }

  override onFileFailed(file: Loader.File): void {
    super.onFileFailed(file);
    this.fail(file);
  }

  /** Called by the loader when every file is here. */
  addToCache(): void {
    if (!this.isReadyToProcess()) return;
    const [model, ...shards] = this.files.map((file) => file.data);
    this.complete = true;
    if (typeof shardPaths(model) === 'string') return;
    const files = { json: model as ModelJson, data: joined(shards as readonly ArrayBuffer[]) };
    this.put({ ok: true, url: this.url, files });
  }

  /** The model.json's url already holds the loader's path, as of when it was added; only the base URL is still to come. */
  private queueShards(paths: readonly string[], modelUrl: string): void {
    const { loader } = this;
    const { path, prefix } = loader;
    loader.setPath('').setPrefix('');
    for (const [i, shardPath] of paths.entries()) {
      const url = shardUrl(modelUrl, shardPath, loader.baseURL ?? '', document.baseURI);
      if (url === null) {
        const reason = `it names '${plainText(shardPath)}', which is on another server than itself`;
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
      `load.musicModel('${plainText(key)}'): the url is ${plainText(JSON.stringify(url))}; give the address of a model.json`,
    );
  this.addFile(new MusicModelFile(this, key, url).files);
  return this;
}

/** Adds `load.musicModel` to every scene of the game, those that exist and those to come. */
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
       * Loads music model weights: a tfjs LayersModel's model.json and the files it names. Name the key as `model` in the
       * soundtrack to play with them.
       */
      musicModel(key: string, url: string): this;
    }
  }
}
