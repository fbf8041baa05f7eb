import { Component, type OnDestroy, type OnInit, output } from '@angular/core';
import type { Game, Scene } from 'phaser';
import { EventBus } from '../game/EventBus';
import startGame from '../game/main';

@Component({
  selector: 'phaser-game',
  template: '<div id="game-container"></div>',
})
export class PhaserGame implements OnInit, OnDestroy {
  readonly currentActiveScene = output<Scene>();
  private game: Game | null = null;
  private readonly showScene = (scene: Scene) => this.currentActiveScene.emit(scene);

  ngOnInit(): void {
    EventBus.on('current-scene-ready', this.showScene);
    this.game = startGame('game-container');
  }

  ngOnDestroy(): void {
    EventBus.off('current-scene-ready', this.showScene);
    this.game?.destroy(true);
  }
}
