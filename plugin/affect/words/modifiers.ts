/** Words that change the meaning of the next, and words that have none of their own. */

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that turn the next into its opposite. */
export const NEGATIONS = list(`
not no never without nobody nothing none neither nor hardly cannot isnt arent wasnt werent dont doesnt didnt wont cant couldnt
不 没 没有 无 不再 未 勿 不是 并非 毫无 从不 从未 无人 没人
`);

/** Words that make the next stronger or weaker, and by how much. */
export const DEGREES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    '1.4': list(
      'very extremely really too deeply utterly incredibly terribly totally 很 非常 极 极其 十分 太 特别 最 极度 格外',
    ),
    '1.2': list('so more most quite truly 更 更加 越来越 挺 真 好不'),
    '0.6': list('slightly somewhat rather fairly almost bit slight 有点 有些 稍微 略 略微 较 比较 不太 不那么'),
    '-0.4': list('less least 少 较少'),
  }).flatMap(([factor, words]) => [...words].map((word) => [word, Number(factor)] as const)),
);

/** Words of grammar: they are known, and say nothing about a scene. */
export const GRAMMAR = list(`
a an the this that these those some any every each all both such another other its his her their our your my
i you he she it we they me him us them who whom whose which what where when why how there here
and or but if then than as of in on at to from by for with into onto over under above below through across between among against before
after behind beside near along around about up down out off upon toward towards until while during within again away back still just only
even also now once ever yet already is are was were be been being am do does did done has have had having will would can could shall
should may might must let get gets got one two three first second another s t m re ve ll d
looks look seems seem going goes go went come comes came make makes made put puts take takes took while everyone bring brings brought take taken taking takes took say says said saying past somebody someone something
anymore longer
的 了 着 过 得 地 在 里 里面 上 上面 下 中 之中 中间 之间 间 和 与 跟 同 或 是 有 到 从 把 被 让 给 对 向 往 为 为了 因为 所以 但 但是 可是 然后 之后 之前 以后 以前 后 前 时 时候
这 那 这个 那个 这里 那里 一 一个 一只 一条 一位 一座 一片 一封 一群 一些 一次 一场 一棵 两 两个 三 几 个 只 条 位 座 片 封 群 些 次 场 棵 我 你 他 她 它 我们 你们 他们 她们 所有 所有人 每 都 也 就 还 又 再 已经
正 正在 将 要 会 能 可以 应该 起来 出来 下去 过来 过去了 来 去 吧 吗 呢 啊 呀 之 其 们 您 自己 大家 快要 终于 满是 满 充满 开满 声 人 有人 传来 夺走 举起 落下 起 旁 旁边 旁的 边 外 内 什么 怎么 谁 从中
`);
