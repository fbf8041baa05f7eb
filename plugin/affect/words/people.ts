/** People, animals, monsters and things. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const PEOPLE = `
hero,heroine,champion,protagonist|英雄,勇者,主角,冠军|80 66 35|victory exploration|
warrior,fighter,knight,gladiator,samurai|战士,骑士,武士,角斗士|56 70 50|battle exploration|
soldier,army,troop,legion|士兵,军队,军团,部队|34 66 60|battle|
general,commander,captain|将军,指挥官,队长,统帅|48 62 50|battle|
king,queen,emperor|国王,女王,皇帝,王后|62 48 30|victory village|style=classical
prince,princess|王子,公主|76 46 18|village victory|
wizard,mage,sorcerer,witch,warlock|巫师,魔法师,女巫,法师,术士|50 50 48|mystery|chromaticism=.1
magic,spell,enchanted,potion|魔法,咒语,魔药,魔力,施法|64 50 38|mystery forest|palette=glass
fairy,elf,sprite,unicorn|精灵,小精灵,仙女,独角兽,仙子|78 40 15|forest calm|register=.1
dwarf,gnome|矮人,侏儒|58 48 25|village cave|
traveler,traveller,wanderer,wander,pilgrim,nomad|旅行者,旅人,流浪者,流浪,朝圣者|58 38 25|exploration|density=-.05
adventurer,explorer,adventure,quest,expedition|冒险,冒险者,探险,探险家,远征,探索|80 64 28|exploration|
treasure,gold,jewel,loot|宝藏,黄金,珠宝,宝物,财宝|80 58 22|victory exploration|
friend,companion,comrade,ally|朋友,伙伴,同伴,好友,战友|86 46 8|exploration village|
family,mother,father,grandmother,grandfather|家人,母亲,父亲,妈妈,爸爸,奶奶,爷爷,外婆|82 30 10|calm village|
child,kid,girl,boy|孩子,孩子们,小孩,女孩,男孩,儿童|80 50 12|village|register=.05
baby,infant,lullaby,cradle|婴儿,宝宝,摇篮,摇篮曲|82 18 8|calm|meter=3/4
lover,love,romance,sweetheart|恋人,爱,爱情,情人,爱人,浪漫|88 44 14|calm village|style=romantic
bride,wedding,marriage|新娘,婚礼,结婚|90 56 8|village victory|~bells=.3
old man,elder,sage,hermit|老人,长者,隐士,贤者|60 22 20|calm mystery|
crowd,audience,people|人群,观众,人们|60 58 28|village|~murmur=.5
bard,minstrel,musician,singer|吟游诗人,诗人,乐师,歌手|76 48 12|village|
pirate,buccaneer|海盗|38 68 52|battle exploration|~waves=.4
thief,burglar,rogue,spy|小偷,盗贼,间谍,刺客|36 58 56|mystery battle|
guard,sentry,patrol|守卫,卫兵,巡逻|46 48 46|mystery|
bandit,outlaw,raider|强盗,土匪,劫匪,山贼|22 70 68|battle|
prisoner,captive,slave,chain|囚犯,俘虏,奴隶,锁链|16 38 52|sorrow cave|
beggar,orphan,widow,refugee|乞丐,孤儿,寡妇,难民|18 26 36|sorrow|
ghost,spirit,phantom,specter|鬼,幽灵,鬼魂,亡灵|24 52 66|mystery cave|palette=glass
skeleton,skull,bone|骷髅,白骨,骨头|18 46 62|cave mystery|
zombie,undead,corpse,ghoul|僵尸,丧尸,尸体,食尸鬼|10 64 80|battle boss cave|weight=1.5
vampire,werewolf|吸血鬼,狼人|18 64 74|boss mystery|
monster,beast,ogre,troll|怪物,野兽,怪兽,巨魔|18 74 80|battle boss|
goblin,orc|哥布林,兽人|20 74 76|battle|
giant,titan,colossus,leviathan|巨人,泰坦,巨大,巨兽|28 76 72|boss battle|
dragon,wyvern,hydra|龙,巨龙,恶龙,飞龙|32 82 76|boss battle|
demon,devil,demon lord,dark lord,overlord|恶魔,魔王,魔鬼,邪神,魔头|10 84 90|boss|weight=1.5
boss,final boss,last boss|首领,最终头目,头目,大魔王|16 92 92|boss|weight=1.5
enemy,foe,villain,invader|敌人,敌军,反派,敌|16 72 76|battle boss|weight=1.5
spider,scorpion,snake,serpent|蜘蛛,蝎子,蛇,毒蛇|22 56 64|cave battle|
wolf,bear,lion,tiger|狼,熊,狮子,老虎|42 58 50|forest battle|
deer,rabbit,squirrel,fox|鹿,兔子,松鼠,狐狸|76 34 12|forest calm|
cat,kitten,puppy,dog|猫,小猫,小狗,狗|82 34 8|calm village|
horse,pony,stallion|马,骑马,骏马|70 50 18|exploration|
fish,fishing,fisherman|鱼,钓鱼,渔夫|70 22 10|calm village|~waves=.3
rat,bat,worm|老鼠,蝙蝠,虫子|26 46 52|cave|
god,goddess,angel,divine|神,女神,天使,神圣|74 40 24|victory calm|style=sacred
oracle,prophet,prophecy,riddle|先知,神谕,预言,谜语,谜|50 40 48|mystery|
puzzle,mystery,secret,hidden|谜题,秘密,神秘,隐藏,暗道,机关|50 42 50|mystery|
strange,unknown,weird,curious|奇怪,未知,奇异,陌生|40 46 56|mystery|chromaticism=.1
lock,key,chest|锁,钥匙,宝箱|54 38 35|mystery|
letter,photograph,diary,memory|信,照片,日记,回忆,记忆,往事|54 28 22|sorrow calm|
sword,shield,weapon,axe|剑,盾,武器,斧头,刀|34 68 60|battle|
gun,bomb,cannon,bullet|枪,炸弹,大炮,子弹|16 80 80|battle boss|
crown,coronation|王冠,加冕,皇冠|80 58 18|victory|
trophy,medal,prize|奖杯,奖牌,奖品|88 66 10|victory|
flag,banner,parade|旗帜,游行,阅兵|66 60 25|victory village|
toy,doll,game|玩具,娃娃,游戏|74 48 12|village calm|
piano|钢琴|74 30 12|calm|palette=lament
flute,harp,violin,guitar|长笛,竖琴,小提琴,吉他|74 32 12|calm village|
drum|鼓,战鼓|56 66 40|battle village|
music,song,tune,melody|音乐,歌,歌曲,旋律|80 46 10|village calm|
`;
