/** Paints the shared textures, then shows the title. */

import { Scene } from 'phaser';
import { paintDesert } from '../art/desert.ts';
import { paintFont } from '../art/font.ts';
import { paintItems } from '../art/items.ts';
import { paintLights } from '../art/lights.ts';
import { paintMonsters } from '../art/monsters.ts';
import { paintPeople } from '../art/people.ts';
import { paintSkies } from '../art/sky.ts';
import { paintStanding } from '../art/trees.ts';
import { paintVillage } from '../art/village.ts';

/** The first scene. */
export class Boot extends Scene {
  constructor() {
    super('Boot');
  }

  create(): void {
    for (const paint of [
      paintFont,
      paintLights,
      paintSkies,
      paintItems,
      paintPeople,
      paintMonsters,
      paintStanding,
      paintVillage,
      paintDesert,
    ])
      paint(this);
    for (const scene of ['NowPlayingBar', 'TouchControls']) this.scene.launch(scene);
    this.scene.start('Title');
  }
}
