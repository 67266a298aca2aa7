import { chance, circle, downward, ellipse, outward, path, picture, rectangle, ridge, round, times } from '../drawing'

/** Ranges that fade towards a sunrise over the sea. */
export function mountainsAndSea(): string {
  const [width, height, sea] = [1800, 1200, 800]
  const colors = ['#a98bb0', '#7f739f', '#565f88', '#2f4467']
  const next = chance(5)
  return picture(
    width,
    height,
    downward('sky', '#2b3a67', '#8d6a9f', '#f08a7b', '#ffd6a0'),
    downward('water', '#f6b48f', '#7d6b98', '#22335a'),
    outward('sun', '#fff6d8', '#ffe2a8/.7', '#ffb27a/0'),
    rectangle(0, 0, width, sea, 'url(#sky)'),
    circle(1180, 690, 520, 'url(#sun)'),
    circle(1180, 690, 74, '#fff7e0'),
    ...colors.map((color, index) =>
      path(
        ridge({ width, bottom: sea + 2, level: 560 + index * 62, swing: 260, roughness: 0.52, seed: 31 + index * 7 }),
        color,
      ),
    ),
    rectangle(0, sea, width, height - sea, 'url(#water)'),
    times(130, () => {
      const depth = next() ** 1.6
      const x = 1180 + (next() - 0.5) * (160 + depth * 700)
      return ellipse(
        x,
        sea + 6 + depth * 380,
        20 + depth * 90,
        1.2 + depth * 3,
        '#ffe9c4',
        `opacity="${0.65 - depth * 0.45}"`,
      )
    }),
    path('M620 930l150 0l-26 34l-98 0zM690 780l4 140l-72 0z', '#1d2b4c'),
    path('M700 800l58 116l-58 0z', '#f3e6d6'),
  )
}

/** A snow-covered range above its own reflection: 12 megapixels. */
export function snowRange(): string {
  const [width, height, shore] = [4000, 3000, 1900]
  const far = path(ridge({ width, bottom: shore, level: 1350, swing: 620, roughness: 0.5, seed: 12 }), 'url(#far)')
  const summits = [
    [700, 900, 1150],
    [3450, 800, 1200],
    [1500, 640, 1250],
    [2450, 420, 1500],
    [3050, 1120, 760],
  ] as const
  const near = summits.map(([x, top, half], index) => summit(x, top, half, shore, index)).join('')
  const forest = path(pines(width, shore), '#12343f')
  return picture(
    width,
    height,
    downward('sky', '#1f5fa8', '#5fa3dc', '#cfe8f7'),
    slope('far', 900, shore, '#f5fafd', '#b9d2e8', '#86a8c8'),
    slope('lit', 420, shore, '#ffffff', '#f4f8fc', '#b4c9dd', '#5f7f9c'),
    slope('shade', 420, shore, '#a9c4de', '#7f9dbd', '#4d6c8b', '#2a4762'),
    downward('lake', '#a8cbe0', '#3f7ba0', '#12405f'),
    outward('cloud', '#ffffff/.85', '#ffffff/.4', '#ffffff/0'),
    rectangle(0, 0, width, shore, 'url(#sky)'),
    clouds(width),
    far,
    near,
    forest,
    rectangle(0, shore, width, height - shore, 'url(#lake)'),
    `<g transform="translate(0 ${shore * 1.62}) scale(1 -.62)" opacity=".42">${far}${near}${forest}</g>`,
    ripples(width, shore, height),
  )
}

/** Colours between two heights of the picture, whatever is painted with them. */
function slope(id: string, top: number, bottom: number, ...colors: readonly string[]): string {
  const placed = `id="${id}" gradientUnits="userSpaceOnUse" x1="0" y1="${top}" x2="0" y2="${bottom}"`
  return downward(id, ...colors).replace(/^<linearGradient [^>]*>/, `<linearGradient ${placed}>`)
}

