/** Screens of a game, which have no scene of their own. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const SCREENS = `
main menu,menu,title screen,title,start screen|主菜单,菜单,标题画面,标题界面,标题|70 30 12|calm exploration|
pause,pause menu,pause screen|暂停,暂停菜单|62 18 10|calm|density=-.1
loading,loading screen|加载,加载中,载入|62 26 14|calm exploration|
inventory,backpack|背包,物品栏|62 26 12|calm|
settings,options,settings menu,options menu|设置,选项|62 24 12|calm|
tutorial,how to play|教程,新手教程|72 34 12|calm exploration|
level select,stage select,character select,world map,overworld|选关,关卡选择,选择关卡,世界地图|72 48 18|exploration|
intro,prologue|片头,序章,序幕|68 46 22|exploration|
game over|游戏结束|16 24 38|sorrow|
credits,end credits,credits screen|制作人员,制作人员名单,片尾|86 58 12|victory calm|
`;
