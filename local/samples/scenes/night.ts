import { chance, circle, downward, outward, path, picture, rectangle, ridge, times } from '../drawing'

/** A full moon, stars, and mist between hills. */
export function moonlight(): string {
  const [width, height] = [1080, 1440]
  const next = chance(2)
  const hills = ['#2c3f73', '#22325f', '#17234a', '#0c1431']
  return picture(
    width,
    height,
    downward('sky', '#070b22', '#142254', '#3b4f96', '#8794c9'),
    outward('glow', '#fffbe6/.9', '#cdd8ff/.35', '#9fb4ff/0'),
    outward('moon', '#fffef5', '#fdf3d0', '#e9dcae'),
    downward('mist', '#cdd7ff/0', '#cdd7ff/.28', '#cdd7ff/0'),
    rectangle(0, 0, width, height, 'url(#sky)'),
    times(320, () => {
      const y = next() ** 1.4 * 1000
      return circle(next() * width, y, 0.5 + next() ** 3 * 2.6, '#ffffff', `opacity="${0.3 + next() * 0.7}"`)
    }),
    circle(700, 420, 420, 'url(#glow)'),
    circle(700, 420, 138, 'url(#moon)'),
    ...[
      [660, 380, 26],
      [742, 446, 34],
      [690, 490, 16],
      [736, 366, 14],
    ].map(([x = 0, y = 0, radius = 0]) => circle(x, y, radius, '#d9cc9c', 'opacity=".45"')),
    ...hills.map(
      (color, index) =>
        path(
          ridge({ width, bottom: height, level: 950 + index * 120, swing: 230, roughness: 0.48, seed: 60 + index }),
          color,
        ) + rectangle(0, 960 + index * 120, width, 170, 'url(#mist)'),
    ),
  )
}

/** Towers with lit windows above a river that shows them again. */
export function city(): string {
  const [width, height, shore] = [1600, 1067, 720]
  const skyline = towers(width, shore, 4, '#26245c', 260) + towers(width, shore, 17, '#12123a', 170)
  const next = chance(6)
  return picture(
    width,
    height,
    downward('sky', '#0d0b33', '#3b1d66', '#a03a7d', '#ff8a5c'),
    downward('river', '#7a3470', '#2b1b58', '#0b0a2a'),
    rectangle(0, 0, width, shore, 'url(#sky)'),
    times(90, () => circle(next() * width, next() * 340, 0.6 + next() * 1.3, '#ffffff', 'opacity=".75"')),
    skyline,
    rectangle(0, shore, width, height - shore, 'url(#river)'),
    `<g transform="translate(0 ${shore * 2}) scale(1 -1)" opacity=".34">${skyline}</g>`,
    times(150, () => {
      const depth = next()
      return rectangle(
        next() * width,
        shore + 4 + depth * 340,
        30 + depth * 130,
        1.5 + depth * 2,
        '#ffd8a8',
        `opacity="${next() * 0.3}"`,
      )
    }),
  )
}

function towers(width: number, shore: number, seed: number, color: string, least: number): string {
  const next = chance(seed)
  let drawn = ''
  for (let x = -20; x < width; ) {
    const [wide, tall] = [62 + next() * 70, least + next() ** 2 * 340]
    drawn += rectangle(x, shore - tall, wide, tall, color)
    if (next() > 0.7)
      drawn +=
        rectangle(x + wide / 2 - 2, shore - tall - 60, 4, 60, color) +
        circle(x + wide / 2, shore - tall - 60, 4, '#ff5d5d')
    drawn += windows(x, shore - tall, wide, tall, next)
    x += wide + next() * 14
  }
  return drawn
}

function windows(left: number, top: number, wide: number, tall: number, next: () => number): string {
  const colors = ['#ffe39a', '#ffd06b', '#fff3cf', '#9fe3ff']
  let drawn = ''
  for (let y = top + 14; y < top + tall - 14; y += 20) {
    for (let x = left + 10; x < left + wide - 14; x += 15) {
      const color = colors[Math.floor(next() * colors.length)] ?? '#ffe39a'
      if (next() > 0.45) drawn += rectangle(x, y, 8, 10, color, `opacity="${0.45 + next() * 0.55}"`)
    }
  }
  return drawn
}
