/** Web Audio in Node: offline rendering by the optional package `node-web-audio-api`. */

type OfflineConstructor = typeof OfflineAudioContext;

const PACKAGE = 'node-web-audio-api';

/**
 * The OfflineAudioContext class of the browser, or of the package. In Node, call it before anything imports Tone, which
 * detects Web Audio once, on import.
 * Rejects with a one-line error if neither exists.
 */
export async function offlineAudio(): Promise<OfflineConstructor> {
  if (typeof OfflineAudioContext !== 'undefined') return OfflineAudioContext;
  const classes = await importPackage();
  const scope: { window?: unknown } = globalThis;
  // Tone recognizes audio nodes by the classes of `window`. It is removed again, because other libraries detect browsers by it.
  const before = Object.getOwnPropertyDescriptor(scope, 'window');
  scope.window = { ...classes };
  try {
    await import('./tone.ts');
  } finally {
    if (before) Object.defineProperty(scope, 'window', before);
    else delete scope.window;
  }
  return classes.OfflineAudioContext;
}

/**
 * A function that collects unreferenced audio nodes at once. node-web-audio-api processes a node until it is garbage
 * collected, which Node does rarely: a long piece would slow down, and its last bits would vary. Does nothing in browsers.
 */
export function nodeCollector(): () => void {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  // Not imported, so that bundlers for browsers do not resolve them.
  const v8 = process?.getBuiltinModule?.('node:v8') as { setFlagsFromString(flag: string): void } | undefined;
  const vm = process?.getBuiltinModule?.('node:vm') as { runInNewContext(code: string): unknown } | undefined;
  if (!v8 || !vm) return () => {};
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}

async function importPackage(): Promise<{ OfflineAudioContext: OfflineConstructor }> {
  try {
    // A variable name keeps bundlers from resolving it: browsers never need it.
    return (await import(/* @vite-ignore */ PACKAGE)) as { OfflineAudioContext: OfflineConstructor };
  } catch (error) {
    throw new Error(`no Web Audio here: ${(error as Error).message}; install ${PACKAGE} to render in Node`);
  }
}
