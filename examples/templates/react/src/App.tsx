import type { Scene } from 'phaser';
import { useState } from 'react';
import { PhaserGame } from './game/PhaserGame';

export function App() {
  const [scene, setScene] = useState<Scene | null>(null);
  return (
    <div id="app">
      <PhaserGame onScene={setScene} />
      <p>Scene: {scene?.scene.key}</p>
      <button type="button" onClick={() => scene?.soundtrack.stinger('victory')}>
        Play a fanfare
      </button>
    </div>
  );
}
