/**
 * Whether a `Host` header names this machine. Any other name may be a web page's own, which it has pointed at 127.0.0.1
 * to be let in as the same origin (DNS rebinding).
 */
export function isLoopback(host: string): boolean {
  return /^(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d{1,5})?$/i.test(host)
}
