/** Made by the build: the wasm binary, gzipped, as a base64 `data:` address. */
declare module 'virtual:packed-wasm' {
  const url: string;
  export default url;
}
