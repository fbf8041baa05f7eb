/** Places, with what stands in them. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const PLACES = `
forest,wood,woodland,grove,thicket|森林,树林,松林,林间,林中,林子|68 34 22|forest calm|~birds=.5 ~wind=.2
jungle,rainforest|丛林,雨林|48 52 50|forest exploration mystery|~birds=.5 ~crickets=.3
tree,oak,pine,willow|树,大树,松树,古树|66 30 20|forest|~wind=.2
bamboo|竹林,竹子,竹|72 20 12|calm forest|mode=major_pentatonic ~wind=.3
meadow,field,pasture,glade,clearing|草地,草坪,田野,田园,花田,麦田|80 32 10|forest exploration calm|~birds=.4 ~wind=.2
plain,prairie,grassland,steppe|草原,平原,原野|74 48 15|exploration forest|~wind=.4
garden,orchard,park|花园,果园,公园,庭院|82 28 10|calm forest|~birds=.5
flower,blossom,rose|鲜花,花朵,花,樱花|84 34 10|calm forest|brightness=.05
mountain,peak,summit,hill,cliff|山,高山,山顶,山峰,山坡,悬崖|66 48 28|exploration forest|~wind=.5
valley,canyon,gorge,ravine|山谷,峡谷,谷地|58 42 32|exploration desert|~wind=.4
river,stream,brook,creek|河,河流,河边,小溪,溪流|74 28 15|forest calm|~brook=.7
waterfall|瀑布|74 48 20|forest exploration|~brook=1
lake,pond,pool|湖,湖边,湖面,池塘|76 20 10|calm forest|~waves=.2 ~birds=.2
spring water,fountain,well|泉水,清泉,喷泉,水井,井|74 28 12|calm forest|~brook=.6
sea,ocean|大海,海洋,海|72 44 22|exploration calm|~waves=.7
beach,coast,shore,seaside|海滩,沙滩,海岸,海边|80 32 10|calm exploration|~waves=.7
island,archipelago|岛,小岛,岛屿,海岛|74 42 18|exploration calm|~waves=.5
harbor,harbour,port,dock,pier|港口,码头,港湾|66 36 18|village exploration|~waves=.4 ~murmur=.3
ship,boat,vessel,sail,voyage|船,帆船,航行,航海,远航,启航|68 48 22|exploration|~waves=.6
underwater,undersea,reef|水下,海底,珊瑚|60 30 35|mystery calm|brightness=-.2 ~waves=.3
desert,dune,wasteland sand|沙漠,沙丘,大漠,戈壁|45 42 42|desert|mode=phrygian_dominant ~wind=.5
sand|沙子,黄沙,沙|50 38 35|desert|~wind=.3
oasis|绿洲|78 30 12|desert calm|mode=phrygian_dominant ~brook=.3 ~birds=.2
pyramid,sphinx,pharaoh|金字塔,法老|50 44 50|desert mystery|mode=phrygian_dominant
bazaar,souk|巴扎,市集|72 58 20|desert village|~murmur=.6
caravan,camel|商队,骆驼,驼队|58 42 25|desert exploration|mode=phrygian_dominant
savanna,savannah|稀树草原|66 46 25|exploration desert|~crickets=.3
wasteland,badlands,wilderness|荒野,荒原,废土,荒地|34 36 48|desert sorrow exploration|~wind=.5 density=-.1
swamp,marsh,bog|沼泽,泥沼,湿地|26 36 55|cave mystery|~crickets=.5
cave,cavern,grotto|山洞,洞穴,洞窟,岩洞|36 30 58|cave mystery|~drips=.6
crystal|水晶|62 34 30|mystery cave|palette=glass
mine,tunnel,shaft|矿井,矿洞,隧道,地道|38 40 50|cave exploration|~drips=.4
dungeon,prison,jail,cell|地牢,监狱,牢房,地下城|22 42 66|cave mystery|~drips=.4
underground,depths,abyss|地下,深渊,地底|30 40 60|cave mystery|~drips=.3
crypt,tomb,catacomb,sepulcher|墓穴,陵墓,古墓,地下墓室|20 40 66|cave mystery|~drips=.3
graveyard,cemetery,grave|墓地,坟墓,坟场,墓园|16 28 55|sorrow mystery cave|~wind=.4
sewer,drain|下水道,阴沟|20 42 58|cave|~drips=.6
labyrinth,maze|迷宫|40 50 60|mystery cave|
ruin,ruins,relic|废墟,遗迹,遗址,残垣|38 32 48|mystery desert cave|~wind=.3 density=-.05
temple,shrine,pagoda|寺庙,神庙,神社,寺院,神殿|66 20 22|calm mystery|mode=major_pentatonic style=sacred
church,chapel,cathedral,abbey,monastery|教堂,大教堂,修道院|66 26 22|calm victory|style=sacred
altar,ritual,rite,ceremony|祭坛,仪式,祭祀,典礼|44 50 52|mystery cave|style=chant
castle,fortress,citadel|城堡,堡垒,要塞|58 46 38|exploration victory mystery|
palace,throne,court|宫殿,皇宫,王座,宝座,宫廷|66 46 30|victory village|style=classical
tower,spire|塔,高塔,塔楼,钟楼|52 42 38|mystery exploration|
bridge,gate,wall|桥,大桥,城门,城墙|54 38 28|exploration village|weight=.5
village,hamlet,settlement|村庄,村子,村落,村口,小村,村里|80 44 12|village|
town,borough|小镇,镇子,城镇|68 46 18|village exploration|~murmur=.3
city,capital,metropolis|城市,都市,王都,城里,之城|60 54 25|village exploration|~murmur=.4
square,plaza|广场|68 46 18|village|~murmur=.4 weight=.5
market,fair,shop,merchant,vendor|集市,市场,商店,商人,店铺,商贩|74 56 15|village|~murmur=.6
street,alley,lane|街道,小巷,街头,街上,巷子|54 40 25|village|~murmur=.2 weight=.5
tavern,inn,pub,saloon|酒馆,酒吧,客栈,旅店,旅馆|80 48 12|village|~murmur=.6 ~cups=.4 ~fire=.2
cafe,café,coffee,coffeehouse,tearoom|咖啡馆,咖啡厅,咖啡店,咖啡,茶馆|80 32 8|calm village|palette=lament style=romantic ~murmur=.4 ~cups=.5
tea|茶,喝茶,品茶|76 18 8|calm village|~cups=.3
restaurant,kitchen,bakery,dining|餐馆,餐厅,厨房,面包店|76 46 12|village calm|~murmur=.4 ~cups=.4
cup,glass,clink|杯子,杯,酒杯,碰杯|68 42 12|village calm|~cups=.6 weight=.5
home,house,cottage,hut,cabin|家,小屋,房子,木屋,家乡,故乡|82 26 8|calm village|
room,chamber,hall|房间,屋子,大厅,厅堂|52 28 25|calm mystery|weight=.5
window,door|窗外,窗,门|52 28 25|calm|weight=.5
bed,pillow,blanket|床,枕头,被子|74 12 8|calm|
fireplace,hearth,campfire,bonfire|壁炉,火炉,篝火,营火|80 28 10|calm village|~fire=.7
camp,tent|营地,帐篷|62 38 25|forest exploration|~fire=.4
farm,farmer,barn,mill|农场,农夫,农民,谷仓,磨坊|74 38 12|village forest|~birds=.2
school,academy,classroom|学校,学院,教室|62 46 18|village exploration|~murmur=.3
library,archive,book|图书馆,书房,书,典籍|60 22 22|calm mystery|
laboratory,lab,experiment|实验室,实验|46 46 45|mystery cave|~machines=.3
factory,machine,engine,gear|工厂,机器,引擎,齿轮|44 54 40|mystery exploration|~machines=.7 meter=4/4
robot,android,cyborg|机器人,机械人|50 48 40|mystery exploration|~machines=.3
space,galaxy,cosmos,universe|太空,宇宙,银河,星际|58 34 38|mystery exploration calm|palette=glass
star,starlight,starry|星星,星空,繁星,星光|80 24 12|calm mystery|palette=glass
spaceship,rocket,space station|飞船,空间站,火箭,太空站|54 46 42|exploration mystery|~machines=.4
planet,moon base|星球,行星|58 42 35|exploration mystery|
sky,cloud,heaven,air|天空,云,云端,白云,云海|76 34 15|exploration calm|~wind=.3 weight=.5
volcano,lava,magma|火山,岩浆,熔岩|22 76 78|boss battle|~fire=.8
hell,inferno,underworld|地狱,冥界|8 72 85|boss cave|~fire=.6
haunted,spooky,eerie,creepy|鬼屋,闹鬼,阴森,诡异,毛骨悚然|18 55 74|mystery cave|brightness=-.1
manor,mansion|庄园,宅邸,豪宅|54 34 35|mystery village|
hospital,asylum|医院,疯人院|30 42 55|sorrow mystery|
station,train,railway|车站,火车,站台|54 44 28|exploration|~machines=.3 weight=.5
road,path,trail,way|路,道路,小路,路上,小径,上路|64 42 20|exploration|weight=.5
horizon,continent,frontier|地平线,大陆,远方|72 50 22|exploration|
world,land,kingdom|世界,大地,王国|66 48 22|exploration|weight=.5
arena,stadium,coliseum|竞技场,角斗场,体育场|48 82 60|battle victory|~murmur=.5
battlefield,front line,trench|战场,前线,战壕|18 74 78|battle sorrow|
roof,rooftop|屋顶,房顶|54 48 32|exploration|
bell|钟声,铃声,钟|68 44 18|victory calm|
`;
