import { chance, circle, path, picture, rectangle } from '../drawing'

const colors = ['#e63946', '#f4a261', '#2a9d8f', '#264653', '#e9c46a', '#f1faee', '#457b9d'] as const

/** Quarter circles, dots and triangles on a grid. */
export function geometry(): string {
  const [cells, size] = [6, 200]
  const next = chance(11)
  const color = (): string => colors[Math.floor(next() * colors.length)] ?? colors[0]
  const tiles = Array.from({ length: cells * cells }, (_, index) => {
    const [x, y] = [(index % cells) * size, Math.floor(index / cells) * size]
    return rectangle(x, y, size, size, color()) + figure(x, y, size, color(), Math.floor(next() * 6))
  })
  return picture(cells * size, cells * size, ...tiles)
}

function figure(x: number, y: number, size: number, color: string, kind: number): string {
  const half = size / 2
  switch (kind) {
    case 0:
      return path(`M${x} ${y}h${size}a${size} ${size} 0 0 1 ${-size} ${size}z`, color)
    case 1:
      return path(`M${x + size} ${y + size}v${-size}a${size} ${size} 0 0 0 ${-size} ${size}z`, color)
    case 2:
      return circle(x + half, y + half, half * 0.78, color) + circle(x + half, y + half, half * 0.3, '#f1faee')
    case 3:
      return path(`M${x} ${y + size}l${half} ${-size}l${half} ${size}z`, color)
    case 4:
      return path(
        `M${x} ${y}a${half} ${half} 0 0 0 ${size} 0zM${x} ${y + half}a${half} ${half} 0 0 0 ${size} 0z`,
        color,
      )
    default:
      return [0, 1, 2, 3].map((stripe) => rectangle(x, y + stripe * (size / 4), size, size / 8, color)).join('')
  }
}
