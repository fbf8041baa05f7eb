/** What Vite makes of binaries imported as text. */

declare module '*.bin?inline' {
  const url: string;
  export default url;
}

declare module '*.wasm?inline' {
  const url: string;
  export default url;
}
