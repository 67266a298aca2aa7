interface Touch {
  identifier: number
  clientX: number
  clientY: number
  pageX: number
  pageY: number
}

/** The touches that WeChat's events carry, from a touch or from a mouse. */
export function touchFields(event: unknown): { touches: Touch[]; changedTouches: Touch[] } {
  if (typeof TouchEvent !== 'undefined' && event instanceof TouchEvent) {
    return { touches: list(event.touches), changedTouches: list(event.changedTouches) }
  }
  const touches = event instanceof MouseEvent ? [touch(0, event)] : []
  return { touches, changedTouches: touches }
}

function list(touches: TouchList): Touch[] {
  return Array.from(touches, (item) => touch(item.identifier, item))
}

function touch(identifier: number, { clientX, clientY, pageX, pageY }: Omit<Touch, 'identifier'>): Touch {
  return { identifier, clientX, clientY, pageX, pageY }
}
