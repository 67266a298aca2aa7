import { chance, circle, downward, ellipse, outward, path, picture, rectangle, ridge, round, times } from '../drawing'

/** A field of flowers, larger towards the reader. */
export function flowerField(): string {
  const [width, height, horizon] = [1200, 1600, 620]
  const next = chance(19)
  return picture(
    width,
    height,
    downward('sky', '#6ec3f4', '#c9ecfb', '#fff4dc'),
    downward('grass', '#a9d977', '#5fae57', '#2b7a4b'),
    outward('sun', '#fffbe0', '#fff1b8/.7', '#ffe9a0/0'),
    rectangle(0, 0, width, horizon + 40, 'url(#sky)'),
    circle(880, 250, 330, 'url(#sun)'),
    path(ridge({ width, bottom: horizon + 60, level: 560, swing: 120, roughness: 0.42, seed: 4 }), '#8fbf9a'),
    path(ridge({ width, bottom: horizon + 60, level: 600, swing: 70, roughness: 0.42, seed: 14 }), '#6fae7f'),
    rectangle(0, horizon, width, height - horizon, 'url(#grass)'),
    times(420, (index) => {
      const depth = (index / 419) ** 1.5
      return flower(next() * width, horizon + 20 + depth * (height - horizon), 5 + depth * 62, next)
    }),
  )
}

function flower(x: number, y: number, size: number, next: () => number): string {
  const colors = ['#ff6f91', '#ff9671', '#ffc75f', '#f9f871', '#d65db1', '#ffffff', '#b39cff']
  const color = colors[Math.floor(next() * colors.length)] ?? '#ffffff'
  const turn = next() * 72
  const petals = times(5, (index) => {
    const angle = `rotate(${round(turn + index * 72)} ${round(x)} ${round(y)})`
    return ellipse(x, y - size * 0.5, size * 0.3, size * 0.52, color, `transform="${angle}" opacity=".93"`)
  })
  const stem = path(
    `M${round(x)} ${round(y)}q${round(size * 0.2)} ${round(size)} 0 ${round(size * 2)}`,
    'none',
    `stroke="#2f7d46" stroke-width="${round(size * 0.09)}"`,
  )
  return stem + petals + circle(x, y, size * 0.24, '#ffb703') + circle(x, y, size * 0.13, '#e07a00')
}

/** Bamboo that is lost in fog. */
export function bamboo(): string {
  const [width, height] = [1080, 1620]
  const layers = ['#bcd9bd', '#8fbf95', '#5b9a6b', '#2c6e48', '#144a31']
  return picture(
    width,
    height,
    downward('air', '#eef6e4', '#d3e8cf', '#a9cfae'),
    downward('fog', '#f2f8ea/0', '#f2f8ea/.55', '#f2f8ea/.1'),
    outward('light', '#fffde8/.95', '#fffde8/0'),
    rectangle(0, 0, width, height, 'url(#air)'),
    circle(620, 360, 560, 'url(#light)'),
    ...layers.map(
      (color, index) =>
        grove(width, height, color, index) + rectangle(0, 500, width, height - 500, 'url(#fog)', 'opacity=".6"'),
    ),
  )
}

function grove(width: number, height: number, color: string, layer: number): string {
  const next = chance(90 + layer)
  return times(9 - layer, () => {
    const [x, thick, lean] = [next() * width, 10 + layer * 9, (next() - 0.5) * 6]
    const joint = 120 + layer * 26
    const stalk = times(Math.ceil(height / joint) + 1, (index) =>
      rectangle(x, index * joint - next() * 4, thick, joint - 5, color, `rx="${thick / 5}"`),
    )
    const leaves = times(16, () => leaf(x + thick / 2, next() * height * 0.8, 60 + layer * 20, next))
    return `<g transform="rotate(${round(lean)} ${round(x)} ${height})">${stalk}<g fill="${color}">${leaves}</g></g>`
  })
}

function leaf(x: number, y: number, long: number, next: () => number): string {
  const angle = next() > 0.5 ? 20 + next() * 40 : 120 + next() * 40
  const outline = `M${round(x)} ${round(y)}q${long / 2} ${-long / 8} ${long} 0q${-long / 2} ${long / 8} ${-long} 0z`
  return `<path d="${outline}" transform="rotate(${round(angle)} ${round(x)} ${round(y)})"/>`
}

/** A maple in autumn, and what it has lost. */
export function autumn(): string {
  const [width, height] = [1400, 1400]
  const next = chance(33)
  const colors = ['#d62828', '#e85d04', '#f48c06', '#faa307', '#9d0208', '#ffba08']
  const foliage = times(1500, () => {
    const [angle, reach] = [next() * Math.PI * 2, Math.sqrt(next())]
    const color = colors[Math.floor(next() * colors.length)] ?? '#d62828'
    const [x, y] = [700 + Math.cos(angle) * reach * 500, 500 + Math.sin(angle) * reach * 350]
    return circle(x, y, 10 + next() * 22, color, `opacity="${0.55 + next() * 0.45}"`)
  })
  return picture(
    width,
    height,
    downward('sky', '#f7d9a8', '#fbe8c8', '#f6c98f'),
    downward('ground', '#c96f2b', '#8c4318'),
    rectangle(0, 0, width, height, 'url(#sky)'),
    path(ridge({ width, bottom: height, level: 1000, swing: 160, roughness: 0.45, seed: 3 }), '#e3a25f'),
    path(`M0 1130Q700 1040 ${width} 1130V${height}H0Z`, 'url(#ground)'),
    path(
      'M650 1120C690 950 660 800 600 620L640 600C690 700 700 740 706 790C720 700 760 640 830 560L860 586C770 690 745 800 752 920C756 1010 770 1080 790 1120Z',
      '#4a2412',
    ),
    foliage,
    times(260, () =>
      ellipse(
        next() * width,
        1120 + next() * 270,
        8 + next() * 14,
        4 + next() * 6,
        colors[Math.floor(next() * 6)] ?? '#d62828',
      ),
    ),
  )
}
