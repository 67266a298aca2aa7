import { Button, Image, Progress, Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type TransferProgress } from 'cos-miniprogram'
import { useState } from 'react'
import { cos } from '../../cos'
import { describe } from '../../problem'
import { getSession } from '../../session'
import './index.css'

export default function Index() {
  const [busy, setBusy] = useState(false)
  const [percent, setPercent] = useState(0)
  const [photo, setPhoto] = useState({ key: '', url: '' })
  const [problem, setProblem] = useState('')

  /** One thing at a time; what goes wrong stands on the page. */
  async function run(action: (onProgress: (progress: TransferProgress) => void) => Promise<void>) {
    setBusy(true)
    setPercent(0)
    setProblem('')
    try {
      await action((progress) => setPercent(Math.round(progress.percent * 100)))
    } catch (error) {
      setProblem(describe(error))
    }
    setBusy(false)
  }

  const upload = () =>
    run(async (onProgress) => {
      const { tempFiles } = await Taro.chooseMedia({ count: 1, mediaType: ['image'] })
      const FilePath = tempFiles[0].tempFilePath
      const { Prefix } = await getSession()
      const key = `${Prefix}${Date.now()}.${FilePath.split('.').pop()}`
      await cos.uploadFile({ Key: key, FilePath, onProgress })
      const { Url: url } = await cos.presign({ Key: key })
      setPhoto({ key, url })
    })

  const download = () =>
    run(async (onProgress) => {
      const { FilePath } = await cos.downloadFile({ Key: photo.key, onProgress })
      await Taro.previewImage({ urls: [FilePath] })
    })

  return (
    <View className="page">
      <Button type="primary" disabled={busy} onClick={upload}>
        Upload a photo
      </Button>
      {busy && <Progress percent={percent} showInfo />}
      {photo.url && (
        <>
          <Image className="photo" src={photo.url} mode="widthFix" />
          <Button disabled={busy} onClick={download}>
            Download it
          </Button>
        </>
      )}
      {problem && <Text className="problem">{problem}</Text>}
    </View>
  )
}
