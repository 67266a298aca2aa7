/** A number from 0 to 1, the same row of them for the same seed, so that every picture is drawn the same everywhere. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    // mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** So many results of a function. */
export function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join('')
}

/** An SVG picture of that size. */
export function picture(width: number, height: number, ...parts: readonly string[]): string {
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${parts.join('')}</svg>`
}

/** Colours from top to bottom, evenly spread; `url(#id)` paints with them. */
export function downward(id: string, ...colors: readonly string[]): string {
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(colors)}</linearGradient>`
}

/** Colours from the middle outwards, such as a glow. */
export function outward(id: string, ...colors: readonly string[]): string {
  return `<radialGradient id="${id}">${stops(colors)}</radialGradient>`
}

function stops(colors: readonly string[]): string {
  return times(colors.length, (index) => {
    const [color, opacity = '1'] = (colors[index] ?? '').split('/')
    return `<stop offset="${index / (colors.length - 1)}" stop-color="${color}" stop-opacity="${opacity}"/>`
  })
}

export function rectangle(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" ${more}/>`
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" ${more}/>`
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(rx)}" ry="${round(ry)}" fill="${fill}" ${more}/>`
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`
}

export interface Ridge {
  width: number
  /** Where the ground ends. */
  bottom: number
  /** Mean height of the line. */
  level: number
  /** How far it goes up and down. */
  swing: number
  /** 0.4 is a hill, 0.6 is a cliff. */
  roughness: number
  seed: number
}

/** The height of a ridge at even steps, by moving midpoints. */
function ridgeLine({ level, swing, roughness, seed }: Ridge): number[] {
  const next = chance(seed)
  let line = [level + (next() - 0.5) * swing, level + (next() - 0.5) * swing]
  for (let reach = swing; line.length < 257; reach *= roughness) {
    line = line.flatMap((height, index) => {
      const following = line[index + 1]
      return following === undefined ? [height] : [height, (height + following) / 2 + (next() - 0.5) * reach]
    })
  }
  return line
}

/** The outline of the ground below a ridge. */
export function ridge(options: Ridge): string {
  const line = ridgeLine(options)
  const step = options.width / (line.length - 1)
  const points = line.map((height, index) => `L${round(index * step)} ${round(height)}`).join('')
  return `M0 ${options.bottom}${points}L${options.width} ${options.bottom}Z`
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
