import { pick, randomFrom } from './random.ts'

/**
 * The prompt as the service's language model would have rewritten it: the same text for the same
 * request, visibly longer than what was sent, in its language.
 */
export function rewritePrompt(prompt: string, seed: number): string {
  const random = randomFrom(`rewrite\n${seed}\n${prompt}`)
  const { light, form, mood, join } = isChinese(prompt) ? chinese : english
  const added = [light, form, mood].map((sentences) => pick(random, sentences))
  return [prompt.replace(/[\s.。]+$/u, ''), ...added].join(join) + join.trim()
}

function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han * 3 > text.length
}

type Sentences = readonly [string, ...string[]]

interface Phrases {
  readonly light: Sentences
  readonly form: Sentences
  readonly mood: Sentences
  /** Between sentences; its visible part ends the last. */
  readonly join: string
}

const english: Phrases = {
  light: [
    'Soft morning light falls in from the left and leaves long, gentle shadows',
    'An even, diffuse light rests on the scene and keeps every edge clear',
    'Warm light from a low sun outlines the main subject',
    'Cool light from above is balanced by one small, warm glow',
  ],
  form: [
    'The main subject stands a little off the centre, with plenty of room around it',
    'Large, calm shapes lead the eye from the foreground to the horizon',
    'Fine textures of paper and brush are visible in the flat areas',
    'The lettering is crisp, evenly spaced and easy to read',
  ],
  mood: [
    'The overall impression is quiet, tidy and inviting',
    'The colours are few and in harmony, with one bright accent',
    'The whole has the care of a hand-made print',
    'The atmosphere is light-hearted and full of small details',
  ],
  join: '. ',
}

const chinese: Phrases = {
  light: [
    '清晨的柔光自左侧洒入，留下修长而柔和的影子',
    '均匀的漫射光笼罩画面，轮廓清楚分明',
    '低垂的暖阳勾勒出主体的边缘',
    '顶部的冷光与一小处暖光互相平衡',
  ],
  form: [
    '主体略偏离画面中心，四周留白充足',
    '大块而平静的形状把视线由前景引向远方',
    '平面色块中可见细腻的纸张与笔触质感',
    '文字清晰，字距匀称，易于辨认',
  ],
  mood: [
    '整体气氛安静、整洁而亲切',
    '用色克制而和谐，仅以一处亮色点缀',
    '整幅画面带有手工版画般的精致',
    '氛围轻快，细节丰富',
  ],
  join: '。',
}
