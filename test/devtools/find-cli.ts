import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** Where the installers of WeChat DevTools put the command-line tool. */
export function usualPlaces(platform: NodeJS.Platform, home: string): string[] {
  const inside = 'wechatwebdevtools.app/Contents/MacOS/cli'
  if (platform === 'darwin') return [`/Applications/${inside}`, path.posix.join(home, 'Applications', inside)]
  if (platform !== 'win32') return ['/opt/wechat-web-devtools/bin/wechat-devtools-cli']
  const folders = ['C:\\Program Files (x86)', 'C:\\Program Files', 'D:\\Program Files (x86)', 'D:\\Program Files']
  return folders.map((folder) => path.win32.join(folder, 'Tencent', '微信web开发者工具', 'cli.bat'))
}

/**
 * The command-line tool of WeChat DevTools: the one that was named, else the one in a usual place.
 * @throws where there is none, with what to do
 */
export function findCli(
  named: string | undefined,
  places: readonly string[] = usualPlaces(process.platform, homedir()),
  exists: (file: string) => boolean = existsSync,
): string {
  if (named !== undefined && !exists(named)) throw new Error(`${named} is not there`)
  const found = named ?? places.find((place) => exists(place))
  if (found !== undefined) return found
  throw new Error(
    `WeChat DevTools are not installed here: there is no command-line tool at\n${places.map((place) => `  ${place}`).join('\n')}
Install them from https://developers.weixin.qq.com/miniprogram/dev/devtools/download.html, log in, and switch the service
port on in Settings → Security. Where they are elsewhere: npm run test:devtools -- --cli PATH
The same stories run without them, in the browser host: npx jest test/e2e/stories.test.ts`,
  )
}
