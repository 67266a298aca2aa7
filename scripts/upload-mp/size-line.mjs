/** A package of the mini program and its size, for people. */
export function sizeLine(name, bytes) {
  return `${name}: ${(bytes / 1024).toFixed(1)} KB`
}
