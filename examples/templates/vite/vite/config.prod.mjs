import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  build: {
    // Phaser in a chunk of its own, which browsers keep when only the game changes.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'phaser', test: /node_modules\/phaser\// }] } } },
    chunkSizeWarningLimit: 1500,
  },
});
