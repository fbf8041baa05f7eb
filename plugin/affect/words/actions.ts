/** Events and actions, which weigh more than where they happen. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const ACTIONS = `
fight,combat,battle,brawl,duel|战斗,打斗,决斗,搏斗,作战|28 86 80|battle|
showdown,final battle,decisive battle|决战,最终战,死战|26 94 90|boss battle|
war,siege,invasion|战争,围攻,入侵,攻城|14 78 82|battle boss|
attack,assault,raid,strike,ambush|攻击,袭击,来袭,进攻,伏击,突袭|18 86 84|battle|
charge,rush,storm in,storm the,storming,stormed|冲锋,冲,猛冲|36 88 70|battle|
chase,pursue,hunted|追逐,追赶,追杀|30 84 74|battle|
escape,flee,run away|逃跑,逃脱,逃离,逃亡,逃|32 80 70|battle exploration|
hunt,track,stalk|打猎,追踪,狩猎,猎人|50 54 42|forest exploration battle|
race,hurry,countdown,racing|赛跑,比赛,竞速,倒计时,赶|46 82 58|battle exploration|
tournament,contest,competition,joust|比武,锦标赛,竞赛,大赛|66 74 48|victory battle|
kill,slay,murder,assassinate|杀,谋杀,刺杀,杀死,杀害,谋杀案|10 68 80|mystery battle|
die,death,dead,perish,lifeless|死,死亡,死去,去世,死者,逝世,牺牲|6 34 55|sorrow|density=-.1
funeral,burial,coffin,bury|葬礼,下葬,棺材,埋葬|10 22 38|sorrow|density=-.1
mourn,grieve,weep,cry,sob,grief|哀悼,哭泣,哭,悲痛,流泪,哀伤|8 34 40|sorrow|
goodbye,farewell,parting,separation|告别,离别,再见,分别,离开|28 34 28|sorrow|
lose,loss,lost,defeat|失去,失败,战败,输,迷路|16 40 48|sorrow|
betray,betrayal,traitor|背叛,叛徒,出卖|12 62 66|sorrow battle|
wound,hurt,injury,pain,suffer,bleed|受伤,伤口,痛苦,疼痛,流血|14 52 60|sorrow|
blood,bloody,gore|血,血腥,鲜血|14 72 76|battle boss|
plague,disease,sickness,famine|瘟疫,疾病,饥荒,生病|10 44 60|sorrow cave|
hunger,hungry,thirst,thirsty,starve|饥饿,口渴,饿,干渴|22 42 48|sorrow desert|
destroy,ruined,collapse,destruction|毁灭,摧毁,倒塌,崩塌,毁|14 68 68|sorrow battle|
explode,explosion,erupt,eruption|爆炸,爆发,喷发|18 90 84|boss battle|
earthquake,flood,disaster,apocalypse|地震,洪水,灾难,末日|10 76 80|boss sorrow|
scream,shriek,roar,howl|尖叫,咆哮,怒吼,嚎叫|20 84 76|boss battle|
danger,dangerous,threat,peril,unsafe|危险,威胁,危机,不安全|18 74 82|battle mystery|
trap,snare,caught|陷阱,被困,困住|20 62 74|cave mystery|
approach,closing in,coming closer,lurk,loom|逼近,靠近,越来越近,潜伏|34 62 70|mystery battle|
awake,awaken,arise,wake|苏醒,醒来,觉醒,唤醒|48 60 48|mystery boss|
threaten,curse,doom|诅咒,厄运,咒|12 60 74|boss mystery|
sneak,stealth,hide,creep,prowl|潜行,悄悄,躲藏,偷偷,溜|42 50 60|mystery cave|
whisper,murmur|低语,低声,耳语|48 28 45|mystery calm|
spooked,fear,afraid,terror,horror,dread|恐惧,害怕,恐怖,可怕,惊恐|10 72 82|mystery boss cave|
suspense,tense,nervous,anxious,worry|紧张,悬疑,焦虑,不安,担心|26 64 78|mystery|
investigate,detective,clue,evidence|调查,侦探,线索,证据|48 46 50|mystery|
discover,discovery,find,reveal|发现,揭示,找到|70 58 34|exploration mystery|
explore,journey,travel,roam,trek|旅行,旅程,旅途,漫游,跋涉,之旅|74 54 22|exploration|
depart,set out,setting out,embark|出发,踏上,启程,动身|78 62 24|exploration|
climb,ascend,jump,leap|攀登,爬,登上,跳跃|66 62 32|exploration|
fly,flight,soar,glide|飞,飞翔,飞行,翱翔|82 56 18|exploration|register=.1
float,drift,hover|漂浮,漂流,飘|66 18 14|calm mystery|density=-.1
swim,dive|游泳,潜水|70 46 18|calm exploration|~waves=.4
ride,gallop|骑,奔驰,骑行|72 62 24|exploration|
run,running|跑,奔跑|60 68 34|exploration|
walk|走,行走|58 34 18|exploration|weight=.4
stroll,amble|散步,漫步|78 28 8|forest calm|
march|行军,进军|50 56 38|battle exploration|
sit,wait|坐,等待,等|54 18 20|calm|weight=.4
rest,relax,sleep,nap,doze|休息,放松,睡,睡觉,小憩,睡着|78 8 5|calm|density=-.1
meditate,meditation,pray,prayer|冥想,祈祷,打坐,禅|72 8 8|calm|density=-.1
dream,dreamy|梦,做梦,梦境,梦幻|72 26 20|calm mystery|palette=glass
read,study,think,write|读,学习,研究,思考,写|62 24 18|calm mystery|
remember,recall,nostalgia,nostalgic|记得,想起,怀念,思念|56 24 18|calm sorrow|
forget,forgotten|忘记,遗忘,被遗忘|24 24 34|sorrow mystery|
build,craft,forge,repair|建造,制作,锻造,修理,打造|66 50 20|village|
trade,buy,sell,bargain|买,卖,交易,讨价还价|62 50 18|village|
harvest,plant,gather,pick|收获,丰收,种植,采集,采,摘|80 40 10|village forest|
cook,eat,feast,banquet,meal,dinner|做饭,吃,盛宴,宴会,晚餐,吃饭|82 46 10|village|~cups=.4 ~murmur=.3
drink,beer,wine,ale,drunk|喝,喝酒,啤酒,葡萄酒,醉,喝醉|76 52 14|village|~cups=.4
picnic,holiday,vacation|野餐,假日,假期,度假|90 38 6|calm village|~birds=.3
play,frolic|玩耍,玩,嬉戏|84 62 10|village|
dance,dancing,waltz,ball|跳舞,舞蹈,舞会,起舞|88 70 10|village|meter=3/4
sing,singing|唱,歌唱,唱歌|86 54 10|village|
laugh,laughter,joke,smile,giggle|笑,大笑,欢笑,微笑,笑声|86 58 12|village|
festival,celebrate,celebration,party,carnival|节日,庆祝,派对,狂欢,庆典,庙会|92 74 8|village victory|~murmur=.5
christmas,birthday,new year|圣诞,生日,新年,春节,圣诞节,圣诞夜|90 48 6|village calm|~bells=.3
firework|烟花,焰火|88 72 14|victory village|
cheer,applause,hooray|欢呼,喝彩,鼓掌|88 76 14|victory|
win,victory,triumph,conquer|胜利,赢,获胜,凯旋,战胜,征服|92 80 20|victory|weight=1.6
success,succeed,complete,level complete,accomplish|成功,完成,过关,通关,达成|88 66 14|victory|
level up,reward,bonus|升级,奖励,奖赏|90 68 10|victory|
rescue,save,saved,protect|拯救,救,得救,保护|74 62 34|victory exploration|
return,reunite,reunion|回来,归来,重逢,回家,团聚,回到|84 44 12|calm village victory|
free,freedom,liberate|自由,解放,释放|86 60 14|exploration victory|
meet,greet,welcome|相遇,相会,欢迎,问候,遇见|78 46 12|village calm|
kiss,hug,embrace|吻,拥抱,亲吻|88 46 12|calm|style=romantic
survive,survivor,survival|生存,幸存,幸存者|48 48 52|exploration sorrow|
demand,command,order|要求,命令,下令|40 54 48|battle|
steal,rob,heist|偷,抢劫,盗窃|26 60 60|mystery battle|
break,smash,crush|打破,冲破,砸,粉碎|28 72 62|battle|
block,stop|挡住,阻挡,拦住|34 48 48|battle|
chant,hymn,choir,choral|吟唱,圣歌,合唱,颂歌|60 34 28|mystery calm|style=chant
open,enter,arrive|打开,进入,到达,抵达|60 44 26|exploration|weight=.4
disappear,vanish,missing|消失,失踪|32 40 54|mystery sorrow|
burning,on fire|着火,焚烧|22 76 70|battle|~fire=.8
`;
