import { Component, signal } from '@angular/core';
import type { Scene } from 'phaser';
import { PhaserGame } from './phaser-game.component';

@Component({
  selector: 'app-root',
  imports: [PhaserGame],
  templateUrl: './app.component.html',
})
export class AppComponent {
  readonly scene = signal<Scene | null>(null);
}
