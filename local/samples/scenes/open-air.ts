import { chance, circle, downward, ellipse, outward, path, picture, rectangle, ridge, round, times } from '../drawing'

/** Dunes with a bright and a dark side. */
export function dunes(): string {
  const [width, height] = [1600, 1067]
  const dune = (base: number, tip: number, rise: number, light: string, shade: string): string =>
    path(
      `M0 ${base}C${tip * 0.4} ${base - rise * 0.2} ${tip * 0.7} ${base - rise} ${tip} ${base - rise}C${tip + 260} ${base - rise * 0.5} ${width - 200} ${base - 30} ${width} ${base}V${height}H0Z`,
      light,
    ) +
    path(
      `M${tip} ${base - rise}C${tip + 260} ${base - rise * 0.5} ${width - 200} ${base - 30} ${width} ${base}V${height}H${tip - 180}C${tip + 80} ${base + 120} ${tip - 120} ${base - rise * 0.3} ${tip} ${base - rise}Z`,
      shade,
    )
  return picture(
    width,
    height,
    downward('sky', '#f9a65a', '#fcc98a', '#fde8c3'),
    outward('sun', '#fffdf0', '#fff0c2/.6', '#ffe0a0/0'),
    rectangle(0, 0, width, height, 'url(#sky)'),
    circle(420, 300, 330, 'url(#sun)'),
    circle(420, 300, 62, '#fffdf2'),
    dune(640, 1080, 190, '#f0b06a', '#cf8748'),
    dune(760, 520, 250, '#eaa159', '#bf7239'),
    dune(930, 1150, 280, '#e08f45', '#a55a2a'),
    dune(1080, 330, 190, '#c97634', '#8a4520'),
  )
}

/** Balloons above hills in the morning. */
export function balloons(): string {
  const [width, height] = [1200, 1600]
  const places = [
    [380, 470, 190, '#ef476f', '#ffd166'],
    [880, 320, 110, '#118ab2', '#f8f9fa'],
    [820, 800, 140, '#06d6a0', '#ffd166'],
    [190, 900, 78, '#8338ec', '#ffbe0b'],
    [560, 1020, 54, '#fb5607', '#fff1e6'],
    [1040, 1060, 40, '#ef476f', '#f8f9fa'],
  ] as const
  return picture(
    width,
    height,
    downward('sky', '#3f8fd2', '#9fd3f0', '#fde2c4', '#ffc9a3'),
    outward('cloud', '#ffffff/.9', '#ffffff/.35', '#ffffff/0'),
    rectangle(0, 0, width, height, 'url(#sky)'),
    sparseClouds(width),
    ...['#b9b3c9', '#94a5b8', '#6d919a', '#47757a'].map((color, index) =>
      path(
        ridge({ width, bottom: height, level: 1230 + index * 95, swing: 150, roughness: 0.45, seed: 50 + index }),
        color,
      ),
    ),
    ...places.map(([x, y, radius, one, two]) => balloon(x, y, radius, one, two)),
  )
}

function sparseClouds(width: number): string {
  const next = chance(7)
  return times(14, () =>
    ellipse(next() * width, 160 + next() * 900, 120 + next() * 200, 16 + next() * 34, 'url(#cloud)'),
  )
}

function balloon(x: number, y: number, radius: number, one: string, two: string): string {
  const foot = y + radius * 1.5
  const gore = (half: number): string =>
    `M${x} ${y - radius}C${x - half * 1.35} ${y - radius} ${x - half * 1.35} ${y + radius * 0.5} ${x - half * 0.16} ${foot}H${x + half * 0.16}C${x + half * 1.35} ${y + radius * 0.5} ${x + half * 1.35} ${y - radius} ${x} ${y - radius}Z`
  const widths = [1, 0.78, 0.52, 0.22]
  const gores = widths.map((share, index) => path(gore(radius * share), index % 2 === 0 ? one : two)).join('')
  const ropes = path(
    `M${round(x - radius * 0.15)} ${foot}V${foot + radius * 0.3}M${round(x + radius * 0.15)} ${foot}V${foot + radius * 0.3}`,
    'none',
    `stroke="#5b4636" stroke-width="${round(radius * 0.025)}"`,
  )
  return (
    gores +
    ropes +
    rectangle(
      x - radius * 0.18,
      foot + radius * 0.3,
      radius * 0.36,
      radius * 0.24,
      '#8a5a34',
      `rx="${round(radius * 0.05)}"`,
    )
  )
}

/** A lighthouse whose beam crosses the dusk. */
export function lighthouse(): string {
  const [width, height] = [1080, 1350]
  const next = chance(26)
  const wave = (y: number, color: string): string => {
    const crests = times(10, () => 'q60 -34 120 0')
    return path(`M-20 ${y}${crests}V${height}H-20Z`, color)
  }
  return picture(
    width,
    height,
    downward('sky', '#1b1f4b', '#47386f', '#b5567c', '#f49b72'),
    '<linearGradient id="beam"><stop offset="0" stop-color="#fff6c4" stop-opacity=".85"/><stop offset="1" stop-color="#fff6c4" stop-opacity="0"/></linearGradient>',
    rectangle(0, 0, width, height, 'url(#sky)'),
    times(120, () =>
      circle(next() * width, next() * 520, 0.7 + next() * 1.6, '#ffffff', `opacity="${0.3 + next() * 0.6}"`),
    ),
    path('M330 402L1080 210V560L330 420Z', 'url(#beam)'),
    path('M250 1010L284 470H356L390 1010Z', '#f6f1ea'),
    ...[0, 1, 2].map((index) =>
      path(
        `M${279 - index * 11} ${560 + index * 160}H${361 + index * 11}L${367 + index * 11} ${640 + index * 160}H${273 - index * 11}Z`,
        '#d1495b',
      ),
    ),
    rectangle(272, 452, 96, 22, '#2d2a4a'),
    rectangle(290, 386, 60, 66, '#ffeaa0'),
    path('M280 388L320 330L360 388Z', '#d1495b'),
    path('M0 1060C120 980 220 1000 320 1000C440 1000 520 1060 620 1110V1350H0Z', '#221d3d'),
    wave(1130, '#3d3b6e'),
    wave(1200, '#2b2b59'),
    wave(1270, '#191b40'),
  )
}
