import type { Scene } from 'phaser';
import { useEffect } from 'react';
import { EventBus } from './EventBus';
import startGame from './main';

/** The game, and news of which of its scenes runs. */
export function PhaserGame({ onScene }: { onScene: (scene: Scene) => void }) {
  useEffect(() => {
    EventBus.on('current-scene-ready', onScene);
    const game = startGame('game-container');
    return () => {
      EventBus.off('current-scene-ready', onScene);
      game.destroy(true);
    };
  }, [onScene]);
  return <div id="game-container" />;
}
