/** Weather, seasons, times of day, and natural sounds. Columns: see `scene-words.ts`. */

// biome-ignore format: a table reads in rows
export const WEATHER = `
snow,snowy,snowfall,snowflake|雪,下雪,雪地,雪花,雪村,白雪,雪山|58 22 18|calm|palette=musicbox density=-.1 ~snow=.7 ~wind=.2
blizzard,snowstorm|暴风雪,雪暴|24 66 65|sorrow battle|~wind=.9 ~snow=.5
ice,icy,frost,frozen,glacier|冰,冰雪,冰冻,霜,冰川,冰洞|48 30 38|mystery cave|palette=glass ~wind=.3
cold,chilly,freezing,bleak|寒冷,冷,冰冷,凄凉|26 30 40|sorrow cave|~wind=.3
wind,breeze|风,微风,清风|62 34 22|exploration calm|~wind=.6
gale,windy,cold wind|寒风,狂风,大风|34 54 48|sorrow exploration|~wind=.9
rain,rainy,drizzle|雨,下雨,雨中,细雨,小雨,雨天|40 26 25|sorrow calm|~rain=.7
storm,thunder,thunderstorm,lightning,tempest,hurricane|风暴,雷,雷雨,闪电,暴雨,暴风雨,雷声|28 76 70|battle boss|~thunder=.8 ~rain=.6 ~wind=.5
fog,mist,foggy,misty,haze|雾,迷雾,大雾,雾中,薄雾|40 28 48|mystery cave|brightness=-.1 density=-.05
sun,sunny,sunshine,sunlight|太阳,阳光,晴天,晴朗|84 46 10|exploration village|brightness=.1 ~birds=.2
heat,hot,scorching,blazing sun,burning sun|炎热,烈日,酷热,炙热|38 56 42|desert|
rainbow|彩虹|90 46 8|exploration calm|
dawn,sunrise,daybreak|黎明,日出,破晓,拂晓|80 26 12|calm exploration|~birds=.5
morning|早晨,清晨,早上,晨|76 30 10|calm village|~birds=.4
noon,midday,day,daytime|正午,中午,白天,午后|66 42 15|exploration|weight=.5
afternoon|下午|70 32 10|calm village|
sunset,dusk,twilight,evening|夕阳,日落,黄昏,傍晚,晚霞,夕阳下|74 22 12|calm|~crickets=.2
night,nighttime|夜,夜晚,晚上,夜里,黑夜|56 24 26|calm mystery|brightness=-.05 ~crickets=.4
midnight|午夜,半夜,深夜|44 34 45|mystery calm|~crickets=.3
moon,moonlight,moonlit|月亮,月光,月下,明月|74 22 16|calm mystery|~crickets=.3
dark,darkness,shadow,gloom,gloomy|黑暗,漆黑,阴影,昏暗,阴暗,黑|24 38 60|cave mystery|brightness=-.15
spring,springtime|春天,春,春日|84 42 8|forest calm|~birds=.5
summer|夏天,夏日|82 48 10|exploration village|~crickets=.3
autumn|秋天,秋,秋日|62 28 16|forest calm sorrow|~wind=.3
winter|冬天,冬,冬日|46 24 25|calm sorrow|~wind=.3 ~snow=.3
fire,flame,burn,blaze|火,火焰,燃烧,烧毁,大火|36 70 58|battle|~fire=.7
candle,candlelight,lantern|烛光,蜡烛,灯笼|68 20 20|calm mystery|
light,glow,shine|光,光芒,微光|70 40 20|mystery exploration|weight=.5
bird,songbird,nightingale|鸟,鸟儿,小鸟,鸟鸣|80 36 10|forest calm|~birds=.7
cricket,cicada|蟋蟀,蝉,虫鸣|68 20 12|calm forest|~crickets=.8
water|水,流水|66 28 18|calm forest|~brook=.3 weight=.5
drip,droplet|滴水,水滴,滴水声|46 26 38|cave calm|~drips=.8
wave,tide|波浪,海浪,浪花|66 42 25|exploration calm|~waves=.8
leaf,leaves,moss,fern|树叶,落叶,青苔|66 24 14|forest calm|~wind=.2
smoke,ash,dust|烟,灰烬,尘土|32 38 42|sorrow desert|weight=.5
`;
