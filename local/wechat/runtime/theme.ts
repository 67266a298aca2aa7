import type { AppConfig, Json, JsonObject } from '../build/app-config'
import { Listeners } from './listeners'

/** The two looks of WeChat. */
export type ThemeName = 'light' | 'dark'

/** The system's theme, and the configuration's `@names` in it. */
export class Theme {
  readonly changes = new Listeners<{ theme: ThemeName }>()
  private readonly dark = matchMedia('(prefers-color-scheme: dark)')

  constructor(private readonly app: AppConfig) {
    document.documentElement.classList.toggle('wechat-darkmode', app.darkmode)
    this.dark.addEventListener('change', () => this.changes.fire({ theme: this.current }))
  }

  /** An app without `darkmode` in its configuration is always light. */
  get current(): ThemeName {
    return this.app.darkmode && this.dark.matches ? 'dark' : 'light'
  }

  /** The text of a setting, with a name such as `@navBackground` looked up. */
  text(value: Json | undefined): string {
    const looked = typeof value === 'string' && value.startsWith('@') ? this.names[value.slice(1)] : value
    return typeof looked === 'string' ? looked : ''
  }

  private get names(): JsonObject {
    return this.app.theme[this.current]
  }
}
