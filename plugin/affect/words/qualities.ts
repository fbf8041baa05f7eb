/** What things and moments are like. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const QUALITIES = `
happy,joy,joyful,joyous,delight,gleeful|快乐,高兴,开心,欢乐,喜悦,愉快|92 64 6|village victory|mode=ionian
cheerful,merry,jolly,playful,lively|欢快,活泼,轻快,俏皮,热闹,喜庆|88 66 8|village|mode=ionian
funny,silly,comic,goofy|好笑,滑稽,搞笑,有趣|84 60 12|village|syncopation=.15
sad,sorrow,sorrowful,unhappy,melancholy|悲伤,伤心,难过,忧伤,忧郁,悲哀|10 22 35|sorrow|mode=aeolian
tragic,tragedy,heartbroken,heartbreak,broken|悲剧,心碎,悲惨|8 34 48|sorrow|mode=aeolian
lonely,alone,lonesome,solitary,loneliness|孤独,孤单,寂寞,独自,一个人|18 22 36|sorrow|mode=aeolian density=-.15 intensity=-.15
hopeless,despair,desperate|绝望,无助,走投无路|8 38 60|sorrow|mode=aeolian
hope,hopeful,optimistic|希望,有希望,乐观|84 46 14|exploration|
empty,desolate,forsaken|空荡荡,荒凉,空,空无一人|22 22 42|sorrow mystery cave|density=-.15 intensity=-.1
abandoned,deserted,derelict|废弃,被遗弃,荒废|24 28 48|mystery sorrow cave|density=-.1 intensity=-.1
poor,miserable,wretched|贫穷,可怜,凄惨|14 28 40|sorrow|
bitter,cruel,harsh|苦,残酷,残忍,严酷|14 48 58|sorrow battle|
calm,peaceful,tranquil,serene,peace|平静,安宁,宁静,和平,祥和,平和|82 8 4|calm|density=-.05
quiet,silent,still,hushed,silence|安静,寂静,静,静静,无声|62 8 16|calm|density=-.15 intensity=-.15
gentle,soft,tender,mild|温柔,轻柔,柔和|82 16 6|calm|
cozy,cosy,warm,snug,comfortable|温暖,舒适,温馨,暖和,暖|88 24 4|village calm|brightness=-.05
sleepy,lazy,drowsy|困,慵懒,懒洋洋|70 8 5|calm|tempo=-.08
slow,slowly|慢,缓慢,慢慢,缓缓|56 14 16|calm|tempo=-.15
fast,quick,swift|快,快速,迅速,飞快|60 74 40|exploration battle|tempo=.15
busy,hectic,bustling,crowded|忙,繁忙,忙碌,拥挤|56 68 36|village|density=.1
safe,secure,sheltered|安全,平安|84 14 5|calm village|
beautiful,lovely,pretty,gorgeous|美丽,漂亮,美,优美|86 38 8|calm exploration|
wonderful,marvelous,magnificent,glorious|美妙,精彩,壮丽,辉煌,宏伟|90 62 14|victory exploration|
great,grand,epic,majestic,heroic|伟大,史诗,雄伟,壮观,英勇|80 70 32|victory exploration|intensity=.15
brave,bold,courage,courageous|勇敢,大胆,勇气|80 64 34|victory exploration|
proud,noble,royal|骄傲,高贵,皇家,自豪|80 54 18|victory|style=classical
innocent,pure,sweet|纯真,纯洁,甜,甜蜜|86 28 6|calm|
excited,exciting,thrilling|激动,兴奋,刺激|82 84 38|exploration victory|
young,new,fresh|年轻,新,新鲜,崭新|76 50 16|exploration|
old,ancient,aged|古老,老,旧,古代,古|50 24 28|mystery calm|weight=.5
deep|深,深处|44 32 42|cave mystery|register=-.1 weight=.5
wide,vast,endless|辽阔,广阔,无尽,无边|62 38 26|exploration|weight=.5
high,tall|高,高高|62 48 24|exploration|register=.05 weight=.5
narrow,cramped|狭窄,窄|36 44 52|cave|weight=.5
small,tiny,little|小,小小|66 28 14|calm|weight=.5
big,huge,enormous|大,庞大|54 56 38|exploration|weight=.5
green|绿色,绿|74 30 10|forest|weight=.5
blue|蓝色,蓝|70 26 14|calm|weight=.5
golden|金色,金|80 42 12|exploration|weight=.5
wild,untamed|野,狂野|52 64 44|forest exploration|
evil,wicked,vile,sinister,malevolent|邪恶,恶毒,阴险,恶|8 66 84|boss|mode=phrygian
angry,rage,fury,furious,wrath|愤怒,生气,狂怒,怒火|14 86 78|battle boss|
mad,insane,crazy|疯狂,疯|28 78 70|boss|temperature=.2
fierce,savage,brutal,violent|凶猛,激烈,野蛮,残暴,凶狠|18 84 78|battle boss|
poison,toxic,rotten,stink|毒,有毒,腐烂,恶臭|12 52 66|cave|
dusty,rusty,decayed|生锈,破旧,腐朽|28 26 42|cave mystery|
mysterious,enigmatic,magical,mystical|玄妙,神奇,奇幻|56 44 48|mystery|palette=glass
foreign,exotic,oriental|异国,东方,异域|62 44 28|desert|
icy cold,wintry|严寒,冰天雪地|32 30 40|sorrow calm|~wind=.4
final,last,ultimate|最终,最后|36 60 58|boss|
sudden,suddenly|突然,忽然|38 74 60|battle|
crazy fast,frantic,panic|惊慌,慌乱,恐慌|22 86 82|battle|tempo=.15
hard,difficult,heavy|困难,艰难,沉重|32 52 50|battle sorrow|weight=.5
easy,simple,light hearted|轻松,简单,悠闲|78 24 6|calm village|
tired,weary,exhausted|疲惫,累,疲倦|30 18 30|sorrow calm|tempo=-.08
sick,ill|病|20 30 46|sorrow|
rich,wealthy|富有,富裕|74 46 14|village|
`;