/** A mountain with a bright face, a dark one, and a jagged edge between them. */
function summit(x: number, top: number, half: number, base: number, seed: number): string {
  const next = chance(200 + seed)
  const jagged = (toX: number, jitter: number): string =>
    times(40, (index) => {
      const share = (index + 1) / 40
      const stray = (next() - 0.5) * jitter * (1 - share * 0.3)
      return `L${round(x + (toX - x) * share + stray)} ${round(top + (base - top) * share ** 0.92 + (next() - 0.5) * jitter * 0.5)}`
    })
  const [left, right, edge] = [jagged(x - half, 46), jagged(x + half, 46), jagged(x + half * 0.24, 190)]
  const face = (outline: string, fill: string): string => path(`M${x} ${top}${outline}V${base}H${x}Z`, fill)
  const dark = path(`M${x} ${top}${right}V${base}H${x - half}Z`, 'url(#shade)')
  return dark + face(left, 'url(#lit)') + path(`M${x} ${top}${edge}V${base}H${x}Z`, 'url(#lit)')
}

function clouds(width: number): string {
  const next = chance(3)
  return times(26, () =>
    ellipse(next() * width, 260 + next() * 420, 260 + next() * 420, 40 + next() * 60, 'url(#cloud)'),
  )
}

function pines(width: number, shore: number): string {
  const next = chance(9)
  const trees = times(220, (index) => {
    const x = (index / 219) * width + (next() - 0.5) * 30
    const [tall, wide] = [110 + next() * 170, 24 + next() * 18]
    return `M${x - wide} ${shore}L${x} ${shore - tall}L${x + wide} ${shore}Z`
  })
  return `${trees}M0 ${shore - 50}H${width}V${shore}H0Z`
}

function ripples(width: number, shore: number, height: number): string {
  const next = chance(21)
  return times(260, () => {
    const depth = next()
    const y = shore + 10 + depth * (height - shore - 20)
    return ellipse(next() * width, y, 60 + depth * 320, 1 + depth * 4, '#e6f4fb', `opacity="${0.1 + next() * 0.16}"`)
  })
}

/** Curtains of green light above a dark forest. */
export function aurora(): string {
  const [width, height] = [1600, 1067]
  const next = chance(41)
  return picture(
    width,
    height,
    downward('sky', '#050a1f', '#0b2340', '#14495a'),
    downward('green', '#37ffb0/0', '#45f5a6/.55', '#2ad6c0/.28', '#3f7cff/0'),
    downward('violet', '#b47cff/0', '#a05cff/.42', '#5f6dff/0'),
    rectangle(0, 0, width, height, 'url(#sky)'),
    times(240, () =>
      circle(next() * width, next() * 760, 0.6 + next() * 1.5, '#ffffff', `opacity="${0.25 + next() * 0.7}"`),
    ),
    times(190, (index) => {
      const x = index * 8.6
      const sway = Math.sin(index / 17) * 110 + Math.sin(index / 5.5) * 26
      return rectangle(x, 150 + sway, 26, 420 + Math.sin(index / 9) * 90, 'url(#green)', 'opacity=".34"')
    }),
    times(206, (index) => {
      const sway = Math.cos(index / 21) * 90
      return rectangle(-20 + index * 8, 60 + sway, 30, 360, 'url(#violet)', 'opacity=".22"')
    }),
    path(ridge({ width, bottom: height, level: 800, swing: 180, roughness: 0.5, seed: 8 }), '#0a2a38'),
    path(spruces(width, height), '#04121c'),
  )
}

function spruces(width: number, height: number): string {
  const next = chance(15)
  return times(110, () => {
    const [x, tall] = [next() * width, 110 + next() * 200]
    const tier = (share: number, wide: number): string =>
      `M${x - wide} ${height - tall * share}L${x} ${height - tall * (share + 0.45)}L${x + wide} ${height - tall * share}Z`
    return tier(0, 34) + tier(0.28, 26) + tier(0.55, 18)
  })
}
