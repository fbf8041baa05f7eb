/** Chinese words that are not scenes, with the English word whose norms they take: `中文=english`. */

export const CHINESE_NORMS = `
生活=life 生命=life 时间=time 工作=work 钱=money 朋友们=friend 老师=teacher 学生=student 医生=doctor 护士=nurse 警察=police 律师=lawyer
男人=man 女人=woman 丈夫=husband 妻子=wife 儿子=son 女儿=daughter 兄弟=brother 姐妹=sister 哥哥=brother 妹妹=sister 祖父=grandfather 邻居=neighbour
国家=country 政府=government 法律=law 犯罪=crime 罪犯=criminal 监禁=prison 惩罚=punishment 折磨=torture 暴力=violence 屠杀=massacre
手=hand 眼睛=eye 脸=face 心=heart 头=head 头发=hair 身体=body 声音=voice 眼泪=tear 泪水=tear 泪=tear 伤疤=scar
食物=food 面包=bread 蛋糕=cake 糖果=candy 巧克力=chocolate 水果=fruit 苹果=apple 蘑菇=mushroom 牛奶=milk 肉=meat 汤=soup 冰淇淋=dessert
衣服=clothes 鞋子=shoe 帽子=hat 戒指=ring 礼物=gift 椅子=chair 桌子=table 桌上=table 窗台=window 镜子=mirror 灯=lamp 地毯=carpet 楼梯=stairs
汽车=car 火车=train 飞机=plane 自行车=bicycle 电脑=computer 电话=phone 手机=phone 报纸=newspaper 电影=movie 照相机=camera
狐=fox 羊=sheep 牛=cow 猪=pig 鸡=chicken 鸭=duck 蝴蝶=butterfly 蜜蜂=bee 蚂蚁=ant 鲨鱼=shark 大象=elephant 猴子=monkey 老鹰=eagle 乌鸦=raven 海豚=dolphin
石头=stone 岩石=rock 铁=iron 钢=steel 银=silver 木头=wood 纸=paper 玻璃=glass 墙=wall 地板=floor
力量=power 能量=energy 权力=power 智慧=wisdom 知识=knowledge 真理=truth 谎言=lie 命运=fate 运气=luck 幸运=lucky 奇迹=miracle
幸福=happiness 骄傲=pride 羞耻=shame 内疚=guilt 嫉妒=jealousy 仇恨=hatred 恨=hate 复仇=revenge 报仇=revenge 感激=gratitude 同情=sympathy 信任=trust 尊敬=respect
惊喜=surprise 惊讶=surprise 无聊=boring 压力=stress 噩梦=nightmare 恶梦=nightmare 混乱=chaos 和谐=harmony 秩序=order 荣耀=glory 光荣=glory
健康=health 强壮=strong 虚弱=weak 聪明=clever 愚蠢=stupid 善良=kind 友好=friendly 丑陋=ugly 脏=dirty 干净=clean 明亮=bright 红色=red 白色=white 黑色=black 紫色=purple 粉色=pink
湿=wet 干=dry 硬=hard 软=soft 香=perfume 臭=smelly 响=loud 吵闹=noise 噪音=noise 完美=perfect 奇妙=wonderful 糟糕=terrible 坏=bad 好=good 错误=mistake 正确=correct
学会=learn 教=teach 帮助=help 给=give 拿=take 看=look 听=hear 说=talk 问=question 回答=answer 讲=talk 叫=shout 喊=shout 打=hit 踢=kick 推=push 拉=pull 扔=throw 抓=catch
成长=grow 开始=start 结束=end 胜=win 败=fail 欺骗=deceive 撒谎=lie 威胁=threat 惩=punish 攻=attack 守=defend 防御=defence 治愈=heal 康复=recovery 拥有=own 分享=share
故事=story 传说=legend 神话=myth 历史=history 未来=future 过去=past 今天=today 明天=tomorrow 永远=eternity 青春=youth 童年=childhood 年老=elderly 名字=name
咸=salt 盐=salt 糖=sugar 茶壶=teapot 面具=mask 舞台=stage 剧院=theatre 博物馆=museum 银行=bank 办公室=office 法庭=court 动物园=zoo 农村=countryside 乡村=countryside 郊外=countryside
冲突=conflict 危急=crisis 事故=accident 车祸=crash 毒药=poison 毒品=drug 癌症=cancer 病毒=virus 污染=pollution 垃圾=rubbish 灰尘=dust 棕榈树=palm 棕榈=palm
`;
